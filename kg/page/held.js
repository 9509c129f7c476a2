"use strict";

// What vis-network holds: the nodes that one can take hold of, and the lines to be found under the pointer. Of a small graph
// that is all, of a large one the nodes in sight once they are near enough to be told apart, and those that stand out. It
// draws a hundred nodes in some milliseconds and needs as long to be given them, so they are given some in every frame.
(function (kg) {
  const container = document.getElementById("graph");
  const WHOLE = 1200; // nodes up to which vis-network holds all of them
  const NEAR = 0.4; // scale from which it is given those in sight of a larger graph: one can tell their shapes there
  const MOST = 450; // of them at a time
  const FEW = 300; // of a graph of no more it is given all before the first picture
  const BATCH = 90; // given at once: each takes it some milliseconds

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const awake = new Set(); // the nodes that vis-network holds
  let styles = new Map(); // custom properties of the theme

  /** A custom property of the style sheet in the theme of now. */
  kg.css = function (name) {
    if (!styles.has(name)) styles.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    return styles.get(name);
  };

  /** The colour of a type. */
  kg.colour = (group) => kg.data.types[group].colour;

  /** The nodes that vis-network holds now. */
  kg.awakeNodes = () => [...awake];

  /** Whether vis-network holds a node now. */
  kg.awake = (node) => awake.has(node);

  function mixed(colour, other, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    const channel = (at) => Math.round(part(colour, at) * (1 - share) + part(other, at) * share);
    return `rgb(${channel(1)}, ${channel(3)}, ${channel(5)})`;
  }

  // vis-network writes the label into a box and an ellipse and sizes them by it; labels are ours, so these two are drawn here
  function plate({ ctx, x, y, state, style, round }) {
    const [width, height] = [style.size * 2.1, style.size * 1.3];
    return {
      drawNode() {
        ctx.beginPath();
        if (round) ctx.ellipse(x, y, width / 2, height / 2, 0, 0, 2 * Math.PI);
        else ctx.roundRect(x - width / 2, y - height / 2, width, height, style.size / 4);
        ctx.fillStyle = style.color;
        ctx.strokeStyle = style.borderColor;
        ctx.lineWidth = state.selected ? 3 : 1.5;
        ctx.fill();
        ctx.stroke();
      },
      nodeDimensions: { width, height },
    };
  }

  function drawnNode(node) {
    const { colour, shape } = kg.data.types[node.group];
    const border = mixed(colour, kg.theme === "dark" ? "#ffffff" : "#000000", 0.35);
    const strong = kg.css("--ink");
    const made = {
      id: node.id,
      x: node.x,
      y: node.y,
      size: node.size,
      shape,
      borderWidth: 1.2,
      borderWidthSelected: 3,
      color: {
        background: colour,
        border,
        highlight: { background: colour, border: strong },
        hover: { background: colour, border: strong },
      },
    };
    if (shape === "box" || shape === "ellipse") {
      made.shape = "custom";
      made.ctxRenderer = (values) => plate({ ...values, round: shape === "ellipse" });
    }
    return made;
  }

  // Drawn in map.js; here only to be found under the pointer
  const drawnEdge = (edge) => ({ id: edge.id, from: edge.from, to: edge.to });

  /** The edges of a node that the filters show. */
  const linesOf = (kg.linesOf = (node) => [...node.out, ...node.in].filter((edge) => kg.edgeShown(edge)));

  /** The nodes that vis-network should hold now. */
  function wanted() {
    if (!kg.large()) return new Set(kg.data.nodes.filter(kg.nodeShown));
    const found = new Set(kg.pinned.keys());
    const lit = kg.lit();
    if (lit && lit.nodes.size <= MOST) for (const id of lit.nodes) found.add(kg.nodes.get(id));
    if (kg.network?.getScale() >= NEAR) {
      const { clientWidth, clientHeight } = container;
      const [from, to] = [kg.network.DOMtoCanvas({ x: 0, y: 0 }), kg.network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
      for (const node of kg.within({ left: from.x, top: from.y, right: to.x, bottom: to.y })) {
        if (found.size >= MOST) break;
        found.add(node);
      }
    }
    return new Set([...found].filter(kg.nodeShown));
  }

  /** Give vis-network these nodes and the lines between those it holds. */
  function wake(some) {
    for (const node of some) awake.add(node);
    nodes.add(some.map(drawnNode));
    const between = new Set(some.flatMap(linesOf).filter((edge) => awake.has(edge.source) && awake.has(edge.target)));
    edges.add([...between].filter((edge) => !edges.get(edge.id, { fields: ["id"] })).map(drawnEdge));
  }

  function sleep(some) {
    for (const node of some) awake.delete(node);
    edges.remove(some.flatMap((node) => [...node.out, ...node.in]).map((edge) => edge.id));
    nodes.remove(some.map((node) => node.id));
  }

  let queue = []; // the nodes that vis-network is still to be given
  let busy = false;

  /** Give it some of them, and the rest in the next frames. */
  function step(many) {
    busy = true;
    wake(queue.splice(0, many));
    if (queue.length) window.requestAnimationFrame(() => step(BATCH));
    else kg.stale();
    kg.network?.redraw();
    busy = false;
  }

  /** Let vis-network hold what it should: all at once, or of a large graph some in every frame. */
  function settle(atOnce) {
    const all = wanted();
    const going = queue.length > 0;
    const gone = [...awake].filter((node) => !all.has(node));
    queue = [...all].filter((node) => !awake.has(node));
    if (gone.length) sleep(gone);
    if (atOnce) step(Infinity);
    else if ((queue.length || gone.length) && !going) step(BATCH);
  }

  /** Called when the view rests. */
  kg.settled = function () {
    if (!busy && !queue.length && kg.large()) settle(false);
  };

  /** Draw what the filters show and nothing else; with `anew`, all of it again (after a change of theme). */
  kg.refresh = function (anew = false) {
    if (anew) {
      styles = new Map();
      sleep([...awake]);
    }
    edges.remove(edges.getIds().filter((id) => !kg.edgeShown(kg.edgeAt(id))));
    settle(kg.data.nodes.length <= FEW);
    const lines = [...awake].flatMap(linesOf).filter((edge) => awake.has(edge.source) && awake.has(edge.target));
    edges.add([...new Set(lines)].filter((edge) => !edges.get(edge.id, { fields: ["id"] })).map(drawnEdge));
    kg.stale();
    kg.network?.redraw();
  };

  /** The nodes that were moved or pinned, with the places that the build gave them. */
  kg.pinned = new Map();

  /** Pin a node where it stands, or let it go back to the place that the build gave it. */
  kg.pin = function (node, on = !kg.pinned.has(node)) {
    if (on && !kg.pinned.has(node)) kg.pinned.set(node, { x: node.x, y: node.y });
    if (!on && kg.pinned.has(node)) {
      Object.assign(node, kg.pinned.get(node));
      kg.pinned.delete(node);
      if (awake.has(node)) kg.network.moveNode(node.id, node.x, node.y);
      kg.moved();
    }
    kg.stale();
    kg.network.redraw();
  };

  /** What vis-network is given. */
  kg.held = { nodes, edges };

  /** Whether there are more nodes than vis-network is given at once. */
  kg.large = () => kg.data.nodes.length > WHOLE;
})((window.kg = window.kg || {}));
