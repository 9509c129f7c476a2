"use strict";

// What holds the page together: where one is (in the address, so that a link leads there and the back button works),
// the language, the theme, and the names that other tools may call: kg.network, kg.select(id), kg.selected().
(function (kg) {
  const root = document.documentElement;
  const DARK = window.matchMedia("(prefers-color-scheme: dark)");
  const PHONE = window.matchMedia("(max-width: 720px)");
  const legend = document.getElementById("legend");
  const legendSwitch = document.getElementById("legend-switch");
  let current = null; // {node} or {edge} or {type}: objects of the data, or null
  let steps = 0; // how far one has gone since the page was opened
  let flying = false;

  /** The facts of the same relation between the same two nodes: one person may hold two posts in one body. */
  const alike = ({ from, relation, to }) =>
    kg.nodes.get(from)?.out.filter((edge) => edge.relation === relation && edge.to === to) ?? [];

  /** The address of a target: #id for a node, #source&relation&target for a fact (&1 for the second), #?type for a list. */
  kg.address = function (target) {
    if (!target) return "#";
    if (target.node) return `#${encodeURIComponent(target.node)}`;
    if (target.type) return `#?${encodeURIComponent(target.type)}`;
    const { from, relation, to } = target.edge;
    const at = alike(target.edge).indexOf(target.edge);
    return `#${[from, relation, to, ...(at > 0 ? [at] : [])].map(encodeURIComponent).join("&")}`;
  };

  /** What an address leads to, or null. */
  function found(address) {
    let parts;
    try {
      parts = address.replace(/^#/, "").split("&").map(decodeURIComponent);
    } catch {
      return null; // not one of ours: a lone % sign
    }
    if (parts.length === 3 || parts.length === 4) {
      const [from, relation, to, at = 0] = parts;
      const edge = alike({ from, relation, to })[at];
      return edge ? { edge } : null;
    }
    if (address.startsWith("#?")) {
      const type = parts[0].slice(1);
      return Object.hasOwn(kg.data.types, type) ? { type } : null;
    }
    const node = kg.nodes.get(parts[0]);
    return node ? { node } : null;
  }

  const same = (one, other) =>
    one?.node === other?.node && one?.edge === other?.edge && one?.type === other?.type;

  /** All facts between the two ends of an edge, that edge first. */
  kg.between = function (edge) {
    const [one, other] = [kg.nodes.get(edge.from), kg.nodes.get(edge.to)];
    const all = [...one.out, ...one.in].filter((each) => kg.other(each, one) === other);
    return [...new Set([edge, ...all])];
  };

  /** Let the canvas show what is selected: again after the legend has changed what there is to see. */
  kg.applyLight = function () {
    kg.light(current?.edge ? { edges: kg.between(current.edge) } : current);
  };

  /** Take filters back that hide what was asked for. */
  function unhide(target) {
    const ends = target.node ? [target.node] : target.edge ? [kg.nodes.get(target.edge.from), kg.nodes.get(target.edge.to)] : [];
    if (ends.every((node) => kg.nodeShown(node))) return;
    for (const node of ends) kg.hidden.types.delete(node.group);
    if (!ends.every((node) => kg.nodeShown(node))) kg.hidden.isolated = false;
    kg.refresh();
    kg.drawLegend();
  }

  function apply(target, { fly = false } = {}) {
    current = target;
    if (target) unhide(target);
    kg.show(target);
    kg.applyLight();
    if (target && PHONE.matches) openLegend(false);
    if (target?.node) fly ? kg.fly(target.node) : kg.reveal(target.node);
    if (target?.type) kg.fit();
    if (target?.edge) kg.reveal(kg.nodes.get(target.edge.from), kg.nodes.get(target.edge.to));
  }

  /** Go to {node: id}, {edge} or {type}, or with null to nothing; `fly` moves the canvas there. */
  kg.go = function (target, { fly = false } = {}) {
    const address = kg.address(target);
    const wanted = found(address);
    if (same(wanted, current)) {
      if (fly && wanted?.node) kg.fly(wanted.node);
      return;
    }
    flying = fly;
    if (!target && !window.location.hash) apply(null);
    else window.location.hash = address;
    // The event comes later; who calls this may want to look at once
    arrive();
  };

  function arrive() {
    const target = found(window.location.hash);
    if (same(target, current)) return;
    steps += 1;
    apply(target, { fly: flying });
    flying = false;
  }

  /** Whether the panel has something to go back to. */
  kg.canGoBack = () => steps > 1;

  /** Select the node of that id and fly to it; null selects nothing. Returns whether there is one. */
  kg.select = function (id) {
    kg.go(id === null ? null : { node: id }, { fly: true });
    return id === null || kg.nodes.has(id);
  };

  /** The id of the selected node, or null. */
  kg.selected = () => current?.node?.id ?? null;

  function openLegend(open) {
    legend.hidden = !open;
    legendSwitch.setAttribute("aria-expanded", String(open));
  }

  kg.setTheme = function (theme, remember = true) {
    kg.theme = theme;
    root.dataset.theme = theme;
    if (remember) kg.remember("theme", theme);
    write();
    if (kg.network) kg.refresh(true);
  };

  kg.setLanguage = function (language) {
    kg.language = language;
    kg.remember("language", language);
    write();
    kg.drawLegend();
    kg.show(current);
    kg.network?.redraw();
  };

  /** All fixed texts of the page. */
  function write() {
    root.lang = kg.language === "zh" ? "zh-CN" : "en";
    const title = kg.data.title ?? kg.text("untitled");
    document.title = title;
    document.getElementById("title").textContent = title;
    for (const [attribute, name] of [["data-text", null], ["data-label", "aria-label"], ["data-placeholder", "placeholder"]]) {
      for (const each of document.querySelectorAll(`[${attribute}]`)) {
        const words = kg.text(each.getAttribute(attribute));
        if (name === null) each.textContent = words;
        else each.setAttribute(name, words);
        if (name === "aria-label" && each.tagName === "BUTTON") each.title = words;
      }
    }
    const language = document.getElementById("language");
    language.textContent = kg.text("language");
    language.lang = kg.language === "zh" ? "en" : "zh-CN";
    const theme = document.getElementById("theme");
    theme.title = kg.text(kg.theme === "dark" ? "toLight" : "toDark");
    theme.setAttribute("aria-label", theme.title);
    document.querySelector("#graph .vis-network")?.setAttribute("aria-label", kg.text("canvas"));
  }

  const savedTheme = kg.recall("theme");
  kg.setTheme(savedTheme === "dark" || savedTheme === "light" ? savedTheme : DARK.matches ? "dark" : "light", false);
  DARK.addEventListener("change", () => kg.recall("theme") ?? kg.setTheme(DARK.matches ? "dark" : "light", false));
  document.getElementById("theme").addEventListener("click", () => kg.setTheme(kg.theme === "dark" ? "light" : "dark"));
  document.getElementById("language").addEventListener("click", () => kg.setLanguage(kg.language === "zh" ? "en" : "zh"));
  legendSwitch.addEventListener("click", () => openLegend(legend.hidden));
  document.getElementById("zoom-in").addEventListener("click", () => kg.zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => kg.zoom(1 / 1.4));
  document.getElementById("zoom-all").addEventListener("click", () => kg.fit());
  document.addEventListener("keydown", (event) => event.key === "Escape" && current && kg.go(null));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address is for what is selected
    document.getElementById("search").focus();
  });
  window.addEventListener("hashchange", arrive);

  openLegend(!PHONE.matches);
  kg.drawLegend();
  kg.draw();
  write();
  document.getElementById("empty").hidden = kg.data.nodes.length > 0;
  kg.fit({ animate: false, fill: true });
  const target = found(window.location.hash);
  if (target) {
    apply(target);
    if (target.node) kg.fly(target.node, false);
  }
  root.dataset.ready = "true"; // for tools that wait until the first picture is there
})((window.kg = window.kg || {}));
