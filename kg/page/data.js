"use strict";

// The data of the page: the one place that knows how it is written. Everything else is given
//   kg.data.types, relations   the vocabulary: labels {zh, en}, colours, shapes
//   kg.data.nodes              Node: id, label, group (its type), aliases, x, y, size, community, degree, out, in (edges),
//                              attributes, evidence, inferred, joins, apart (why it is one thing), index
//   kg.data.edges              Edge: from, to (ids), source, target (nodes), relation, qualifiers, evidence, inferred, id,
//                              held ([grounds, first day, last day] of a post; null where that is what its dates tell)
//   kg.nodes.get(id)           the node of that id
//   kg.passage(number)         {document, start, end, context, article, text}; `evidence` holds such numbers
//   kg.documentsOf(item)       the names of the documents that a node or an edge rests on
// Nodes stand in the order of importance, and an edge where the less important of its ends stands. Names, places and ends
// are there from the start; attributes, qualifiers and evidence are unpacked when one asks for them, run by run, so to ask
// for those of all costs a second in a graph of 100,000 nodes.
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

  const data = (kg.data = kg.block("head"));
  const typeNames = Object.keys(data.types);
  const relationNames = Object.keys(data.relations);
  const columns = kg.block("nodes");
  const links = kg.block("edges");
  const high = kg.summed(links.high);
  const [inferredNodes, inferredEdges] = [columns, links].map(({ inferred }) => new Set(kg.summed(inferred)));
  const nodeRuns = kg.runs("node", rowsOf);
  const edgeRuns = kg.runs("edge", rowsOf);
  const row = (runs, index) => runs(Math.floor(index / data.run))[index % data.run];

  /** The rows of a run that is written by columns: [attributes or qualifiers, evidence, what is there for the page]. */
  function rowsOf({ many, evidence, further, beside }) {
    let at = 0;
    const names = Object.keys(further);
    return many.map((count, i) => {
      const own = {};
      for (const name of names) if (further[name][i] !== null) own[name] = further[name][i];
      at += count;
      return [own, evidence.slice(at - count, at), beside[i]];
    });
  }
  const NONE = [];

  class Node {
    constructor(index) {
      this.index = index;
      this.label = columns.label[index];
      this.group = typeNames[columns.group[index]];
      this.x = columns.x[index];
      this.y = columns.y[index];
      this.size = columns.size[index];
      this.community = columns.community[index];
      this.degree = 0; // facts that are drawn at first: the measure of importance
    }
    get id() {
      const written = columns.id[this.index];
      return written[0] === "+" ? `${this.group}:${this.label}${written.slice(1)}` : written.slice(1);
    }
    get aliases() {
      return columns.aliases[this.index] ?? NONE;
    }
    get attributes() {
      return row(nodeRuns, this.index)[0];
    }
    get evidence() {
      return row(nodeRuns, this.index)[1];
    }
    get inferred() {
      return inferredNodes.has(this.index);
    }
    get joins() {
      return row(nodeRuns, this.index)[2]?.joins ?? NONE;
    }
    get apart() {
      return row(nodeRuns, this.index)[2]?.apart ?? NONE;
    }
    get out() {
      return (this.outward ??= around(this.index).map(edgeAt).filter((edge) => edge.source === this));
    }
    get in() {
      return (this.inward ??= around(this.index).map(edgeAt).filter((edge) => edge.target === this));
    }
  }

  class Edge {
    constructor(id) {
      const turned = links.relation[id] % 2;
      const [low, top] = [data.nodes[links.low[id]], data.nodes[high[id]]];
      this.id = id;
      this.source = turned ? top : low;
      this.target = turned ? low : top;
      this.relation = relationNames[links.relation[id] >> 1];
    }
    get from() {
      return this.source.id;
    }
    get to() {
      return this.target.id;
    }
    get qualifiers() {
      return row(edgeRuns, this.id)[0];
    }
    get evidence() {
      return row(edgeRuns, this.id)[1];
    }
    get inferred() {
      return inferredEdges.has(this.id);
    }
    get held() {
      const spans = row(edgeRuns, this.id)[2]?.held;
      if (!spans) return null;
      const { start, seen, as_of: asOf, end, over } = this.qualifiers;
      const dates = [start, ...(seen ?? [asOf]), end, over];
      const read = (date) => (typeof date === "number" ? dates[date] : date);
      return spans.map(([grounds, from, to]) => [grounds, read(from), read(to)]);
    }
  }

  /** `make` is called once, at the first reading of the name. */
  function later(object, name, make) {
    Object.defineProperty(object, name, {
      configurable: true,
      get() {
        const value = make();
        Object.defineProperty(object, name, { value });
        return value;
      },
    });
  }

  data.nodes = columns.label.map((_, index) => new Node(index));
  /** All nodes, the most connected first. */
  kg.ranked = data.nodes;
  const drawn = relationNames.map((name) => !data.relations[name].hidden);
  for (let id = 0; id < high.length; id += 1) {
    if (!drawn[links.relation[id] >> 1]) continue;
    data.nodes[links.low[id]].degree += 1;
    data.nodes[high[id]].degree += 1;
  }

  const edges = new Array(high.length);
  const edgeAt = (id) => (edges[id] ??= new Edge(id));
  later(data, "edges", () => Array.from(edges, (_, id) => edgeAt(id)));
  later(data, "documents", () => kg.block("documents"));
  later(kg, "nodes", () => new Map(data.nodes.map((node) => [node.id, node])));

  /** The edge of that number, which is its id. */
  kg.edgeAt = edgeAt;

  /** The ends of every edge, numbers of nodes, and its relation, without an object for each. `code` is twice the number of
   * the relation, and one more where the edge goes from high to low. */
  kg.ends = { low: links.low, high, code: links.relation, count: high.length };

  // The edges at each node, all in one array: those of node i stand from first[i] to first[i + 1]
  let first = null;
  let at = null;
  function around(index) {
    if (!first) {
      first = new Int32Array(data.nodes.length + 1);
      const each = (act) => {
        for (let id = 0; id < high.length; id += 1) {
          act(links.low[id], id);
          if (high[id] !== links.low[id]) act(high[id], id);
        }
      };
      each((node) => (first[node + 1] += 1));
      for (let i = 0; i < data.nodes.length; i += 1) first[i + 1] += first[i];
      const next = first.slice();
      at = new Int32Array(first[data.nodes.length]);
      each((node, id) => (at[next[node]++] = id));
    }
    return Array.from(at.subarray(first[index], first[index + 1]));
  }

  // In this order nodes are named on the canvas: first the most connected of each community, so that every part has a name
  const hubs = new Map();
  for (const node of kg.ranked) if (node.degree > 4 && !hubs.has(node.community)) hubs.set(node.community, node);
  kg.naming = [...new Set([...hubs.values(), ...kg.ranked])];
  /** The most connected node of a node's community, or undefined where none is connected enough to name it. */
  kg.hubOf = (node) => hubs.get(node.community);

  /** The other end of an edge. */
  kg.other = (edge, node) => (edge.source === node ? edge.target : edge.source);

  const passageRuns = kg.runs("passage", (run) => ({
    document: kg.summed(run.document),
    start: kg.summed(run.start),
    length: run.length,
    context: kg.summed(run.context),
    article: kg.summed(run.article),
    text: run.text,
  }));
  const contextRuns = kg.runs("context", (run) => ({ ...run, document: kg.summed(run.document) }));

  /** A passage: {document, start, end, context, article, text}; numbers, null where there is none; the text only where no context has it. */
  kg.passage = function (number) {
    const [run, i] = [passageRuns(Math.floor(number / data.run)), number % data.run];
    const orNull = (value) => (value < 0 ? null : value);
    return {
      document: run.document[i],
      start: run.start[i],
      end: run.start[i] + run.length[i],
      context: orNull(run.context[i]),
      article: orNull(run.article[i]),
      text: run.text[i] ?? null,
    };
  };

  /** The names of the documents that a node or an edge rests on. */
  kg.documentsOf = (item) => [...new Set(item.evidence.map((number) => data.documents[kg.passage(number).document]))];

  /** The passages of a node or an edge by the sentence that holds them: [{document, article, points, offset, ranges}]. */
  kg.sentences = function (item) {
    const found = new Map();
    for (const number of item.evidence) {
      const { document, start, end, context, article, text } = kg.passage(number);
      const key = context === null ? `alone ${number}` : context;
      if (!found.has(key)) {
        let [offset, whole] = [start, text];
        if (context !== null) {
          const [run, i] = [contextRuns(Math.floor(context / data.run)), context % data.run];
          [offset, whole] = [run.start[i], run.text[i]];
        }
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

  /** An element of SVG with attributes and children. */
  kg.drawing = function (tag, attributes = {}, ...children) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** The shape of a type in its colour, within a square of 16 by 16. */
  kg.mark = function (type) {
    const { colour, shape } = kg.data.types[type];
    const [tag, attributes] = SHAPES[shape] ?? SHAPES.dot;
    return kg.drawing(tag, { ...attributes, fill: colour });
  };

  /** The mark of a type, as it stands on the canvas. */
  kg.swatch = (type) => kg.drawing("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" }, kg.mark(type));
})((window.kg = window.kg || {}));
