"use strict";

// The legend: what each mark means, how many there are, and boxes that take them off the canvas.
(function (kg) {
  const legend = document.getElementById("legend");
  const { element, text, label } = kg;

  const count = (items, key) => items.reduce((all, item) => all.set(item[key], (all.get(item[key]) ?? 0) + 1), new Map());

  function box(checked, change, id) {
    const made = element("input", { type: "checkbox", checked, id });
    made.addEventListener("change", () => change(made.checked));
    return made;
  }

  /** Show or hide a type, a relation or all of them, and draw again. */
  function set(hidden, names, on) {
    for (const name of names) on ? hidden.delete(name) : hidden.add(name);
    kg.refresh();
    kg.applyLight();
  }

  function part(title, kind, vocabulary, counts, hidden, mark) {
    const names = Object.keys(vocabulary).filter((name) => counts.get(name));
    const list = element("ul");
    const boxes = [];
    for (const name of names) {
      const id = `${kind}-${name}`;
      const tick = box(!hidden.has(name), (on) => set(hidden, [name], on), id);
      tick.dataset.name = name;
      boxes.push(tick);
      const words = element("label", { htmlFor: id, title: label(vocabulary[name].definition) }, mark?.(name));
      words.append(element("span", { className: "name", textContent: label(vocabulary[name].label) }));
      const row = element("li", {}, tick, words);
      const many = { className: "count", textContent: counts.get(name) };
      if (kind === "type") {
        const all = element("a", { ...many, href: kg.address({ type: name }), title: text("listOf", label(vocabulary[name].label)) });
        all.setAttribute("aria-label", `${all.title}${text("colon")}${counts.get(name)}`);
        row.append(all);
      } else words.append(element("span", many));
      if (vocabulary[name].hidden) words.title += `${text("colon")}${text("mentionsHint")}`;
      list.append(row);
    }
    const every = element("button", { type: "button", className: "every" });
    const say = () => (every.textContent = text(boxes.some((tick) => !tick.checked) ? "all" : "none"));
    every.addEventListener("click", () => {
      const on = boxes.some((tick) => !tick.checked);
      boxes.forEach((tick) => (tick.checked = on));
      set(hidden, names, on);
      say();
    });
    list.addEventListener("change", say);
    say();
    return element("section", { className: kind }, element("h2", {}, title, every), list);
  }

  /** Write the legend in the language of the interface. */
  kg.drawLegend = function () {
    const { nodes, edges, types, relations } = kg.data;
    const isolated = box(kg.hidden.isolated, (on) => {
      kg.hidden.isolated = on;
      kg.refresh();
      kg.applyLight();
    }, "hide-isolated");
    legend.replaceChildren(
      element("p", { className: "counts", textContent: text("counts", nodes.length, edges.length) }),
      element("p", { className: "quiet", textContent: text("hint") }),
      part(text("legendTypes"), "type", types, count(nodes, "group"), kg.hidden.types, kg.swatch),
      part(text("legendRelations"), "relation", relations, count(edges, "relation"), kg.hidden.relations),
      element("p", { className: "option" }, isolated, element("label", { htmlFor: "hide-isolated", textContent: text("hideIsolated") })),
    );
  };
})((window.kg = window.kg || {}));
