"use strict";

// The shortest connection between two nodes: the fewest steps, and of several such ways the one that goes through the least
// connected nodes, for that everything is in one province tells nobody anything.
(function (kg) {
  const { element, text } = kg;

  /** The rows of the nodes on the way, through edges that are on; null where there is none. */
  function way(start, goal, edgesOn) {
    const { from, to } = kg.columns();
    const { start: begin, edges: lines } = kg.lines();
    const count = kg.data.nodes.length;
    const steps = new Int32Array(count).fill(-1);
    const cost = new Float64Array(count).fill(Infinity);
    const back = new Int32Array(count).fill(-1);
    steps[start] = cost[start] = 0;
    let layer = [start];
    while (layer.length && steps[goal] < 0) {
      const next = [];
      for (const row of layer) {
        for (let i = begin[row]; i < begin[row + 1]; i += 1) {
          const edge = lines[i];
          if (!edgesOn[edge]) continue;
          const other = from[edge] === row ? to[edge] : from[edge];
          if (steps[other] < 0) {
            steps[other] = steps[row] + 1;
            next.push(other);
          }
          if (steps[other] !== steps[row] + 1) continue;
          const through = cost[row] + begin[other + 1] - begin[other];
          if (through < cost[other] || (through === cost[other] && row < back[other])) {
            cost[other] = through;
            back[other] = row;
          }
        }
      }
      layer = next;
    }
    if (steps[goal] < 0) return null;
    const found = [goal];
    while (found[0] !== start) found.unshift(back[found[0]]);
    return found;
  }

  let known = { key: "", found: null };

  /** The shortest connection of two nodes, by id: {nodes, hops: [edges between one and the next], all}, or null. It goes
   * through what is shown; where nothing shown connects them through all there is, and `all` is true. */
  kg.connection = function ([one, other]) {
    const ends = [one, other].map((id) => kg.nodes.get(id).index);
    let on = kg.edgeMask();
    const key = `${ends} ${kg.shownCounts().edges} ${JSON.stringify(kg.writeAddress({ target: null, view: "graph", filters: kg.filters }))}`;
    if (known.key === key) return known.found;
    let rows = way(...ends, on);
    const all = rows === null;
    if (all) {
      on = new Uint8Array(kg.ends.count).fill(1);
      rows = way(...ends, on);
    }
    const { from, to } = kg.columns();
    const { start, edges: lines } = kg.lines();
    const hop = (row, next) => {
      const found = [];
      for (let i = start[row]; i < start[row + 1]; i += 1) {
        const edge = lines[i];
        if (on[edge] && (from[edge] === row ? to[edge] : from[edge]) === next) found.push(kg.edgeAt(edge));
      }
      return found;
    };
    const found = rows && {
      nodes: rows.map((row) => kg.data.nodes[row]),
      hops: rows.slice(1).map((next, i) => hop(rows[i], next)),
      all,
    };
    known = { key, found };
    return found;
  };

  /** What the canvas lets stand out for a connection. */
  kg.connectionLight = function (path) {
    const found = kg.connection(path);
    return { nodes: found ? found.nodes.map((node) => node.id) : path, edges: found ? found.hops.flat() : [] };
  };

  /** What the panel says of a connection, below its heading. */
  kg.connectionPage = function (path) {
    const found = kg.connection(path);
    if (!found) return [element("p", { className: "quiet", textContent: text("noConnection") })];
    const made = [element("p", { className: "quiet", textContent: text("stepsLong", found.hops.length) })];
    if (found.all) made.push(element("p", { className: "inferred", textContent: text("throughAll") }));
    const list = element("ol", { className: "connection" });
    found.nodes.forEach((node, i) => {
      const step = element("li", {}, kg.link(node));
      const hop = found.hops[i];
      if (hop) step.append(element("ul", { className: "facts" }, ...hop.map((edge, j) => kg.wholeFact(edge, j === 0))));
      list.append(step);
    });
    return [...made, list];
  };

  /** A box in which one chooses the other end. */
  kg.connectionField = function (node) {
    const input = element("input", { type: "text", id: "connect-to", placeholder: text("searchHint") });
    const list = element("ul", { id: "connect-hits", className: "hits", hidden: true, ariaLabel: text("hits") });
    kg.picker(input, list, {
      find: (query) => kg.search(query, 9).filter(({ item }) => item !== node).slice(0, 8),
      row: kg.hitRow,
      take: ({ item }) => kg.go({ path: [node.id, item.id] }),
    });
    const made = element("div", { className: "field" }, element("label", { htmlFor: input.id, textContent: text("connectTo") }));
    made.append(element("div", { className: "finder" }, input, list));
    return made;
  };
})((window.kg = window.kg || {}));
