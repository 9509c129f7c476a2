"use strict";

// The view: what is in sight, what stands out, what one takes hold of. vis-network keeps the view and finds what is clicked;
// it holds the nodes that can be taken hold of: of a small graph all, of a large one those in sight once they are near
// enough to be told apart, and those that stand out. All others are dots of the map (map.js). The drawing is in layers.js.
(function (kg) {
  const container = document.getElementById("graph");
  const WIDE = window.matchMedia("(min-width: 721px)");
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
  const WHOLE = 1200; // nodes up to which vis-network holds all of them
  const NEAR = 0.4; // scale from which it is given those in sight of a larger graph: one can tell their shapes there
  const MOST = 450; // of them at a time
  const BATCH = 90; // given at once: each takes it some milliseconds

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const awake = new Set(); // the nodes that vis-network holds
  let lit = null; // what stands out: {nodes: Set of ids, edges: [edge], centre: ids}
  let styles = new Map(); // custom properties of the theme

  const clamped = (scale) => Math.min(5, Math.max(0.005, scale)); // how close and how far one may look

  /** A custom property of the style sheet in the theme of now. */
  kg.css = function (name) {
    if (!styles.has(name)) styles.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    return styles.get(name);
  };

  /** The colour of a type. */
  kg.colour = (group) => kg.data.types[group].colour;

  /** Whether vis-network holds any node now. */
  kg.holdsNodes = () => awake.size > 0;

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

  const linesOf = (node) => [...node.out, ...node.in].filter((edge) => kg.edgeShown(edge));

  /** The nodes that vis-network should hold now. */
  function wanted() {
    if (kg.data.nodes.length <= WHOLE) return new Set(kg.data.nodes.filter(kg.nodeShown));
    const found = new Set(kg.pinned.keys());
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

  let waking = 0;

  /** Let vis-network hold what it should: all at once, or of a large graph some in every frame. */
  function settle(atOnce) {
    if (waking) window.cancelAnimationFrame(waking);
    waking = 0;
    const all = wanted();
    const gone = [...awake].filter((node) => !all.has(node));
    const next = [...all].filter((node) => !awake.has(node));
    if (!gone.length && !next.length) return;
    if (gone.length) sleep(gone);
    const go = () => {
      wake(next.splice(0, atOnce ? Infinity : BATCH));
      waking = next.length ? window.requestAnimationFrame(go) : 0;
      if (!waking) kg.stale();
      kg.network?.redraw();
    };
    go();
  }

  /** Called when the view rests. */
  kg.settled = function () {
    if (!waking && kg.data.nodes.length > WHOLE) settle(false);
  };

  /** Draw what the filters show and nothing else; with `anew`, all of it again (after a change of theme). */
  kg.refresh = function (anew = false) {
    if (anew) {
      styles = new Map();
      sleep([...awake]);
    }
    edges.remove(edges.getIds().filter((id) => !kg.edgeShown(kg.edgeAt(id))));
    settle(true);
    const lines = [...awake].flatMap(linesOf).filter((edge) => awake.has(edge.source) && awake.has(edge.target));
    edges.add([...new Set(lines)].filter((edge) => !edges.get(edge.id, { fields: ["id"] })).map(drawnEdge));
    kg.stale();
    kg.network?.redraw();
  };

  /** The part of the canvas that neither legend nor panel covers, in its pixels. */
  kg.free = function () {
    const all = container.getBoundingClientRect();
    const area = { left: 0, top: 0, right: all.width, bottom: all.height };
    const [legend, panel] = [document.getElementById("legend"), document.getElementById("panel")];
    if (WIDE.matches) {
      if (!legend.hidden) area.left = legend.getBoundingClientRect().right - all.left;
      if (!panel.hidden) area.right = panel.getBoundingClientRect().left - all.left;
    } else if (!panel.hidden) {
      area.bottom = panel.getBoundingClientRect().top - all.top;
    }
    return area;
  };

  /** The middle, width and height of the rectangle around nodes. */
  function bounds(all) {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y, size } of all) {
      [left, right] = [Math.min(left, x - size), Math.max(right, x + size)];
      [top, bottom] = [Math.min(top, y - size), Math.max(bottom, y + size)];
    }
    return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
  }

  function move({ x, y }, scale, animate) {
    const area = kg.free();
    const size = container.getBoundingClientRect();
    kg.network.moveTo({
      position: { x, y },
      scale,
      offset: { x: (area.left + area.right - size.width) / 2, y: (area.top + area.bottom - size.height) / 2 },
      animation: animate && !CALM.matches ? { duration: 450, easingFunction: "easeInOutCubic" } : false,
    });
  }

  /** Show everything that is drawn, beside the legend and the panel; with `fill`, closer where the screen is high and narrow. */
  kg.fit = function ({ animate = true, fill = false } = {}) {
    const shown = kg.data.nodes.filter(kg.nodeShown);
    if (!shown.length) return;
    const box = bounds(shown);
    const area = kg.free();
    const [wide, high] = [(area.right - area.left - 100) / box.width, (area.bottom - area.top - 70) / box.height];
    const scale = fill ? Math.min(2.2 * Math.min(wide, high), Math.max(Math.min(wide, high), 0.8 * high)) : Math.min(wide, high);
    move(box, clamped(Math.min(scale, 1.4)), animate);
  };

  /** Fly to a node: all it is tied to is in sight where that leaves things large enough, else the node is in the middle. */
  kg.fly = function (node, animate = true) {
    const area = kg.free();
    const around = [...node.out, ...node.in].filter(kg.edgeShown).map((edge) => kg.other(edge, node));
    const box = bounds([node, ...around]);
    const scale = Math.min((area.right - area.left - 160) / box.width, (area.bottom - area.top - 140) / box.height);
    if (around.length && scale > 0.4) move(box, Math.min(scale, 1), animate);
    else move(node, Math.max(kg.network.getScale(), 0.85), animate);
  };

  /** Bring nodes into sight, without a change of zoom, if the panel or the edge of the canvas hides one of them. */
  kg.reveal = function (...wanted) {
    const area = kg.free();
    const seen = (node) => {
      const { x, y } = kg.network.canvasToDOM(node);
      return x > area.left + 20 && x < area.right - 20 && y > area.top + 20 && y < area.bottom - 30;
    };
    if (!wanted.every(seen)) move(wanted[0], kg.network.getScale(), true);
  };

  kg.zoom = function (factor) {
    kg.network.moveTo({
      scale: clamped(kg.network.getScale() * factor),
      animation: CALM.matches ? false : { duration: 150, easingFunction: "linear" },
    });
  };

  /** Where the canvas stands: the point in its middle and the zoom. */
  kg.camera = () => ({ ...kg.network.getViewPosition(), scale: kg.network.getScale() });

  kg.setCamera = ({ x, y, scale }) => kg.network.moveTo({ position: { x, y }, scale: clamped(scale), animation: false });

  /** Let nodes and their edges stand out, or with null let everything be equal again. */
  kg.light = function (target) {
    lit = null;
    kg.network.unselectAll();
    if (target?.node) {
      // An article's own mentions stand out even where the legend hides them: they are what it says
      const around = [...target.node.out, ...target.node.in].filter(
        (edge) =>
          kg.edgeShown(edge) ||
          (edge.from === target.node.id && kg.data.relations[edge.relation].hidden && kg.nodeShown(kg.nodes.get(edge.to))),
      );
      lit = {
        centre: [target.node.id],
        nodes: new Set([target.node.id, ...around.map((edge) => kg.other(edge, target.node).id)]),
        edges: around,
      };
      if (nodes.get(target.node.id)) kg.network.selectNodes([target.node.id], false);
    } else if (target?.edges) {
      const ends = target.nodes ?? [target.edges[0].from, target.edges[0].to];
      lit = { centre: ends, nodes: new Set(ends), edges: target.edges };
    } else if (target?.type) {
      lit = { centre: [], nodes: new Set(kg.data.nodes.filter((n) => n.group === target.type).map((n) => n.id)), edges: [] };
    }
    kg.network.redraw();
  };

  /** What stands out now, or null. */
  kg.lit = () => lit;

  const inSight = (area) => (node) => node.x > area.left && node.x < area.right && node.y > area.top && node.y < area.bottom;

  function sight() {
    const { clientWidth, clientHeight } = container;
    const [from, to] = [kg.network.DOMtoCanvas({ x: -40, y: -40 }), kg.network.DOMtoCanvas({ x: clientWidth + 40, y: clientHeight + 40 })];
    return inSight({ left: from.x, top: from.y, right: to.x, bottom: to.y });
  }

  /** Draw the nodes that vis-network holds; where something stands out, all others as dots. */
  kg.drawNodes = function (context, dragged) {
    const seen = sight();
    for (const node of [...awake].reverse()) {
      if (dragged?.has(node) || !seen(node)) continue;
      if (!lit) kg.network.body.nodes[node.id]?.draw(context);
      else if (!lit.nodes.has(node.id)) kg.dot(context, node, node.size * 0.8);
    }
  };

  function line(context, edge, scale) {
    const [from, to] = [edge.source, edge.target];
    context.setLineDash(edge.inferred ? [6 / scale, 4 / scale] : []);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    if (kg.data.relations[edge.relation].symmetric || from === to) return;
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const tip = { x: to.x - Math.cos(angle) * (to.size + 2), y: to.y - Math.sin(angle) * (to.size + 2) };
    const length = 8 / scale;
    context.beginPath();
    context.moveTo(tip.x, tip.y);
    for (const turn of [0.4, -0.4]) {
      context.lineTo(tip.x - length * Math.cos(angle + turn), tip.y - length * Math.sin(angle + turn));
    }
    context.fill();
  }

  function draw(context, node) {
    const held = kg.network.body.nodes[node.id];
    if (held) held.draw(context);
    else kg.dot(context, node, Math.max(node.size, 2 / kg.network.getScale()));
  }

  /** Draw what stands out, the pins and the names. */
  kg.drawTop = function (context, dragged) {
    const scale = kg.network.getScale();
    const seen = sight();
    context.save();
    context.strokeStyle = context.fillStyle = kg.css("--edge-lit");
    context.lineWidth = (lit?.edges.length > 60 ? 0.7 : 1.3) / scale;
    for (const edge of lit?.edges ?? []) line(context, edge, scale);
    context.restore();
    for (const id of lit?.nodes ?? []) {
      const node = kg.nodes.get(id);
      if (seen(node) && !dragged?.has(node)) draw(context, node);
    }
    context.save();
    context.strokeStyle = kg.css("--link");
    context.lineWidth = 1.6 / scale;
    for (const node of kg.pinned.keys()) {
      if (!seen(node) || dragged?.has(node)) continue;
      context.beginPath();
      context.arc(node.x, node.y, node.size * 1.25 + 4 / scale, 0, 2 * Math.PI);
      context.stroke();
    }
    context.restore();
    kg.drawLabels(context);
  };

  /** Draw the nodes that follow the pointer, with their lines. */
  kg.drawDragged = function (context, dragged) {
    context.strokeStyle = context.fillStyle = kg.css("--edge-lit");
    context.lineWidth = 1 / kg.network.getScale();
    for (const node of dragged) {
      context.beginPath();
      for (const edge of linesOf(node)) {
        context.moveTo(edge.source.x, edge.source.y);
        context.lineTo(edge.target.x, edge.target.y);
      }
      context.stroke();
    }
    for (const node of dragged) draw(context, node);
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

  /** One may take hold of a node and put it elsewhere: it stays there. */
  function watchDragging() {
    let taken = null;
    kg.network.on("dragStart", ({ nodes: [id] }) => {
      if (id === undefined) return;
      taken = kg.nodes.get(id);
      if (!kg.pinned.has(taken)) kg.pinned.set(taken, { x: taken.x, y: taken.y });
      kg.drag(new Set([taken]));
    });
    kg.network.on("dragging", () => taken && Object.assign(taken, kg.network.getPosition(taken.id)));
    kg.network.on("dragEnd", () => {
      if (!taken) return;
      Object.assign(taken, kg.network.getPosition(taken.id));
      const node = taken;
      taken = null;
      kg.network.unselectAll(); // not before: vis-network moves what is selected
      kg.moved();
      kg.drag(null);
      document.dispatchEvent(new CustomEvent("kg:dragged", { detail: node }));
    });
  }

  /** Build the network and draw it for the first time. */
  kg.draw = function () {
    kg.network = new vis.Network(
      container,
      { nodes, edges },
      {
        ...kg.data.options,
        interaction: { ...kg.data.options.interaction, hoverConnectedEdges: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
      },
    );
    kg.takeOver();
    watchDragging();
    // vis-network puts its frame before everything else in the order of the Tab key
    const frame = container.querySelector(".vis-network");
    frame.tabIndex = 0;
    frame.setAttribute("role", "application"); // the arrow keys are for the graph
    frame.addEventListener("keydown", (event) => {
      const step = 60 / kg.network.getScale();
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      const view = kg.network.getViewPosition();
      if (moves[event.key]) {
        const [x, y] = moves[event.key];
        kg.network.moveTo({ position: { x: view.x + x, y: view.y + y } });
      } else if (event.key === "+" || event.key === "=") kg.zoom(1.25);
      else if (event.key === "-") kg.zoom(0.8);
      else if (event.key === "0") kg.fit();
      else return;
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("kg:moved"));
    });
    const sleeping = (at) => kg.nodeAt(kg.network.DOMtoCanvas(at), 6 / kg.network.getScale());
    kg.network.on("click", ({ pointer, nodes: [node], edges: [edge] }) => {
      const label = kg.labelAt(pointer.DOM);
      if (node !== undefined) kg.go({ node });
      else if (label) kg.go({ node: label });
      else if (sleeping(pointer.DOM)) kg.go({ node: sleeping(pointer.DOM).id });
      else if (edge !== undefined) kg.go({ edge: kg.edgeAt(edge) });
      else kg.go(null);
    });
    kg.network.on("zoom", ({ scale }) => {
      if (scale !== clamped(scale)) kg.network.moveTo({ scale: clamped(scale) });
    });
    const moved = () => document.dispatchEvent(new CustomEvent("kg:moved"));
    let settling; // a wheel turns in many small steps
    kg.network.on("dragEnd", moved);
    kg.network.on("zoom", () => {
      window.clearTimeout(settling);
      settling = window.setTimeout(moved, 250);
    });
    const tip = document.getElementById("tip");
    const hideTip = () => (tip.hidden = true);
    const showTip = (found, at) => {
      const text = [kg.label(kg.data.types[found.group].label), kg.known(found), kg.text("facts", found.degree)];
      tip.replaceChildren(kg.element("strong", { textContent: found.label }), text.filter(Boolean).join(" · "));
      tip.hidden = false;
      const room = container.getBoundingClientRect();
      tip.style.left = `${Math.max(8, Math.min(at.x + 14, room.width - tip.offsetWidth - 8))}px`;
      tip.style.top = `${Math.max(8, Math.min(at.y + 18, room.height - tip.offsetHeight - 8))}px`;
      container.style.cursor = "pointer";
    };
    kg.network.on("hoverNode", ({ node, pointer }) => showTip(kg.nodes.get(node), pointer.DOM));
    if (kg.data.nodes.length > WHOLE) {
      let last = null;
      container.addEventListener("mousemove", (event) => {
        const at = { x: event.offsetX, y: event.offsetY };
        const found = event.buttons ? null : sleeping(at);
        if (found === last || (found && awake.has(found))) return;
        last = found;
        if (found) showTip(found, at);
        else {
          hideTip();
          container.style.cursor = "";
        }
      });
    }
    kg.network.on("hoverEdge", () => (container.style.cursor = "pointer"));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
      kg.network.on(name, () => {
        hideTip();
        container.style.cursor = "";
      });
    }
    kg.refresh();
  };
})((window.kg = window.kg || {}));
