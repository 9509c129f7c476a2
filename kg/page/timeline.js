"use strict";

// The timeline: the events that are shown, in order, with who was there; and the posts taken and left.
(function (kg) {
  const { element, text } = kg;
  const view = document.getElementById("timeline");
  const ROLES = ["host", "leader", "speaker", "signatory", "attendee", "companion", "observer"];

  const compare = (a, b) => (a < b ? -1 : Number(a > b));
  const order = (a, b) => compare(a.date || "~", b.date || "~") || compare(a.key, b.key); // no date comes last

  /** What there is to tell: events with their node, posts begun and ended with their edge. */
  function entries() {
    const made = [];
    for (const node of kg.data.nodes) {
      if (node.group === "event" && kg.nodeShown(node)) made.push({ date: node.attributes.date ?? "", key: `1 ${node.id}`, node });
    }
    const post = kg.relationNames.indexOf("holds_post");
    const { relation } = kg.columns();
    for (let row = 0; row < relation.length; row += 1) {
      if (relation[row] !== post || !kg.edgeMask()[row]) continue;
      const edge = kg.edgeAt(row);
      for (const what of ["start", "end"]) {
        const date = edge.qualifiers[what];
        if (date) made.push({ date, key: `0 ${edge.from} ${row}`, edge, what });
      }
    }
    return made.sort(order);
  }

  function names(heading, facts, other) {
    const list = element("ul", { className: "names" });
    for (const edge of facts) list.append(element("li", {}, kg.link(other(edge))));
    return element("div", { className: "who" }, element("span", { className: "role", textContent: heading }), list);
  }

  function event(node) {
    const made = element("article", {}, element("h3", {}, kg.link(node)));
    const shown = (relation, way) => node[way].filter((edge) => edge.relation === relation && kg.edgeShown(edge));
    const about = element("p", { className: "about" });
    if (node.attributes.kind) about.append(kg.chip(kg.value(node.attributes.kind)));
    for (const [relation, heading] of [["organized_by", "organizer"], ["held_in", "place"]]) {
      const found = shown(relation, "out");
      if (found.length) about.append(element("span", { textContent: `${text(heading)}${text("colon")}` }), ...found.map((edge) => kg.link(edge.target)));
    }
    if (about.childElementCount) made.append(about);
    const there = shown("attended", "in");
    const known = new Set(ROLES);
    for (const role of [...ROLES, undefined]) {
      const facts = there.filter((edge) => (known.has(edge.qualifiers.role) ? edge.qualifiers.role : undefined) === role);
      if (facts.length) made.append(names(role ? kg.value(role) : kg.heading("attended", "in"), facts, (edge) => edge.source));
    }
    made.append(kg.evidence(node));
    return made;
  }

  function post({ edge, what }) {
    const line = element("p", { className: "row" }, element("span", { className: "role", textContent: text(what === "start" ? "takesPost" : "leavesPost") }));
    line.append(kg.link(edge.source), element("span", { className: "post", textContent: edge.qualifiers.post }), kg.link(edge.target));
    return element("article", { className: "term" }, line, kg.evidence(edge));
  }

  /** Write the timeline, if it is the view. */
  kg.drawTimeline = function () {
    if (kg.view !== "timeline") {
      view.replaceChildren();
      return;
    }
    const found = entries();
    const events = found.filter((entry) => entry.node).length;
    const head = element("h2", { tabIndex: -1 }, text("viewTimeline"), element("span", { className: "count", textContent: text("events", events) }));
    const list = element("ol", { className: "entries" });
    let year = null;
    const row = (entry) => {
      const made = element("li");
      const own = entry.date.slice(0, 4);
      if (own !== year) {
        year = own;
        made.append(element("p", { className: "year", textContent: own || text("undated") }));
      }
      made.append(element("time", { textContent: entry.date || text("undated"), dateTime: entry.date }), entry.node ? event(entry.node) : post(entry));
      return made;
    };
    view.replaceChildren(head, ...(found.length ? kg.paged(list, found, row, 80) : [element("p", { className: "quiet", textContent: text("noEvents") })]));
  };
})((window.kg = window.kg || {}));
