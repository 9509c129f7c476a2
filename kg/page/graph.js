"use strict";

// The view: where it stands and moves, and what happens under the pointer and the keys. vis-network keeps the view, moves and
// enlarges it, and finds what is clicked among what it holds (held.js); all others are dots of the map (map.js). The picture
// is put together in layers.js.
(function (kg) {
  const container = document.getElementById("graph");
  const WIDE = window.matchMedia("(min-width: 721px)");
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

  const clamped = (scale) => Math.min(5, Math.max(0.005, scale)); // how close and how far one may look

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
    if (around.length && scale > 0.28) move(box, Math.min(scale, 1), animate);
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
      kg.held,
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
    if (kg.large()) {
      let last = null;
      container.addEventListener("mousemove", (event) => {
        const at = { x: event.offsetX, y: event.offsetY };
        const found = event.buttons ? null : sleeping(at);
        if (found === last || (found && kg.awake(found))) return;
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
