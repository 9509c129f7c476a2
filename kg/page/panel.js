"use strict";

// The panel: a node with its facts, the facts between two nodes, or the nodes of a type; and below each fact the sentences
// that say it.
(function (kg) {
  const panel = document.getElementById("panel");
  const { element, text, label } = kg;
  const FEW = 4; // as many facts are unfolded at once
  const PAGE = 60; // rows shown before one asks for more
  let returnTo = null; // where the focus was before the panel opened

  const link = (node) => {
    const made = element("a", { className: "node", href: kg.address({ node: node.id }) }, kg.swatch(node.group));
    made.append(element("bdi", { textContent: node.label }));
    made.title = label(kg.data.types[node.group].label);
    return made;
  };

  const chip = (words, why) => element("span", { className: "chip", textContent: words, title: why ?? "" });

  /** Rows made one page at a time: `make` gives an element for an item. */
  function paged(list, items, make, page = PAGE) {
    let shown = 0;
    const button = element("button", { type: "button", className: "more" });
    const next = () => {
      const more = items.slice(shown, shown + page);
      list.append(...more.map(make));
      shown += more.length;
      button.textContent = text("more", Math.min(page, items.length - shown));
      button.hidden = shown >= items.length;
    };
    button.addEventListener("click", next);
    next();
    return [list, button];
  }

  /** One sentence with its words marked, and where it stands. */
  function quotation(sentence) {
    const words = element("p");
    for (const [piece, marked] of kg.pieces(sentence)) words.append(marked ? element("mark", { textContent: piece }) : piece);
    const source = element("footer");
    if (sentence.article !== null) {
      const article = kg.data.nodes[sentence.article];
      source.append(element("a", { href: kg.address({ node: article.id }), textContent: article.label, className: "title" }));
      if (article.attributes.published) source.append(element("span", { textContent: article.attributes.published }));
    }
    const ranges = sentence.ranges.map(([start, end]) => `${start}–${end}`).join(", ");
    source.append(
      element("span", { className: "document", textContent: sentence.document }),
      element("span", { textContent: `${text("characters")} ${ranges}` }),
    );
    return element("blockquote", {}, words, source);
  }

  function evidence(item, open) {
    if (item.inferred) return element("p", { className: "inferred" }, chip(text("inferred")), ` ${text("inferredWhy")}`);
    const sentences = kg.sentences(item);
    const made = element("details", { className: "evidence", open });
    made.append(element("summary", { textContent: text("evidence", sentences.length) }));
    const fill = () => made.childElementCount > 1 || made.append(...paged(element("div"), sentences, quotation, 6));
    // The sentences of a folded fact are made when it is unfolded: a province may have thousands
    if (open) fill();
    else made.addEventListener("toggle", fill, { once: true });
    return made;
  }

  /** What qualifies a fact: the post first, then the dates, then anything else with its name. */
  function qualifiers(edge) {
    const { post, aliases, role, as_of: asOf, seen, former, start, end, over, ...others } = edge.qualifiers;
    const made = [];
    const say = (words, className) => made.push(element("span", { className, textContent: words }));
    if (post) say(post, "post");
    if (aliases && post) made.at(-1).title = aliases.join("、");
    if (role) say(kg.value(role), "post");
    if (former) say(text("former"), "when");
    if (start) say(text("since", start), "when");
    // An event and an article say their own dates, and a beginning is said already
    const ends = [edge.from, edge.to].map((id) => kg.nodes.get(id).attributes);
    const known = [start, ...ends.flatMap((has) => [has.date, has.published])];
    const dates = (seen || (asOf ? [asOf] : [])).filter((date) => !known.includes(date));
    const told = dates.length > FEW ? [text("span", dates[0], dates.at(-1), dates.length)] : dates;
    if (told.length) say(text(edge.relation === "holds_post" ? "asOf" : "dated", told.join(text("comma"))), "when");
    if (end) say(text("until", end), "when");
    if (over) say(text("over", over), "when");
    const names = kg.data.relations[edge.relation].qualifiers;
    for (const [name, value] of Object.entries(others)) {
      say(`${names[name] ? label(names[name]) : name}${text("colon")}${kg.value(value)}`, "when");
    }
    return made;
  }

  function fact(edge, node, open) {
    const other = kg.other(edge, node);
    const row = element("div", { className: "row" }, link(other), ...qualifiers(edge));
    const about = kg.summary(other);
    if (about) row.append(element("span", { className: "about", textContent: about }));
    return element("li", {}, row, evidence(edge, open));
  }

  /** When a post is first known to be held; those of no date come last. */
  const came = ({ qualifiers: { start, as_of: asOf, end, over } }) => start ?? asOf ?? end ?? over ?? "~";

  /** The facts of a node by relation and direction, in the vocabulary's order, those of one name from both ends together. */
  function groups(node) {
    const found = new Map();
    for (const relation of Object.keys(kg.data.relations)) {
      for (const [direction, edges] of [["out", node.out], ["in", node.in]]) {
        const these = edges.filter((edge) => edge.relation === relation && !(direction === "in" && edge.from === edge.to));
        if (!these.length) continue;
        if (relation === "holds_post") these.sort((a, b) => (came(a) < came(b) ? -1 : Number(came(a) > came(b))));
        const heading = kg.heading(relation, direction);
        if (!found.has(heading)) found.set(heading, []);
        found.get(heading).push(...these);
      }
    }
    return found;
  }

  function attributes(node) {
    const names = kg.data.types[node.group].attributes;
    const list = element("dl");
    for (const [name, value] of Object.entries(node.attributes)) {
      if (name === "comparator" && value === "eq") continue;
      list.append(
        element("dt", { textContent: names[name] ? label(names[name]) : name }),
        element("dd", { textContent: Array.isArray(value) ? value.map(kg.value).join("、") : kg.value(value) }),
      );
    }
    return list.childElementCount ? list : null;
  }

  function head(kicker, ...title) {
    const buttons = element("div", { className: "buttons" });
    const button = (name, sign, act) => {
      const made = element("button", { type: "button", className: name, title: text(name), "aria-label": text(name) });
      made.textContent = sign;
      made.addEventListener("click", act);
      buttons.append(made);
    };
    if (kg.canGoBack()) button("back", "←", () => window.history.back());
    button("close", "×", () => kg.go(null));
    const heading = element("h2", { id: "panel-title", tabIndex: -1 }, ...title);
    return element("header", {}, buttons, element("p", { className: "kicker" }, ...kicker), heading);
  }

  function nodePage(node) {
    const type = kg.data.types[node.group];
    const kicker = [kg.swatch(node.group), element("span", { textContent: label(type.label), title: label(type.definition) })];
    if (node.inferred) kicker.push(chip(text("inferred"), text("inferredWhy")));
    const locate = element("button", { type: "button", className: "locate", textContent: text("locate") });
    locate.addEventListener("click", () => kg.fly(node));
    kicker.push(locate);
    const made = [head(kicker, element("bdi", { textContent: node.label }))];
    if (node.aliases.length) {
      const names = element("p", { className: "aliases" }, element("span", { textContent: text("aliases") }));
      for (const alias of node.aliases) names.append(element("bdi", { textContent: alias }));
      made.push(names);
    }
    made.push(attributes(node));
    const found = groups(node);
    const total = node.out.length + node.in.length;
    for (const [heading, edges] of found) {
      const count = element("span", { className: "count", textContent: edges.length });
      const list = element("ul", { className: "facts" });
      made.push(
        element("section", {}, element("h3", {}, heading, count), ...paged(list, edges, (edge) => fact(edge, node, total <= FEW))),
      );
    }
    if (!total) made.push(element("p", { className: "quiet", textContent: text("noFacts") }));
    if (node.inferred) made.push(element("p", { className: "inferred" }, chip(text("inferred")), ` ${text("inferredWhy")}`));
    if (node.evidence.length) {
      const sentences = kg.sentences(node);
      const count = element("span", { className: "count", textContent: sentences.length });
      made.push(
        element("section", { className: "sources" }, element("h3", {}, text("sources"), count), ...paged(element("div"), sentences, quotation, 3)),
      );
    }
    return made;
  }

  function factPage(edge) {
    const [from, to] = [kg.nodes.get(edge.from), kg.nodes.get(edge.to)];
    const between = kg.between(edge);
    const list = element("ul", { className: "facts" });
    for (const each of between) {
      const [one, other] = [kg.nodes.get(each.from), kg.nodes.get(each.to)];
      const relation = kg.data.relations[each.relation];
      const says = element("div", { className: "row" }, element("bdi", { textContent: one.label }));
      says.append(
        element("span", { className: "relation", textContent: label(relation.label), title: label(relation.definition) }),
        element("bdi", { textContent: other.label }),
        ...qualifiers(each),
      );
      list.append(element("li", { className: each === edge ? "chosen" : "" }, says, evidence(each, each.relation === edge.relation)));
    }
    const title = [link(from), element("span", { className: "joint", textContent: "—", ariaHidden: "true" }), link(to)];
    return [head([element("span", { textContent: text("between") })], ...title), list];
  }

  function typePage(type) {
    const { label: name, definition } = kg.data.types[type];
    const nodes = kg.ranked.filter((node) => node.group === type);
    const kicker = [kg.swatch(type), element("span", { textContent: label(definition) })];
    const count = element("span", { className: "count", textContent: nodes.length });
    const row = (node) => {
      const made = element("div", { className: "row" }, link(node));
      const about = [kg.known(node), text("facts", node.degree)].filter(Boolean).join(" · ");
      made.append(element("span", { className: "about", textContent: about }));
      return element("li", {}, made);
    };
    return [head(kicker, label(name), count), ...paged(element("ul", { className: "facts" }), nodes, row, 200)];
  }

  /** Show a target ({node}, {edge} or {type}, ids and edges as in the data) in the panel, or close it with null. */
  kg.show = function (target) {
    const inside = panel.contains(document.activeElement);
    if (!target) {
      panel.hidden = true;
      panel.replaceChildren();
      if (inside) (returnTo?.isConnected ? returnTo : document.getElementById("search")).focus();
      return;
    }
    if (panel.hidden) returnTo = document.activeElement;
    const page = target.node ? nodePage(target.node) : target.edge ? factPage(target.edge) : typePage(target.type);
    panel.replaceChildren(...page.filter(Boolean));
    panel.hidden = false;
    panel.scrollTop = 0;
    // The link that was followed is gone: go on reading from the top of what it led to
    if (inside) document.getElementById("panel-title").focus();
  };
})((window.kg = window.kg || {}));
