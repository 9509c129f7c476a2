"use strict";

// The canvas: vis-network draws nodes and edges where the build placed them; what is selected is drawn once more above a veil.
(function (kg) {
  const container = document.getElementById("graph");
  const WIDE = window.matchMedia("(min-width: 721px)");
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
  const MANY_EDGES = 3000; // from here on without arrowheads, and edges are not drawn while zooming
  const MANY_NODES = 3000; // from here on nothing happens under a moving pointer

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let lit = null; // what stands out: {nodes: Set of ids, edges: [edge], centre: ids}

  const clamped = (scale) => Math.min(5, Math.max(0.01, scale)); // how close and how far one may look
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
    const strong = css("--ink");
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

  function drawnEdge(edge) {
    const symmetric = kg.data.relations[edge.relation].symmetric;
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      dashes: edge.inferred ? [5, 4] : false,
      arrows: symmetric || kg.data.edges.length > MANY_EDGES ? "" : { to: { enabled: true, scaleFactor: 0.4 } },
      color: { color: css("--edge"), highlight: css("--edge-lit"), hover: css("--edge-lit") },
    };
  }

  /** Draw what the filters leave and nothing else; with `anew`, all of it again (after a change of theme). */
  kg.refresh = function (anew = false) {
    for (const [set, all, shown, drawn] of [
      [nodes, kg.data.nodes, kg.nodeShown, drawnNode],
      [edges, kg.data.edges, kg.edgeShown, drawnEdge],
    ]) {
      const wanted = all.filter(shown);
      const ids = new Set(wanted.map((item) => item.id));
      set.remove(set.getIds().filter((id) => !ids.has(id)));
      set.update(wanted.filter((item) => anew || !set.get(item.id, { fields: ["id"] })).map(drawn));
    }
    kg.network?.redraw();
  };

  /** The part of the canvas that neither legend nor panel covers, in its pixels. */
  function free() {
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
  }

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
    const area = free();
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
    const shown = kg.data.nodes.filter((node) => nodes.get(node.id, { fields: ["id"] }));
    if (!shown.length) return;
    const box = bounds(shown);
    const area = free();
    const [wide, high] = [(area.right - area.left - 100) / box.width, (area.bottom - area.top - 70) / box.height];
    const scale = fill ? Math.min(2.2 * Math.min(wide, high), Math.max(Math.min(wide, high), 0.8 * high)) : Math.min(wide, high);
    move(box, clamped(Math.min(scale, 1.4)), animate);
  };

  /** Fly to a node: all it is tied to is in sight where that leaves things large enough, else the node is in the middle. */
  kg.fly = function (node, animate = true) {
    const area = free();
    const around = [...node.out, ...node.in].filter(kg.edgeShown).map((edge) => kg.other(edge, node));
    const box = bounds([node, ...around]);
    const scale = Math.min((area.right - area.left - 160) / box.width, (area.bottom - area.top - 140) / box.height);
    if (around.length && scale > 0.4) move(box, Math.min(scale, 1), animate);
    else move(node, Math.max(kg.network.getScale(), 0.85), animate);
  };

  /** Bring nodes into sight, without a change of zoom, if the panel or the edge of the canvas hides one of them. */
  kg.reveal = function (...wanted) {
    const area = free();
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

  function veil(context) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = css("--ground");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    const scale = kg.network.getScale();
    context.save();
    context.strokeStyle = context.fillStyle = css("--edge-lit");
    context.lineWidth = (lit.edges.length > 60 ? 0.7 : 1.3) / scale;
    for (const edge of lit.edges) {
      const [from, to] = [kg.nodes.get(edge.from), kg.nodes.get(edge.to)];
      context.setLineDash(edge.inferred ? [6 / scale, 4 / scale] : []);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
      if (kg.data.relations[edge.relation].symmetric || from === to) continue;
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
    context.restore();
    for (const id of lit.nodes) kg.network.body.nodes[id]?.draw(context);
  }

  /** Build the network and draw it for the first time. */
  kg.draw = function () {
    const large = kg.data.nodes.length > MANY_NODES;
    kg.network = new vis.Network(
      container,
      { nodes, edges },
      {
        ...kg.data.options,
        edges: { ...kg.data.options.edges, width: 1, selectionWidth: 1, hoverWidth: 0.5, chosen: true },
        interaction: {
          ...kg.data.options.interaction,
          hover: !large,
          hoverConnectedEdges: false,
          selectConnectedEdges: false,
          hideEdgesOnZoom: kg.data.edges.length > MANY_EDGES,
          zoomSpeed: 0.7,
        },
      },
    );
    // vis-network puts its frame before everything else in the order of the Tab key
    const frame = container.querySelector(".vis-network");
    frame.tabIndex = 0;
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
    kg.network.on("afterDrawing", (context) => {
      if (lit) veil(context);
      kg.drawLabels(context);
    });
    kg.network.on("click", ({ pointer, nodes: [node], edges: [edge] }) => {
      const label = kg.labelAt(pointer.DOM);
      if (node !== undefined) kg.go({ node });
      else if (label) kg.go({ node: label });
      else if (edge !== undefined) kg.go({ edge: kg.edge(edge) });
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
    kg.network.on("hoverNode", ({ node, pointer }) => {
      const found = kg.nodes.get(node);
      const text = [kg.label(kg.data.types[found.group].label), kg.known(found), kg.text("facts", found.degree)];
      tip.replaceChildren(kg.element("strong", { textContent: found.label }), text.filter(Boolean).join(" · "));
      tip.hidden = false;
      const room = container.getBoundingClientRect();
      tip.style.left = `${Math.max(8, Math.min(pointer.DOM.x + 14, room.width - tip.offsetWidth - 8))}px`;
      tip.style.top = `${Math.max(8, Math.min(pointer.DOM.y + 18, room.height - tip.offsetHeight - 8))}px`;
      container.style.cursor = "pointer";
    });
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
