"use strict";

// What holds the page together: what is selected, the view, the language, the theme, and the names that other tools may
// call: kg.network, kg.select(id), kg.selected().
(function (kg) {
  const root = document.documentElement;
  const DARK = window.matchMedia("(prefers-color-scheme: dark)");
  const PHONE = window.matchMedia("(max-width: 720px)");
  const legend = document.getElementById("legend");
  const legendSwitch = document.getElementById("legend-switch");
  const VIEWS = ["graph", "timeline", "table"];
  const status = document.getElementById("status");

  let current = null; // {node} or {edge} or {type} or {path}: objects of the data, or null
  let steps = 0; // how far one has gone since the page was opened
  kg.view = "graph";
  kg.table = { of: "facts", by: "", down: false };
  let arriving = false; // what the address says is being set: nothing is written into it
  let camera = null; // where the reader has moved the canvas since something was selected

  const here = (changes = {}) =>
    kg.writeAddress({ target: current, view: kg.view, filters: kg.filters, table: kg.table, camera, ...changes });

  const same = (one, other) =>
    one?.node === other?.node &&
    one?.edge === other?.edge &&
    one?.type === other?.type &&
    one?.path?.join("\n") === other?.path?.join("\n");

  /** All facts between the two ends of an edge, that edge first. */
  kg.between = function (edge) {
    const [one, other] = [kg.nodes.get(edge.from), kg.nodes.get(edge.to)];
    const all = [...one.out, ...one.in].filter((each) => kg.other(each, one) === other);
    return [...new Set([edge, ...all])];
  };

  /** Say something to who hears the page. */
  kg.say = (words) => (status.textContent = words);

  /** Let the canvas show what is selected: again after a filter has changed what there is to see. */
  kg.applyLight = function () {
    if (current?.edge) kg.light({ edges: kg.between(current.edge) });
    else if (current?.path) kg.light(kg.connectionLight(current.path));
    else kg.light(current);
  };

  /** Write where one is into the address, without a step that the back button would take. */
  kg.keep = () => {
    if (!arriving && here() !== (window.location.hash || "#")) window.history.replaceState(null, "", here());
  };

  const ends = (target) =>
    target.node ? [target.node] : target.edge ? [kg.nodes.get(target.edge.from), kg.nodes.get(target.edge.to)] : [];

  function apply(target, { fly = false } = {}) {
    current = target;
    if (target) kg.unhide(ends(target));
    kg.show(target);
    kg.applyLight();
    if (target && PHONE.matches) openLegend(false);
    if (target?.node) fly ? kg.fly(target.node) : kg.reveal(target.node);
    if (target?.type) kg.fit();
    if (target?.edge) kg.reveal(kg.nodes.get(target.edge.from), kg.nodes.get(target.edge.to));
    kg.say(target ? document.getElementById("panel-title")?.textContent ?? "" : text("closed"));
  }

  const { text } = kg;

  /** Go to {node: id}, {edge}, {type} or {path: [id, id]}, or with null to nothing; `fly` moves the canvas there. */
  kg.go = function (target, { fly = false } = {}) {
    const wanted = kg.readAddress(kg.address(target)).target;
    if (same(wanted, current)) {
      if (fly && wanted?.node) kg.fly(wanted.node);
      return;
    }
    steps += 1;
    camera = null;
    window.history.pushState(null, "", here({ target: wanted }));
    apply(wanted, { fly });
    kg.keep(); // a filter may have been taken back
  };

  /** Show another view of what the filters leave: "graph", "timeline" or "table". */
  kg.setView = function (view) {
    if (view === kg.view) return;
    steps += 1;
    window.history.pushState(null, "", here({ view }));
    applyView(view);
  };

  function applyView(view) {
    kg.view = view;
    root.dataset.view = view;
    for (const each of VIEWS) {
      document.getElementById(each === "graph" ? "canvas" : each).hidden = each !== view;
      document.getElementById(`view-${each}`).setAttribute("aria-pressed", String(each === view));
    }
    kg.drawTimeline();
    kg.drawTable();
  }

  /** Set all that an address says. */
  function set(found) {
    arriving = true;
    kg.table = found.table;
    kg.filter(found.filters);
    applyView(found.view);
    if (!same(found.target, current)) apply(found.target);
    camera = found.camera;
    if (camera) kg.setCamera(camera);
    arriving = false;
    kg.keep(); // what the address did not say rightly is put right
  }

  /** What the address says, all of it: after the back button, or where somebody wrote into it. */
  function arrive() {
    if ((window.location.hash || "#") === here()) return;
    steps += 1;
    set(kg.readAddress(window.location.hash));
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

  /** What is selected, as objects of the data. */
  kg.target = () => current;

  function openLegend(open) {
    legend.hidden = !open;
    legendSwitch.setAttribute("aria-expanded", String(open));
    root.toggleAttribute("data-legend", open);
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
    kg.drawChips();
    kg.drawSaving();
    kg.show(current);
    kg.drawTimeline();
    kg.drawTable();
    kg.say("");
    kg.network?.redraw();
  };

  /** All fixed texts of the page. */
  function write() {
    root.lang = kg.language === "zh" ? "zh-CN" : "en";
    const title = kg.data.title ?? text("untitled");
    document.title = title;
    document.getElementById("title").textContent = title;
    for (const [attribute, name] of [["data-text", null], ["data-label", "aria-label"], ["data-placeholder", "placeholder"]]) {
      for (const each of document.querySelectorAll(`[${attribute}]`)) {
        const words = text(each.getAttribute(attribute));
        if (name === null) each.textContent = words;
        else each.setAttribute(name, words);
        if (name === "aria-label" && each.tagName === "BUTTON") each.title = words;
      }
    }
    const language = document.getElementById("language");
    language.textContent = text("language");
    language.lang = kg.language === "zh" ? "en" : "zh-CN";
    const theme = document.getElementById("theme");
    theme.title = text(kg.theme === "dark" ? "toLight" : "toDark");
    theme.setAttribute("aria-label", theme.title);
    document.querySelector("#graph .vis-network")?.setAttribute("aria-label", text("canvas"));
  }

  const savedTheme = kg.recall("theme");
  kg.setTheme(savedTheme === "dark" || savedTheme === "light" ? savedTheme : DARK.matches ? "dark" : "light", false);
  DARK.addEventListener("change", () => kg.recall("theme") ?? kg.setTheme(DARK.matches ? "dark" : "light", false));
  document.getElementById("theme").addEventListener("click", () => kg.setTheme(kg.theme === "dark" ? "light" : "dark"));
  document.getElementById("language").addEventListener("click", () => kg.setLanguage(kg.language === "zh" ? "en" : "zh"));
  legendSwitch.addEventListener("click", () => openLegend(legend.hidden));
  for (const view of VIEWS) document.getElementById(`view-${view}`).addEventListener("click", () => kg.setView(view));
  document.getElementById("zoom-in").addEventListener("click", () => kg.zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => kg.zoom(1 / 1.4));
  document.getElementById("zoom-all").addEventListener("click", () => kg.fit());
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && current && kg.go(null));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // the address keeps the filters, which the link does not say
    if (link.classList.contains("skip")) document.getElementById("search").focus();
    else kg.go(kg.readAddress(link.getAttribute("href")).target);
  });
  document.addEventListener("kg:filtered", () => {
    kg.refresh();
    kg.applyLight();
    kg.drawTimeline();
    kg.drawTable();
    kg.keep();
    const { nodes, edges } = kg.shownCounts();
    kg.say(text("shown", nodes, edges));
  });
  document.addEventListener("kg:moved", () => {
    camera = kg.camera();
    kg.keep();
  });
  window.addEventListener("popstate", arrive);

  openLegend(!PHONE.matches);
  kg.drawLegend();
  kg.drawSaving();
  kg.draw();
  write();
  document.getElementById("empty").hidden = kg.data.nodes.length > 0;
  kg.fit({ animate: false, fill: true });
  const found = kg.readAddress(window.location.hash);
  set(found);
  if (found.target?.node && !found.camera) kg.fly(found.target.node, false);
  kg.say("");
  kg.start();
  root.dataset.ready = "true"; // for tools that wait until the first picture is there
})((window.kg = window.kg || {}));
