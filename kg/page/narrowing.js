"use strict";

// What narrows the graph beyond types and relations: a district, a document, dates, a moment, the surroundings of a node.
// Set in the legend; named above the canvas, each with a button that takes it back.
(function (kg) {
  const { element, text } = kg;
  const chips = document.getElementById("narrowed");
  const MOST = 12;
  const MANY = 3000; // nodes from which on the filters are folded at first
  const matchers = new Map();

  const matcher = (name, items, namesOf) => {
    if (!matchers.has(name)) matchers.set(name, { items: items(), find: null });
    const made = matchers.get(name);
    made.find ??= kg.matcher(made.items, namesOf);
    return (query) => (query.trim() ? made.find(query, MOST) : made.items.slice(0, MOST).map((item) => ({ item })));
  };

  const districts = () => matcher("districts", () => kg.ranked.filter((node) => node.group === "district"), (node) => [node.label, ...node.aliases]);
  const documents = () => matcher("documents", () => [...kg.data.documents].sort(), (name) => [name]);

  /** A labelled box with a list of answers; what is chosen changes one filter, what is emptied takes it back. */
  function field(name, find, row, value, shown) {
    const input = element("input", { type: "text", id: `filter-${name}`, placeholder: text("any") });
    const list = element("ul", { id: `filter-${name}-hits`, className: "hits", hidden: true, ariaLabel: text(`by_${name}`) });
    kg.picker(input, list, {
      find: (query) => find(query === shown() ? "" : query),
      row,
      take: ({ item }) => kg.filter({ [name]: value(item) }),
    });
    // Not "change": what is chosen from the list is no change to the browser, and so to empty it would be none either
    input.addEventListener("blur", () => {
      if (!input.value.trim() && kg.filters[name]) kg.filter({ [name]: null });
      else input.value = shown();
    });
    const made = element("div", { className: "field" }, element("label", { htmlFor: input.id, textContent: text(`by_${name}`) }));
    made.append(element("div", { className: "finder" }, input, list));
    return [made, () => (input.value = shown())];
  }

  /** A box for a date, as exact as one likes. */
  function day(name) {
    const input = element("input", { type: "text", id: `filter-${name}`, placeholder: text("datePattern"), inputMode: "numeric" });
    input.autocomplete = "off";
    const problem = element("span", { className: "problem", id: `filter-${name}-problem` });
    input.setAttribute("aria-describedby", problem.id);
    input.addEventListener("change", () => {
      const words = input.value.normalize("NFKC").trim().replaceAll("/", "-");
      const wrong = words !== "" && kg.days(words) === null;
      input.setAttribute("aria-invalid", String(wrong));
      problem.textContent = wrong ? text("noDate") : "";
      if (!wrong) kg.filter({ [name]: words });
    });
    const made = element("div", { className: "field" }, element("label", { htmlFor: input.id, textContent: text(`by_${name}`) }), input, problem);
    return [
      made,
      () => {
        if (input.getAttribute("aria-invalid") === "true" && document.activeElement === input) return;
        input.value = kg.filters[name];
        input.removeAttribute("aria-invalid");
        problem.textContent = "";
      },
    ];
  }

  function option(name, id) {
    const tick = kg.tick(id, (on) => kg.filter({ [name]: on }));
    const made = element("p", { className: "option" }, tick, element("label", { htmlFor: id, textContent: text(`by_${name}`) }));
    return [made, () => (tick.checked = kg.filters[name])];
  }

  /** The part of the legend that narrows: [element, what writes the filters into it]. */
  kg.narrowing = function () {
    const made = element("details", { className: "narrow", open: kg.unfolded ?? kg.data.counts.nodes < MANY });
    made.append(element("summary", {}, element("h2", { textContent: text("narrow") })));
    made.addEventListener("toggle", () => (kg.unfolded = made.open));
    // The dates of all events are asked for only where one looks: they are unpacked for that
    const events = () => {
      let histogram = null;
      const place = element("div");
      const write = () => {
        if (!made.open) return;
        if (!histogram) place.append((histogram = kg.histogram()));
        histogram.draw();
      };
      made.addEventListener("toggle", write);
      return [place, write];
    };
    const named = (id) => (id ? kg.nodes.get(id).label : "");
    const documentRow = ({ item }) => [element("span", { className: "name" }, element("bdi", { textContent: item }))];
    const parts = [
      field("district", (query) => districts()(query), kg.hitRow, (node) => node.id, () => named(kg.filters.district)),
      field("document", (query) => documents()(query), documentRow, (name) => name, () => kg.filters.document ?? ""),
      events(),
      day("from"),
      day("until"),
      option("dated", "only-dated"),
      day("at"),
      [element("p", { className: "quiet", textContent: text("atHint") }), () => {}],
      option("linked", "hide-isolated"),
    ];
    made.append(...parts.map(([each]) => each));
    return [made, () => parts.forEach(([, write]) => write())];
  };

  /** The filters that narrow now: [name, words, what takes it back]. */
  function now() {
    const { district, document: name, from, until, at, around, hidden, pinned, dated } = kg.filters;
    const label = (id) => kg.nodes.get(id).label;
    const made = [];
    if (around) made.push(["around", text("aroundOf", label(around.id), around.steps), { around: null }]);
    if (district) made.push(["district", `${text("by_district")}${text("colon")}${label(district)}`, { district: null }]);
    if (name) made.push(["document", `${text("by_document")}${text("colon")}${name}`, { document: null }]);
    if (from || until) made.push(["dates", text("period", from, until), { from: "", until: "", dated: false }]);
    else if (dated) made.push(["dated", text("by_dated"), { dated: false }]);
    if (at) made.push(["at", text("asOfDate", at), { at: "" }]);
    if (hidden.size) made.push(["hidden", text("hiddenNodes", hidden.size), { hidden: new Set() }]);
    if (pinned.size) made.push(["pinned", text("pinnedNodes", [...pinned.keys()].map(label)), { pinned: new Map() }]);
    return made;
  }

  function drawChips() {
    const found = now();
    const had = chips.contains(document.activeElement);
    chips.replaceChildren(
      ...found.map(([name, words, back]) => {
        const button = element("button", { type: "button", className: "narrowing" }, element("bdi", { textContent: words }));
        button.dataset.name = name;
        button.setAttribute("aria-label", `${words}${text("colon")}${text("takeBack")}`);
        button.append(element("span", { textContent: "×", ariaHidden: "true" }));
        button.addEventListener("click", () => kg.filter(back));
        return element("li", {}, button);
      }),
    );
    if (found.length > 1) {
      const all = element("button", { type: "button", className: "narrowing every", textContent: text("takeBackAll") });
      all.addEventListener("click", () => kg.filter(Object.assign({}, ...found.map(([, , back]) => back))));
      chips.append(element("li", {}, all));
    }
    chips.hidden = found.length === 0;
    if (had) (chips.querySelector("button") ?? document.getElementById("search")).focus();
  }

  kg.drawChips = drawChips;
  document.addEventListener("kg:filtered", drawChips);
})((window.kg = window.kg || {}));
