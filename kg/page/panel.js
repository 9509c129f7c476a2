"use strict";

// The panel: the dossier of a node, the facts between two nodes, their shortest connection, or the nodes of a type.
(function (kg) {
  const panel = document.getElementById("panel");
  const { element, text, label } = kg;
  let returnTo = null; // where the focus was before the panel opened

  function head(kicker, ...title) {
    const buttons = element("div", { className: "buttons" });
    const button = (name, sign, act) => {
      const made = element("button", { type: "button", className: name, title: text(name), ariaLabel: text(name) });
      made.textContent = sign;
      made.addEventListener("click", act);
      buttons.append(made);
    };
    if (kg.canGoBack()) button("back", "←", () => window.history.back());
    button("close", "×", () => kg.go(null));
    const heading = element("h2", { id: "panel-title", tabIndex: -1 }, ...title);
    return element("header", {}, buttons, element("p", { className: "kicker" }, ...kicker), heading);
  }

  /** What one can do with a node: show its surroundings, keep it, take it away, find what connects it with another. */
  function tools(node) {
    const button = (name, words, pressed, act) => {
      const made = element("button", { type: "button", className: name, textContent: words });
      if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
      made.addEventListener("click", () => {
        act();
        panel.querySelector(`.tools .${name}`)?.focus();
      });
      return made;
    };
    const { around, pinned } = kg.filters;
    const steps = [1, 2, 3].map((count) => {
      const on = around?.id === node.id && around.steps === count;
      const made = button(`steps-${count}`, String(count), on, () => {
        kg.filter({ around: on ? null : { id: node.id, steps: count } });
        kg.fit();
      });
      made.setAttribute("aria-label", text("stepsFrom", count));
      made.title = text("stepsFrom", count);
      return made;
    });
    const surroundings = element("span", { className: "steps", role: "group", ariaLabel: text("surroundings") });
    surroundings.append(element("span", { className: "quiet", textContent: text("surroundings"), ariaHidden: "true" }), ...steps);
    const pin = button("pin", text("pin"), pinned.has(node.id), () => kg.togglePin(node));
    pin.title = text("pinHint");
    const hide = element("button", { type: "button", className: "hide", textContent: text("hide"), title: text("hideHint") });
    hide.addEventListener("click", () => {
      kg.go(null);
      const without = new Map(kg.filters.pinned);
      without.delete(node.id);
      kg.filter({ hidden: new Set([...kg.filters.hidden, node.id]), pinned: without });
    });
    const locate = button("locate", text("locate"), null, () => {
      kg.setView("graph");
      kg.fly(node);
    });
    return element("div", { className: "tools", role: "group", ariaLabel: text("tools") }, surroundings, locate, pin, hide);
  }

  function nodePage(node) {
    const type = kg.data.types[node.group];
    const kicker = [kg.swatch(node.group), element("span", { textContent: label(type.label), title: label(type.definition) })];
    if (node.inferred) kicker.push(kg.chip(text("inferred"), text("inferredWhy")));
    return [head(kicker, element("bdi", { textContent: node.label })), tools(node), kg.connectionField(node), ...kg.dossier(node)];
  }

  const joint = () => element("span", { className: "joint", textContent: "—", ariaHidden: "true" });

  function factPage(edge) {
    const list = element("ul", { className: "facts" });
    for (const each of kg.between(edge)) {
      list.append(kg.wholeFact(each, each.relation === edge.relation, each === edge ? "chosen" : ""));
    }
    return [head([element("span", { textContent: text("between") })], kg.link(edge.source), joint(), kg.link(edge.target)), list];
  }

  function pathPage(path) {
    const [one, other] = path.map((id) => kg.nodes.get(id));
    return [head([element("span", { textContent: text("connection") })], kg.link(one), joint(), kg.link(other)), ...kg.connectionPage(path)];
  }

  function typePage(type) {
    const { label: name, definition } = kg.data.types[type];
    const nodes = kg.ranked.filter((node) => node.group === type && kg.nodeShown(node));
    const kicker = [kg.swatch(type), element("span", { textContent: label(definition) })];
    const count = element("span", { className: "count", textContent: nodes.length });
    const row = (node) => {
      const made = element("div", { className: "row" }, kg.link(node));
      const about = [kg.known(node), text("facts", node.degree)].filter(Boolean).join(" · ");
      made.append(element("span", { className: "about", textContent: about }));
      return element("li", {}, made);
    };
    return [head(kicker, label(name), count), ...kg.paged(element("ul", { className: "facts" }), nodes, row, 200)];
  }

  /** Show a target ({node}, {edge}, {path} or {type}, objects of the data) in the panel, or close it with null. */
  kg.show = function (target) {
    const inside = panel.contains(document.activeElement);
    if (!target) {
      panel.hidden = true;
      panel.replaceChildren();
      if (inside) (returnTo?.isConnected ? returnTo : document.getElementById("search")).focus();
      return;
    }
    if (panel.hidden) returnTo = document.activeElement;
    const { node, edge, path, type } = target;
    const page = node ? nodePage(node) : edge ? factPage(edge) : path ? pathPage(path) : typePage(type);
    panel.replaceChildren(...page.filter(Boolean));
    panel.hidden = false;
    panel.scrollTop = 0;
    // The link that was followed is gone: go on reading from the top of what it led to
    if (inside) document.getElementById("panel-title").focus();
  };

  /** Write anew what a filter may have changed, where one was reading. */
  document.addEventListener("kg:filtered", () => {
    if (panel.hidden || !kg.target?.()) return;
    const place = panel.scrollTop;
    kg.show(kg.target());
    panel.scrollTop = place;
  });
})((window.kg = window.kg || {}));
