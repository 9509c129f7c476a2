"use strict";

// The data of the page, as kg/export/html.py wrote it, with the look-ups the other files use:
//   types, relations   the vocabulary: labels {zh, en}, colours, shapes
//   nodes              {id, label, group: type, x, y, size, community, aliases, attributes, evidence, inferred}
//   edges              {id, from, to, relation, qualifiers, evidence, inferred}
//   documents          names
//   contexts           [start, text]: a sentence and where it starts in its document, in code points
//   passages           [document, start, end, context or null, article or null, text or null]
// `evidence` holds numbers of passages.
(function (kg) {
  /** What was stored under the name, or null: a browser may forbid storing for files. */
  kg.recall = function (name) {
    try {
      return window.localStorage.getItem(`kg-${name}`);
    } catch {
      return null;
    }
  };

  kg.remember = function (name, value) {
    try {
      window.localStorage.setItem(`kg-${name}`, value);
    } catch {
      // it is then asked again at the next visit
    }
  };

  /** An element with properties and children; text is always text. */
  kg.element = function (tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  const data = JSON.parse(document.getElementById("data").textContent);
  kg.data = data;
  kg.nodes = new Map(data.nodes.map((node) => [node.id, node]));
  for (const node of data.nodes) {
    node.out = [];
    node.in = [];
    node.degree = 0; // facts that are drawn at first: the measure of importance
  }
  for (const edge of data.edges) {
    kg.nodes.get(edge.from).out.push(edge);
    kg.nodes.get(edge.to).in.push(edge);
    if (data.relations[edge.relation].hidden) continue;
    kg.nodes.get(edge.from).degree += 1;
    kg.nodes.get(edge.to).degree += 1;
  }
  /** All nodes, the most connected first. */
  kg.ranked = [...data.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));

  // In this order nodes are named on the canvas: first the most connected of each community, so that every part has a name
  const hubs = new Map();
  for (const node of kg.ranked) if (node.degree > 4 && !hubs.has(node.community)) hubs.set(node.community, node);
  kg.naming = [...new Set([...hubs.values(), ...kg.ranked])];

  /** The other end of an edge. */
  kg.other = (edge, node) => kg.nodes.get(edge.from === node.id ? edge.to : edge.from);

  /** The passages of a node or an edge by the sentence that holds them: [{document, article, text, marks, ranges}]. */
  kg.sentences = function (item) {
    const found = new Map();
    for (const number of item.evidence) {
      const [document, start, end, context, article, text] = data.passages[number];
      const key = context === null ? `alone ${number}` : context;
      if (!found.has(key)) {
        const [offset, whole] = context === null ? [start, text] : data.contexts[context];
        // Offsets count code points, strings in JavaScript count UTF-16 units
        const points = Array.from(whole);
        found.set(key, { document: data.documents[document], article, points, offset, ranges: [] });
      }
      found.get(key).ranges.push([start, end]);
    }
    return [...found.values()];
  };

  /** A sentence in pieces, [text, marked], from its passages; those that overlap are one mark. */
  kg.pieces = function (sentence) {
    const { points, offset } = sentence;
    const made = [];
    let at = 0;
    const cut = (until, marked) => {
      if (until > at) made.push([points.slice(at, until).join(""), marked]);
      at = Math.max(at, until);
    };
    for (const [start, end] of [...sentence.ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      cut(start - offset, false);
      cut(end - offset, true);
    }
    cut(points.length, false);
    return made;
  };

  /** A line of what tells a node from others of its type: date, level, value, newspaper. */
  kg.summary = function (node) {
    const has = node.attributes;
    if (node.group === "event") return has.date ?? "";
    if (node.group === "district") return has.level ? kg.value(has.level) : "";
    if (node.group === "indicator") return [kg.quantity(has), has.period].filter(Boolean).join(" · ");
    if (node.group === "article") return [has.newspaper, has.published].filter(Boolean).join(" · ");
    return "";
  };

  /** The same for lists of names: of an official the first post, which tells namesakes apart. */
  kg.known = function (node) {
    const post = node.out.find((edge) => edge.qualifiers.post);
    return kg.summary(node) || (post ? `${kg.nodes.get(post.to).label} ${post.qualifiers.post}` : "");
  };

  /** An indicator's value as one reads it: ≥ 8.5%, 10–12 亿元. */
  kg.quantity = function (has) {
    if (has.value === undefined) return "";
    const sign = { ge: "≥ ", gt: "> ", le: "≤ ", lt: "< " }[has.comparator] ?? "";
    const number = has.upper === undefined ? has.value : `${has.value}–${has.upper}`;
    const unit = has.unit ?? "";
    return `${sign}${number}${/^[%‰℃]/.test(unit) || !unit ? "" : " "}${unit}`;
  };

  const SVG = "http://www.w3.org/2000/svg";
  const polygon = (corners, turn, radius = 7) =>
    Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`;
    });
  const star = () => {
    const outer = polygon(5, -Math.PI / 2, 7.5);
    const inner = polygon(5, -Math.PI / 2 + Math.PI / 5, 3.2);
    return outer.flatMap((point, i) => [point, inner[i]]).join(" ");
  };
  const SHAPES = {
    dot: ["circle", { cx: 8, cy: 8, r: 6 }],
    diamond: ["polygon", { points: polygon(4, 0).join(" ") }],
    square: ["rect", { x: 2.5, y: 2.5, width: 11, height: 11 }],
    triangle: ["polygon", { points: polygon(3, -Math.PI / 2).join(" ") }],
    triangleDown: ["polygon", { points: polygon(3, Math.PI / 2).join(" ") }],
    star: ["polygon", { points: star() }],
    hexagon: ["polygon", { points: polygon(6, 0).join(" ") }],
    box: ["rect", { x: 1.5, y: 4, width: 13, height: 8, rx: 2 }],
    ellipse: ["ellipse", { cx: 8, cy: 8, rx: 7.5, ry: 4.5 }],
  };

  /** The mark of a type, as it stands on the canvas. */
  kg.swatch = function (type) {
    const { colour, shape } = kg.data.types[type];
    const svg = document.createElementNS(SVG, "svg");
    const [tag, attributes] = SHAPES[shape] ?? SHAPES.dot;
    const drawn = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries({ ...attributes, fill: colour })) drawn.setAttribute(name, value);
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "swatch");
    svg.setAttribute("aria-hidden", "true");
    svg.append(drawn);
    return svg;
  };
})((window.kg = window.kg || {}));
