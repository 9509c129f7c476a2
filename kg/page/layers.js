"use strict";

// The picture in layers, each a bitmap: the map beneath (kg.drawMap), the nodes that vis-network draws, and above them what
// stands out and the names. While the view moves the bitmaps are moved and nothing is drawn anew: on a computer without a
// graphics card vis-network draws 10,000 nodes 13 times a second, and a bitmap 60 times. Once the view rests, all is drawn
// sharply in its new place, the map of a large graph in slices between which the page goes on.
(function (kg) {
  const MARGIN = 0.35; // of the width and height, drawn on each side beyond the frame for what comes into sight
  const REST = 110; // milliseconds without a move after which the view rests
  const CHEAP = 7; // milliseconds; a picture that takes no longer is drawn anew at every move
  const SLICE = 9; // milliseconds of a frame for the map of a large graph
  const AT_ONCE = 400; // nodes up to which the map is drawn in one go
  const FIRST = 2500; // the most important nodes of a larger graph, with their lines, are the first picture

  const VEIL = 0.82; // how much of what does not stand out the veil takes away
  const { element } = kg;

  const layer = () => ({ canvas: document.createElement("canvas"), view: null });
  let map = layer();
  let making = null; // {layer, steps}: the next map
  const nodes = layer();
  const top = layer();
  const flat = layer(); // all of them together: what is moved
  let started = false;
  let stale = true; // whether the map no longer shows what it should
  let timer = 0;
  let cost = 0; // milliseconds that the last whole drawing took
  let dragged = null; // nodes that follow the pointer: they are left out of the layers and drawn at every move

  const now = () => window.performance.now();
  const view = () => ({ scale: kg.network.getScale(), ...kg.network.canvasToDOM({ x: 0, y: 0 }) });
  const same = (one, other) => one && one.scale === other.scale && one.x === other.x && one.y === other.y;

  function frame() {
    const canvas = kg.network.canvas.frame.canvas;
    return { width: canvas.clientWidth, height: canvas.clientHeight, ratio: kg.network.canvas.pixelRatio || 1 };
  }

  /** Make a layer ready to be drawn on: as large as the frame and its margin, with the transform of the view. */
  function begin(target, margin) {
    const { width, height, ratio } = frame();
    const [beyondX, beyondY] = [Math.ceil(width * margin), Math.ceil(height * margin)];
    const [wide, high] = [Math.round((width + 2 * beyondX) * ratio), Math.round((height + 2 * beyondY) * ratio)];
    if (target.canvas.width !== wide || target.canvas.height !== high) {
      target.canvas.width = wide;
      target.canvas.height = high;
    }
    Object.assign(target, { view: view(), beyondX, beyondY, ratio });
    const context = target.canvas.getContext("2d", { alpha: target !== flat });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
    const { scale, x, y } = target.view;
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (x + beyondX), ratio * (y + beyondY));
    return context;
  }

  /** Lay a layer on the picture, moved and enlarged from the view it was drawn for to the view of now. */
  function lay(context, target, { scale, x, y }) {
    if (!target.view) return;
    const times = scale / target.view.scale;
    const { canvas, ratio, beyondX, beyondY } = target;
    context.imageSmoothingEnabled = times !== 1;
    context.drawImage(
      canvas,
      (-beyondX - target.view.x) * times + x,
      (-beyondY - target.view.y) * times + y,
      (canvas.width / ratio) * times,
      (canvas.height / ratio) * times,
    );
  }

  function area(target) {
    const { width, height } = frame();
    const at = (x, y) => ({ x: (x - target.view.x) / target.view.scale, y: (y - target.view.y) / target.view.scale });
    const [from, to] = [at(-target.beyondX, -target.beyondY), at(width + target.beyondX, height + target.beyondY)];
    return { left: from.x - 60, top: from.y - 60, right: to.x + 60, bottom: to.y + 60 };
  }

  /** Whether the map shows the view as it is now, without a blank edge. */
  function fits() {
    const here = view();
    return (
      map.view?.scale === here.scale &&
      Math.abs(map.view.x - here.x) <= map.beyondX &&
      Math.abs(map.view.y - here.y) <= map.beyondY &&
      map.width === frame().width &&
      map.height === frame().height
    );
  }

  function startMap() {
    const target = layer();
    const context = begin(target, MARGIN);
    Object.assign(target, { width: frame().width, height: frame().height });
    stale = false;
    const start = (most) => (making = { layer: target, steps: kg.drawMap(context, area(target), target.view.scale, dragged, most) });
    const count = kg.data.nodes.length;
    if (count <= AT_ONCE || (!map.view && count <= FIRST)) {
      start(Infinity);
      workOn(Infinity);
    } else if (!map.view) {
      start(FIRST);
      workOn(Infinity);
      stale = true;
      window.setTimeout(() => kg.network.redraw(), 0); // the rest follows once this has been seen
    } else {
      start(Infinity);
      window.requestAnimationFrame(slice);
    }
  }

  /** Go on with the next map for so many milliseconds; whether it is done. */
  function workOn(milliseconds) {
    const until = now() + milliseconds;
    while (making) {
      if (making.steps.next().done) {
        map = making.layer;
        making = null;
      } else if (now() > until) return false;
    }
    return true;
  }

  function slice() {
    if (!making) return;
    if (timer) making = null; // the view moves again: begin anew when it rests
    else if (workOn(SLICE)) compose();
    else window.requestAnimationFrame(slice);
    if (!making && timer) stale = true;
  }

  /** Put the layers together, for the view that the nodes and the names were drawn for. */
  function compose() {
    const context = begin(flat, MARGIN);
    context.setTransform(flat.ratio, 0, 0, flat.ratio, 0, 0);
    const [width, height] = [flat.canvas.width / flat.ratio, flat.canvas.height / flat.ratio];
    const here = { ...flat.view, x: flat.view.x + flat.beyondX, y: flat.view.y + flat.beyondY };
    context.fillStyle = kg.css("--ground");
    context.fillRect(0, 0, width, height);
    lay(context, map, here);
    if (kg.awakeNodes().length) lay(context, nodes, here);
    if (kg.lit()) {
      context.globalAlpha = VEIL;
      context.fillRect(0, 0, width, height);
      context.globalAlpha = 1;
    }
    lay(context, top, here);
    show();
  }

  /** Put the picture on vis-network's canvas, moved to the view of now, and what follows the pointer above it. */
  function show() {
    const { canvas } = kg.network;
    const context = canvas.getContext();
    const { width, height } = frame();
    const here = view();
    canvas.setTransform();
    if (!same(flat.view, here)) {
      context.fillStyle = kg.css("--ground");
      context.fillRect(0, 0, width, height);
    }
    lay(context, flat, here);
    if (!dragged) return;
    context.save();
    context.translate(here.x, here.y);
    context.scale(here.scale, here.scale);
    kg.drawDragged(context, dragged);
    context.restore();
  }

  /** Draw everything anew for the view as it is. */
  function whole() {
    const began = now();
    window.clearTimeout(timer);
    timer = 0;
    if (stale || !fits()) startMap();
    kg.drawNodes(begin(nodes, 0), dragged);
    kg.drawTop(begin(top, 0), dragged);
    compose();
    cost = now() - began;
    kg.settled();
  }

  /** In the place of vis-network's own drawing, which asks for it whenever something has changed. */
  function redraw(hidden) {
    const { canvas, body, renderer } = kg.network;
    if (!renderer.allowRedraw || !started) return;
    body.emitter.emit("initRedraw");
    renderer.redrawRequested = false;
    const drawn = canvas.frame.canvas;
    if (drawn.width === 0 || drawn.height === 0) canvas.setSize();
    if (hidden || canvas.frame.clientWidth === 0) return;
    kg.frames += 1;
    const moving = !same(top.view, view());
    const cheap = kg.data.nodes.length <= AT_ONCE && cost <= CHEAP; // of a larger graph the map is no part of the cost
    if (dragged || (moving && (timer || !cheap) && fitsSize())) {
      if (moving) rest();
      show();
    } else whole();
  }

  const fitsSize = () => map.view && map.width === frame().width && map.height === frame().height;

  function rest() {
    window.clearTimeout(timer);
    timer = window.setTimeout(whole, REST);
  }

  /** The picture as it is seen beside legend and panel, on a canvas of its own, so many times as sharp as a screen of plain
   * density. */
  kg.picture = function (times) {
    const { left, top: above, right, bottom } = kg.free();
    const { scale, x, y } = view();
    const canvas = element("canvas", { width: Math.round((right - left) * times), height: Math.round((bottom - above) * times) });
    const context = canvas.getContext("2d");
    const onto = () => context.setTransform(times * scale, 0, 0, times * scale, times * (x - left), times * (y - above));
    const fill = () => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = kg.css("--ground");
      context.fillRect(0, 0, canvas.width, canvas.height);
      onto();
    };
    fill();
    for (const _ of kg.drawMap(context, kg.sight(), scale));
    kg.drawNodes(context);
    if (kg.lit()) {
      context.globalAlpha = VEIL;
      fill();
      context.globalAlpha = 1;
    }
    kg.drawTop(context);
    return canvas;
  };

  /** How often the picture has been drawn or moved: for measurements. */
  kg.frames = 0;

  /** Let the map be drawn anew: the filters, the theme or the place of a node have changed. */
  kg.stale = function () {
    stale = true;
    making = null;
  };

  /** Let nodes follow the pointer, or with null stand still again. */
  kg.drag = function (taken) {
    dragged = taken;
    kg.stale();
    whole();
  };

  /** Take over the drawing from vis-network. */
  kg.takeOver = function () {
    kg.network.renderer._redraw = redraw;
  };

  /** Draw the first picture; before, nothing is drawn. */
  kg.start = function () {
    started = true;
    kg.network.redraw();
  };
})((window.kg = window.kg || {}));
