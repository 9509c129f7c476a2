"use strict";

// The legend: what each mark means, how many there are, and boxes that take them off; below it what narrows (narrowing.js).
(function (kg) {
  const legend = document.getElementById("legend");
  const { element, text, label } = kg;
  let update = () => {}; // writes what the filters say into what stands there

  /** How many there are of each name, from a column of their numbers. */
  function totals(column, names) {
    const found = new Map(names.map((name) => [name, 0]));
    for (const number of column) found.set(names[number], found.get(names[number]) + 1);
    return found;
  }

  /** A checkbox that changes the filters. */
  kg.tick = function (id, change) {
    const made = element("input", { type: "checkbox", id });
    made.addEventListener("change", () => change(made.checked));
    return made;
  };

  /** Types or relations: a box each, with how many there are, or how many of them are shown. */
  function part(title, kind, vocabulary, totals, hidden, shown, mark) {
    const names = Object.keys(vocabulary).filter((name) => totals.get(name));
    const list = element("ul");
    const set = (changed, on) => {
      for (const name of changed) on ? hidden().delete(name) : hidden().add(name);
      kg.filter();
    };
    const rows = names.map((name) => {
      const id = `${kind}-${name}`;
      const tick = kg.tick(id, (on) => set([name], on));
      const words = element("label", { htmlFor: id, title: label(vocabulary[name].definition) }, mark?.(name));
      words.append(element("span", { className: "name", textContent: label(vocabulary[name].label) }));
      if (vocabulary[name].hidden) words.title += `${text("colon")}${text("mentionsHint")}`;
      const many = element(kind === "type" ? "a" : "span", { className: "count" });
      if (kind === "type") {
        many.href = kg.address({ type: name });
        many.title = text("listOf", label(vocabulary[name].label));
      }
      kind === "type" ? list.append(element("li", {}, tick, words, many)) : list.append(element("li", {}, tick, words));
      if (kind !== "type") words.append(many);
      return { name, tick, many };
    });
    const every = element("button", { type: "button", className: "every" });
    every.addEventListener("click", () => set(names, rows.some(({ tick }) => !tick.checked)));
    const write = () => {
      for (const { name, tick, many } of rows) {
        tick.checked = !hidden().has(name);
        const [of, now] = [totals.get(name), shown(name)];
        many.textContent = tick.checked && now !== of ? `${now}/${of}` : of;
        if (kind === "type") many.setAttribute("aria-label", `${many.title}${text("colon")}${many.textContent}`);
      }
      every.textContent = text(rows.some(({ tick }) => !tick.checked) ? "all" : "none");
    };
    const made = element("section", { className: kind }, element("h2", {}, element("span", { textContent: title }), every), list);
    return [made, write];
  }

  /** Write the legend in the language of the interface. */
  kg.drawLegend = function () {
    const { types, relations } = kg.data;
    const { type, relation } = kg.columns();
    const total = element("p", { className: "counts" });
    const ofTypes = (name) => kg.shownCounts().types[kg.typeNames.indexOf(name)];
    const ofRelations = (name) => kg.shownCounts().relations[kg.relationNames.indexOf(name)];
    const parts = [
      part(text("legendTypes"), "type", types, totals(type, kg.typeNames), () => kg.filters.types, ofTypes, kg.swatch),
      kg.narrowing(),
      part(text("legendRelations"), "relation", relations, totals(relation, kg.relationNames), () => kg.filters.relations, ofRelations),
    ];
    legend.replaceChildren(total, element("p", { className: "quiet", textContent: text("hint") }), ...parts.map(([made]) => made));
    update = () => {
      const shown = kg.shownCounts();
      const part = (now, of) => (now === of ? String(of) : `${now}/${of}`);
      total.textContent = text("counts", part(shown.nodes, type.length), part(shown.edges, relation.length));
      for (const [, write] of parts) write();
    };
    update();
  };

  document.addEventListener("kg:filtered", () => update());
})((window.kg = window.kg || {}));
