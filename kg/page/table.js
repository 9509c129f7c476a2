"use strict";

// The table: the facts or the nodes that are shown, sorted by any column, and copied as CSV.
(function (kg) {
  const { element, text, label } = kg;
  const view = document.getElementById("table");
  const PAGE = 200;

  const dates = (edge) => {
    const { start, as_of: asOf, seen = [], end, over } = edge.qualifiers;
    const happened = [edge.source, edge.target].find((node) => node.group === "event")?.attributes.date;
    return happened ? [happened] : [...new Set([start, ...(seen.length ? seen : [asOf]), end, over].filter(Boolean))].sort();
  };

  /** Of many the first and how many more, so that a row stays a row. */
  const few = (all) => element("bdi", { textContent: all.length > 2 ? text("andMore", all[0], all.length - 1) : all.join("、") });

  // Of each column its name, the text to sort and to copy, and where it is more than text the element to show
  const COLUMNS = {
    facts: [
      ["source", (edge) => edge.source.label, (edge) => kg.link(edge.source)],
      ["relation", (edge) => label(kg.data.relations[edge.relation].label)],
      ["target", (edge) => edge.target.label, (edge) => kg.link(edge.target)],
      ["detail", (edge) => edge.qualifiers.post ?? (edge.qualifiers.role ? kg.value(edge.qualifiers.role) : "")],
      ["date", (edge) => dates(edge).join("、"), (edge) => few(dates(edge))],
      ["documents", (edge) => kg.documentsOf(edge).join("、"), (edge) => few(kg.documentsOf(edge))],
      ["sentence", (edge) => (edge.inferred ? text("inferred") : edge.evidence.map(kg.words).join(" / ")), (edge) => fact(edge)],
    ],
    nodes: [
      ["name", (node) => node.label, (node) => kg.link(node)],
      ["type", (node) => label(kg.data.types[node.group].label)],
      ["aliases", (node) => node.aliases.join("、")],
      ["about", (node) => kg.summary(node)],
      ["degree", (node) => node.degree],
      ["documents", (node) => kg.documentsOf(node).join("、"), (node) => few(kg.documentsOf(node))],
    ],
  };

  /** The words of a fact, as a link to it. */
  function fact(edge) {
    const words = edge.inferred ? text("inferred") : kg.words(edge.evidence[0]);
    return element("a", { href: kg.address({ edge }) }, element("bdi", { textContent: words }));
  }

  const items = () =>
    kg.table.of === "facts" ? kg.shownEdges() : kg.ranked.filter(kg.nodeShown);

  /** The rows that are shown, in the order that is asked for. */
  function sorted() {
    const found = items();
    const column = COLUMNS[kg.table.of].find(([name]) => name === kg.table.by);
    if (!column) return found;
    const order = new Intl.Collator("zh-CN", { numeric: true });
    const keys = found.map((item) => [column[1](item), item]);
    keys.sort(([a], [b]) => {
      if (a === "" || b === "") return Number(a === "") - Number(b === ""); // what is empty comes last either way
      const by = typeof a === "number" ? a - b : order.compare(a, b);
      return kg.table.down ? -by : by;
    });
    return keys.map(([, item]) => item);
  }

  /** The table as CSV, in the language of the interface. */
  kg.tableText = function () {
    const columns = COLUMNS[kg.table.of];
    return kg.csv([columns.map(([name]) => text(`column_${name}`)), ...sorted().map((item) => columns.map(([, read]) => read(item)))]);
  };

  function change(to) {
    kg.table = { ...kg.table, ...to };
    kg.drawTable();
    kg.keep();
  }

  function head(columns) {
    const row = element("tr");
    for (const [name] of columns) {
      const button = element("button", { type: "button", textContent: text(`column_${name}`) });
      const on = kg.table.by === name;
      button.dataset.name = name;
      button.addEventListener("click", () => {
        change({ by: name, down: on ? !kg.table.down : name === "degree" });
        view.querySelector(`th button[data-name=${name}]`).focus();
      });
      const cell = element("th", { scope: "col" }, button);
      if (on) cell.setAttribute("aria-sort", kg.table.down ? "descending" : "ascending");
      row.append(cell);
    }
    return element("thead", {}, row);
  }

  async function copy() {
    const words = kg.tableText();
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // A browser may forbid that for files: then the old way, by a selection
      const aside = element("textarea", { value: words, className: "aside", ariaHidden: "true", tabIndex: -1 });
      document.body.append(aside);
      aside.select();
      const done = document.execCommand("copy");
      aside.remove();
      if (!done) return kg.say(text("notCopied"));
    }
    view.querySelector(".said").textContent = text("copied");
    kg.say(text("copied"));
  }

  /** Write the table, if it is the view. */
  kg.drawTable = function () {
    if (kg.view !== "table") {
      view.replaceChildren();
      return;
    }
    const columns = COLUMNS[kg.table.of];
    const found = sorted();
    const choice = element("div", { className: "choice", role: "group", ariaLabel: text("viewTable") });
    for (const of of ["facts", "nodes"]) {
      const button = element("button", { type: "button", className: of, textContent: text(`table_${of}`) });
      button.setAttribute("aria-pressed", String(of === kg.table.of));
      button.addEventListener("click", () => {
        change({ of, by: "", down: false });
        view.querySelector(`.choice .${of}`).focus();
      });
      choice.append(button);
    }
    const button = element("button", { type: "button", className: "copy", textContent: text("copy") });
    button.addEventListener("click", copy);
    const bar = element("div", { className: "bar-of-view" }, element("h2", { tabIndex: -1 }, text("viewTable"), element("span", { className: "count", textContent: found.length })));
    bar.append(choice, button, element("span", { className: "said quiet" }));
    const body = element("tbody");
    const row = (item) => element("tr", {}, ...columns.map(([name, read, show]) => element("td", { className: name }, show ? show(item) : element("bdi", { textContent: read(item) }))));
    const [, more] = kg.paged(body, found, row, PAGE);
    const rows = element("div", { className: "rows", tabIndex: 0, role: "region", ariaLabel: text("viewTable") });
    rows.append(element("table", {}, head(columns), body));
    view.replaceChildren(bar, rows, more);
  };
})((window.kg = window.kg || {}));
