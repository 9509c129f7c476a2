"use strict";

// Saving what is shown: nodes and facts as CSV in the columns of entities.csv and relations.csv, all of it as Turtle.
(function (kg) {
  const { element, text } = kg;
  const menu = document.getElementById("save");
  const savers = []; // {name, file, make: () => string or Blob or a promise of one}

  // As kg/spreadsheet.py: a cell that a spreadsheet would take for a formula gets an apostrophe in front
  const UNSEEN = "\\s\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff";
  const FORMULA = new RegExp(`^(?:['\\t\\r\\n]|[${UNSEEN}]*[=+\\-@＝＋－＠])`);
  const cell = (value) => {
    if (value === undefined || value === null) return '""';
    const words = typeof value === "string" && FORMULA.test(value) ? `'${value.toWellFormed()}` : String(value).toWellFormed();
    return `"${words.replaceAll('"', '""')}"`;
  };

  /** Rows as CSV: every cell in quotes, lines that end in a line feed, a byte order mark for Excel. */
  kg.csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\n`).join("")}`;

  const columns = (kinds, part) => [...new Set(Object.values(kinds).flatMap((kind) => Object.keys(kind[part])))];
  const place = ({ document, start, end }) => `${kg.data.documents[document]}#char=${start},${end}`;

  function entities() {
    const attributes = columns(kg.data.types, "attributes");
    const head = ["id", "type", "name", "aliases", ...attributes, "sources", "inferred", "document", "start", "end", "text"];
    const rows = kg.data.nodes.filter(kg.nodeShown).map((node) => {
      const [first] = node.evidence;
      const passage = first === undefined ? null : kg.passage(first);
      return [
        ...[node.id, node.group, node.label, node.aliases.join("|")],
        ...attributes.map((name) => node.attributes[name]),
        kg.documentsOf(node).length,
        Boolean(node.inferred),
        ...(passage ? [kg.data.documents[passage.document], passage.start, passage.end, kg.words(first)] : ["", "", "", ""]),
      ];
    });
    return kg.csv([head, ...rows]);
  }

  function relations() {
    const qualifiers = columns(kg.data.relations, "qualifiers");
    const head = ["source", "source_name", "type", "target", "target_name", ...qualifiers, "as_of", "seen", "inferred", "evidence"];
    const rows = kg.shownEdges().map((edge) => [
      ...[edge.from, edge.source.label, edge.relation, edge.to, edge.target.label],
      ...qualifiers.map((name) => edge.qualifiers[name]),
      edge.qualifiers.as_of,
      (edge.qualifiers.seen ?? []).join("|"),
      Boolean(edge.inferred),
      edge.evidence.map((number) => `${place(kg.passage(number))} ${kg.words(number)}`).join("\n"),
    ]);
    return kg.csv([head, ...rows]);
  }

  /** Offer one more thing to save: `make` gives a text or a Blob, or a promise of one. */
  kg.addSaving = function (name, file, type, make) {
    savers.push({ name, file, type, make });
  };

  async function save({ file, type, make }) {
    const made = await make();
    const url = URL.createObjectURL(made instanceof Blob ? made : new Blob([made], { type }));
    element("a", { href: url, download: file }).click();
    window.setTimeout(() => URL.revokeObjectURL(url), 10000);
    menu.open = false;
    kg.say(text("saved", file));
  }

  /** Write the menu in the language of the interface. */
  kg.drawSaving = function () {
    const buttons = savers.map((saver) => {
      const button = element("button", { type: "button", textContent: text(saver.name) });
      button.dataset.file = saver.file;
      button.addEventListener("click", () => save(saver));
      return element("li", {}, button);
    });
    menu.lastElementChild.replaceChildren(...buttons);
  };

  kg.addSaving("saveEntities", "entities.csv", "text/csv;charset=utf-8", entities);
  kg.addSaving("saveRelations", "relations.csv", "text/csv;charset=utf-8", relations);
  kg.addSaving("saveTurtle", "graph.ttl", "text/turtle;charset=utf-8", () => kg.turtle());

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
})((window.kg = window.kg || {}));
