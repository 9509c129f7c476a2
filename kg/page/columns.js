"use strict";

// The graph by columns: numbers in typed arrays, so that filters, neighbourhoods and connections are passes over them and
// not over a hundred thousand objects. What not every reader asks for is made when it is first asked for.
(function (kg) {
  const { nodes, types, relations } = kg.data;
  const { count } = kg.ends;
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };

  kg.typeNames = Object.keys(types);
  kg.relationNames = Object.keys(relations);

  /** By node its type, by edge its relation (numbers of the names above) and the rows of its ends. */
  kg.columns = once(() => {
    const typeNumber = new Map(kg.typeNames.map((name, i) => [name, i]));
    const made = {
      type: new Uint8Array(nodes.length),
      relation: new Uint8Array(count),
      from: new Uint32Array(count),
      to: new Uint32Array(count),
    };
    for (const node of nodes) made.type[node.index] = typeNumber.get(node.group);
    const { low, high, code } = kg.ends;
    for (let edge = 0; edge < count; edge += 1) {
      const turned = code[edge] % 2;
      made.relation[edge] = code[edge] >> 1;
      made.from[edge] = turned ? high[edge] : low[edge];
      made.to[edge] = turned ? low[edge] : high[edge];
    }
    return made;
  });

  /** The edges at each node, either way round: those of row n are `edges[start[n]]` up to `edges[start[n + 1]]`. */
  kg.lines = once(() => {
    const { from, to } = kg.columns();
    const start = new Uint32Array(nodes.length + 1);
    for (let edge = 0; edge < from.length; edge += 1) {
      start[from[edge] + 1] += 1;
      if (to[edge] !== from[edge]) start[to[edge] + 1] += 1;
    }
    for (let row = 0; row < nodes.length; row += 1) start[row + 1] += start[row];
    const next = start.slice(0, nodes.length);
    const found = new Uint32Array(start[nodes.length]);
    for (let edge = 0; edge < from.length; edge += 1) {
      found[next[from[edge]]++] = edge;
      if (to[edge] !== from[edge]) found[next[to[edge]]++] = edge;
    }
    return { start, edges: found };
  });

  const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

  /** The first and the last day of an ISO date as exact as it is, as numbers (2022-08 -> [20220801, 20220831]), or null. */
  kg.days = function (date) {
    const found = DATE.exec(date ?? "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map(Number);
    if (month > 12 || month === 0) return null;
    const last = new Date(Date.UTC(year, month || 12, 0)).getUTCDate();
    if (day === 0 || day > last) return null;
    return [year * 10000 + (month || 1) * 100 + (day || 1), year * 10000 + (month || 12) * 100 + (day || last)];
  };

  /** The dates of lists of items: those of row n are first[i], last[i] for i from start[n] up to start[n + 1]. */
  function dated(items, datesOf) {
    const start = new Uint32Array(items.length + 1);
    const [first, last] = [[], []];
    items.forEach((item, row) => {
      for (const date of datesOf(item)) {
        const days = kg.days(date);
        if (days === null) continue;
        first.push(days[0]);
        last.push(days[1]);
      }
      start[row + 1] = first.length;
    });
    return { start, first: Int32Array.from(first), last: Int32Array.from(last) };
  }

  /** When a node happened or was printed: events and articles have dates. */
  kg.nodeDates = once(() => dated(nodes, (node) => (node.group === "event" || node.group === "article" ? [node.attributes.date, node.attributes.published] : [])));

  /** The dates of a fact: of its event, else those on which it was seen, begun or ended. */
  kg.edgeDates = once(() =>
    dated(kg.data.edges, (edge) => {
      const { as_of: asOf, seen = [], start, end, over } = edge.qualifiers;
      const ends = [edge.source, edge.target].filter((node) => node.group === "event");
      const happened = ends.map((node) => node.attributes.date).filter(Boolean);
      return happened.length ? happened : [...seen, asOf, start, end, over];
    }),
  );

  // The document of every passage, taken one after the other: passages lie in runs that are unpacked as a whole
  const documentOf = once(() => Uint32Array.from({ length: kg.data.counts.passages }, (_, number) => kg.passage(number).document));

  /** The documents of lists of items, as numbers of `kg.data.documents`, in the same shape; what is inferred has none. */
  function told(items) {
    const of = documentOf();
    const start = new Uint32Array(items.length + 1);
    const found = [];
    items.forEach((item, row) => {
      for (const number of new Set(item.evidence.map((passage) => of[passage]))) found.push(number);
      start[row + 1] = found.length;
    });
    return { start, documents: Uint32Array.from(found) };
  }

  kg.nodeDocuments = once(() => told(nodes));
  kg.edgeDocuments = once(() => told(kg.data.edges));

  const END = 99991231; // where there is none
  const number = (day) => (day ? Number(day.replaceAll("-", "")) : END);
  // Nothing shows when an end that is not known came: of what is since a day, all that is asked for must lie within
  const reaches = (grounds, begin, end, first, last) =>
    grounds === "since" ? begin <= first && last <= end : begin <= last && first <= end;

  /** When a post is known to be held, [[grounds, first day, last day]] in numbers: as the program says (kg/chronicle/spans.py),
   * which says nothing where that is when it was seen and what lies between. */
  kg.stretches = function (edge) {
    if (edge.held) return edge.held.map(([grounds, from, to]) => [grounds, number(from), number(to)]);
    const { as_of: asOf, seen = [] } = edge.qualifiers;
    const found = [...new Set([asOf, ...seen])].sort().map(kg.days).filter(Boolean);
    if (!found.length) return [];
    const all = [Math.min(...found.map(([first]) => first)), Math.max(...found.map(([, last]) => last))];
    return [...found.map((days) => ["seen", ...days]), ["between", ...all]];
  };

  const iso = (day) => String(day).replace(/(....)(..)(..)/, "$1-$2-$3");

  /** How a post is known to be held between two days (numbers): {grounds: "seen", "between" or "since", from, to}, or null. */
  kg.heldAt = function (edge, first, last) {
    const found = kg.stretches(edge).find((stretch) => reaches(...stretch, first, last));
    return found ? { grounds: found[0], from: iso(found[1]), to: iso(found[2]) } : null;
  };

  /** The same of every post, by column. */
  const holdings = once(() => {
    const post = kg.relationNames.indexOf("holds_post");
    const { relation } = kg.columns();
    const start = new Uint32Array(count + 1);
    const stretches = [];
    for (let edge = 0; edge < count; edge += 1) {
      if (relation[edge] === post) stretches.push(...kg.stretches(kg.edgeAt(edge)));
      start[edge + 1] = stretches.length;
    }
    return { start, stretches };
  });

  /** Whether the post of an edge (its number) is known to be held at some time between two days. */
  kg.isHeld = function (edge, first, last) {
    const { start, stretches } = holdings();
    for (let i = start[edge]; i < start[edge + 1]; i += 1) if (reaches(...stretches[i], first, last)) return true;
    return false;
  };
})((window.kg = window.kg || {}));
