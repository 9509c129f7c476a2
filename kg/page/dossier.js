"use strict";

// The dossier of a node: chapters in the order in which one asks, the facts of each by their relation.
(function (kg) {
  const { element, text, label } = kg;
  const FEW = 4; // as many facts are unfolded at once
  const PEOPLE = ["official", "person", "journalist"];

  // Each chapter with the relations in it, from their source (out) or their target (in)
  const CHAPTERS = [
    ["posts", ["holds_post out", "holds_post in", "works_for out", "works_for in"]],
    ["events", ["attended out", "attended in", "organized_by in", "organized_by out", "held_in in", "held_in out"]],
    ["works", ["undertakes out", "undertakes in", "runs out", "runs in", "includes out", "includes in", "develops out", "develops in"]],
    ["figures", ["targets out", "targets in", "reports out", "reports in"]],
    ["partners", ["cooperates_with out", "cooperates_with in"]],
    ["places", ["located_in out", "part_of out", "belongs_to out", "located_in in", "part_of in", "belongs_to in"]],
    ["articles", ["wrote out", "wrote in", "mentions out", "mentions in"]],
  ];
  // What a body does or says, its district or parent body is asked for too
  const SPOKEN_FOR = ["holds_post in", "works_for in", "organized_by in", "undertakes out", "runs out", "targets out", "reports out"];
  const MOST_BODIES = 300; // of which a district tells
  const MOST_SORTED = 1500; // facts under one heading that are put in order of time

  /** All chapters, and a last one for relations that none of them names. */
  function chapters() {
    const named = new Set(CHAPTERS.flatMap(([, all]) => all));
    const left = kg.relationNames.flatMap((name) => [`${name} out`, `${name} in`]).filter((each) => !named.has(each));
    return left.length ? [...CHAPTERS, ["others", left]] : CHAPTERS;
  }

  /** The bodies of a district or body, and their bodies. */
  function bodies(node) {
    const found = new Set();
    const queue = [node];
    while (queue.length && found.size < MOST_BODIES) {
      for (const edge of queue.pop().in) {
        if (edge.relation !== "belongs_to" || found.has(edge.source) || edge.source === node) continue;
        found.add(edge.source);
        queue.push(edge.source);
      }
    }
    return [...found];
  }

  const dateOf = (edge) => {
    const { start, as_of: asOf, end, over } = edge.qualifiers;
    const happened = [edge.source, edge.target].find((node) => node.group === "event")?.attributes.date;
    return happened ?? start ?? asOf ?? end ?? over ?? "~"; // those of no date come last
  };
  const TIMELY = new Set(["holds_post", "attended", "organized_by", "held_in", "reports", "targets"]);

  /** The facts of a node by chapter and heading: [[chapter, Map of heading to [{edge, of}]]]. */
  function told(node) {
    const own = node.group === "district" || node.group === "organization" ? bodies(node) : [];
    const found = [];
    for (const [chapter, relations] of chapters()) {
      const headings = new Map();
      for (const each of relations) {
        const [relation, direction] = each.split(" ");
        if (!Object.hasOwn(kg.data.relations, relation)) continue;
        const of = (thing, body) =>
          thing[direction]
            .filter((edge) => edge.relation === relation && !(direction === "in" && edge.source === edge.target))
            .map((edge) => ({ edge, of: body }));
        const facts = [...of(node, null), ...(SPOKEN_FOR.includes(each) ? own.flatMap((body) => of(body, body)) : [])];
        if (!facts.length) continue;
        const heading = kg.heading(relation, direction);
        if (!headings.has(heading)) headings.set(heading, []);
        headings.get(heading).push(...facts);
        if (TIMELY.has(relation) && headings.get(heading).length <= MOST_SORTED) {
          headings.get(heading).sort((a, b) => (dateOf(a.edge) < dateOf(b.edge) ? -1 : Number(dateOf(a.edge) > dateOf(b.edge))));
        }
      }
      if (headings.size) found.push([chapter, headings]);
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

  function aliases(node) {
    if (!node.aliases.length) return null;
    const names = element("p", { className: "aliases" }, element("span", { textContent: text("aliases") }));
    for (const alias of node.aliases) names.append(element("bdi", { textContent: alias }));
    return names;
  }

  /** Links that jump to the chapters, where there are several. */
  function contents(found) {
    if (found.length < 2) return null;
    const list = element("nav", { className: "contents", ariaLabel: text("chapters") });
    for (const [chapter, headings] of found) {
      const count = [...headings.values()].reduce((all, facts) => all + facts.length, 0);
      const jump = element("button", { type: "button" }, text(`chapter_${chapter}`), element("span", { className: "count", textContent: count }));
      jump.addEventListener("click", () => {
        const heading = document.getElementById(`chapter-${chapter}`);
        heading.scrollIntoView({ block: "start" });
        heading.focus({ preventScroll: true });
      });
      list.append(jump);
    }
    return list;
  }

  // Which articles name a node, and the posts that they give it there
  function named(node) {
    const found = new Map();
    for (const edge of node.in) if (edge.relation === "mentions") found.set(edge.source, edge);
    for (const edge of node.out) if (edge.relation === "wrote" && !found.has(edge.target)) found.set(edge.target, edge);
    return found;
  }

  function postsIn(node, mention) {
    const places = mention.evidence.map(kg.passage);
    const touch = (one, other) => one.document === other.document && one.start <= other.end && other.start <= one.end;
    return node.out
      .filter((edge) => edge.relation === "holds_post" || edge.relation === "works_for")
      .filter((edge) => edge.evidence.map(kg.passage).some((passage) => places.some((place) => touch(passage, place))))
      .map((edge) => [edge.target.label, edge.qualifiers.post].filter(Boolean).join(" "));
  }

  const reason = (labels, row) => {
    const words = labels[row.by] ? label(labels[row.by]) : text("noTie");
    return row.at ? `${words}${text("colon")}${kg.nodes.get(row.at)?.label ?? row.at.replace(/^organization:/, "")}` : words;
  };

  /** The namesakes of a node, each with what tied it to the node and was not enough ({} where nothing did). */
  function namesakes(node) {
    const found = new Map(node.apart.filter((row) => kg.nodes.has(row.from)).map((row) => [kg.nodes.get(row.from), row]));
    for (const { item: other } of kg.search(node.label, 40)) {
      const alike = other.group === node.group || (PEOPLE.includes(other.group) && PEOPLE.includes(node.group));
      if (other === node || other.label !== node.label || !alike || found.has(other)) continue;
      found.set(other, other.apart.find((row) => row.from === node.id) ?? {});
    }
    return found;
  }

  /** The articles that name a node, with the posts (or the names) that they give it. */
  function madeOf(node, articles) {
    const row = ([article, mention]) => {
      const posts = [...new Set(postsIn(node, mention))].join("、") || [...new Set(mention.evidence.map(kg.words))].join("、");
      const line = element("div", { className: "row" }, element("bdi", { className: "post", textContent: posts }), kg.link(article));
      if (article.attributes.published) line.append(element("span", { className: "when", textContent: article.attributes.published }));
      return element("li", {}, line, kg.evidence(mention));
    };
    const heading = element("h4", {}, text("madeOf"), element("span", { className: "count", textContent: articles.size }));
    return [heading, ...kg.paged(element("ul", { className: "facts" }), [...articles], row, 20)];
  }

  function joinedBy(node) {
    const { joins: labels, same } = kg.data.reasons;
    const list = element("ul", { className: "reasons" });
    for (const row of node.joins) {
      const line = element("li", {}, element("span", { className: "post", textContent: reason(labels, row) }));
      if (row.names) line.append(" ", element("bdi", { textContent: row.names.join(" = ") }));
      const articles = (row.things ?? []).map((thing) => kg.nodes.get(`article:${thing}`)).filter(Boolean);
      articles.forEach((article, i) => line.append(i ? " = " : " ", kg.link(article)));
      list.append(line);
    }
    if (!node.joins.length) {
      const words = label(node.group === "official" ? labels.post : same);
      list.append(element("li", {}, element("span", { className: "post", textContent: words })));
    }
    return [element("h4", { textContent: text("joinedBy") }), list];
  }

  function keptApart(others) {
    const list = element("ul", { className: "reasons" });
    for (const [other, row] of others) {
      const about = [kg.known(other), reason(kg.data.reasons.apart, row)].filter(Boolean).join(" · ");
      list.append(element("li", {}, kg.link(other), element("span", { className: "about", textContent: ` ${about}` })));
    }
    return [element("h4", { textContent: text("keptApart") }), list];
  }

  /** Why what several articles name is one thing, and which namesakes were kept apart; null where nothing was joined. */
  function why(node) {
    const [articles, others] = [named(node), namesakes(node)];
    const joined = articles.size > 1 || node.joins.length > 0;
    if (!joined && !others.size) return null;
    const folded = element("details", { className: "why" }, element("summary", { textContent: text("why") }));
    const fill = () => {
      if (joined) folded.append(...madeOf(node, articles), ...joinedBy(node));
      if (others.size) folded.append(...keptApart(others));
    };
    folded.addEventListener("toggle", fill, { once: true });
    return folded;
  }

  /** What the panel says of a node, below its heading. */
  kg.dossier = function (node) {
    const found = told(node);
    const total = found.reduce((all, [, headings]) => all + [...headings.values()].reduce((sum, facts) => sum + facts.length, 0), 0);
    const made = [aliases(node), attributes(node), contents(found)];
    for (const [chapter, headings] of found) {
      const title = element("h3", { id: `chapter-${chapter}`, tabIndex: -1, textContent: text(`chapter_${chapter}`) });
      const section = element("section", { className: `chapter ${chapter}` }, title);
      for (const [heading, facts] of headings) {
        const count = element("span", { className: "count", textContent: facts.length });
        section.append(
          element("h4", {}, heading, count),
          ...kg.paged(element("ul", { className: "facts" }), facts, ({ edge, of }) => kg.fact(edge, node, total <= FEW, of)),
        );
      }
      made.push(section);
    }
    if (!total) made.push(element("p", { className: "quiet", textContent: text("noFacts") }));
    if (node.inferred) made.push(element("p", { className: "inferred" }, kg.chip(text("inferred")), ` ${text("inferredWhy")}`));
    made.push(why(node));
    if (node.evidence.length) {
      const sentences = kg.sentences(node);
      const count = element("span", { className: "count", textContent: sentences.length });
      made.push(
        element("section", { className: "sources" }, element("h3", {}, text("sources"), count), ...kg.paged(element("div"), sentences, kg.quotation, 3)),
      );
    }
    return made;
  };
})((window.kg = window.kg || {}));
