"use strict";

// The names on the canvas. They are set anew at every drawing, the most important first, each where it covers no other, so
// that the whole is readable and more names appear as one comes closer.
(function (kg) {
  const FACE = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  const AREA = 35000; // square pixels for each of the most connected that are named at any zoom
  const READABLE = 5.5; // radius in pixels from which a node may be named
  const MOST = 260; // names at a time
  const LINE = 11; // characters on a line
  const NARROW = 500; // pixels; on a narrower canvas names have one line
  const CELL = 80; // pixels; labels are looked up by the cells they lie in

  const container = document.getElementById("graph");
  const prepared = new Map(); // node id -> {lines, size, widths by size}
  let placed = []; // {id, left, top, right, bottom} in pixels, for clicks

  /** A name in at most two lines, on a phone in one, cut where it is longer. */
  function lines(name) {
    const points = Array.from(name.replace(/\s+/gu, " "));
    const wide = (from, room) => {
      let [at, used] = [from, 0];
      while (at < points.length && used < room) used += points[at++].codePointAt(0) < 0x2e80 ? 0.55 : 1;
      return at;
    };
    if (wide(0, LINE + 2) >= points.length) return [points.join("")];
    const first = wide(0, LINE);
    if (container.clientWidth < NARROW) return [`${points.slice(0, first).join("")}…`];
    const second = wide(first, LINE);
    const rest = points.slice(first, second).join("");
    return [points.slice(0, first).join(""), second < points.length ? `${rest}…` : rest];
  }

  function prepare(context, node) {
    let found = prepared.get(node.id);
    if (!found) {
      const size = Math.round(Math.min(16, 11 + node.size / 6));
      const weight = node.size > 16 ? 600 : 400;
      found = { lines: lines(node.label), font: `${weight} ${size}px ${FACE}`, height: Math.round(size * 1.25), size, weight };
      context.font = found.font;
      found.width = Math.max(...found.lines.map((line) => context.measureText(line).width));
      prepared.set(node.id, found);
    }
    return found;
  }

  /** Boxes that do not overlap, found by the cells of a grid. */
  function board() {
    const cells = new Map();
    const covered = (box) => {
      const keys = [];
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) keys.push(`${x},${y}`);
      }
      return keys;
    };
    const clash = (box, other) =>
      box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
    return {
      taken: (box) => covered(box).some((key) => cells.get(key)?.some((other) => other.id !== box.id && clash(box, other))),
      take(box) {
        for (const key of covered(box)) {
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(box);
        }
      },
    };
  }

  function write(context, text, x, y, ink, ground) {
    context.lineWidth = 3.5;
    context.strokeStyle = ground;
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
  }

  /** What is said on the lines of the selected node, where there is room: the post, or the relation. */
  function writeRelations(context, free, toScreen, ink, ground) {
    const lit = kg.lit();
    if (!lit || lit.nodes.size > 16) return;
    const said = new Map();
    for (const edge of lit.edges) {
      const key = edge.from < edge.to ? `${edge.from}\n${edge.to}` : `${edge.to}\n${edge.from}`;
      if (!said.has(key)) said.set(key, { edge, words: new Set() });
      said.get(key).words.add(edge.qualifiers.post ?? kg.label(kg.data.relations[edge.relation].label));
    }
    context.font = `400 11px ${FACE}`;
    for (const { edge, words } of said.values()) {
      const [from, to] = [toScreen(kg.nodes.get(edge.from)), toScreen(kg.nodes.get(edge.to))];
      const text = lines([...words].join("、"))[0];
      const width = context.measureText(text).width;
      if (Math.hypot(from.x - to.x, from.y - to.y) < width + 60) continue;
      const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
      const box = { left: x - width / 2 - 3, right: x + width / 2 + 3, top: y - 8, bottom: y + 8 };
      if (free.taken(box)) continue;
      free.take(box);
      write(context, text, x, y - 6, ink, ground);
    }
  }

  /** Draw the names; on a context with the transform of the view. */
  kg.drawLabels = function (context) {
    const [ink, faint, ground] = ["--ink", "--soft", "--ground"].map(kg.css);
    const scale = kg.network.getScale();
    const origin = kg.network.canvasToDOM({ x: 0, y: 0 });
    const toScreen = (node) => ({ x: origin.x + node.x * scale, y: origin.y + node.y * scale });
    const { a, e, f } = context.getTransform();
    const ratio = a / scale;
    const { clientWidth: width, clientHeight: height } = container;
    const lit = kg.lit();
    const free = board(); // names
    const bodies = board(); // nodes
    const area = kg.free();
    placed = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, e - ratio * origin.x, f - ratio * origin.y);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";

    // Below the node, or above, or beside it; `bold` names may cover small nodes, `force` puts one there in any case
    const place = (node, bold, force = false) => {
      const { x, y } = toScreen(node);
      if (x < -60 || x > width + 60 || y < -40 || y > height + 10) return;
      const label = prepare(context, node);
      const [wide, high, away] = [label.width + 6, label.height * label.lines.length + 1, node.size * scale + 3];
      const boxes = [
        [x - wide / 2, y + away],
        [x - wide / 2, y - away - high],
        [x + away, y - high / 2],
        [x - away - wide, y - high / 2],
      ].map(([left, top]) => ({ id: node.id, left, top, right: left + wide, bottom: top + high }));
      const inside = boxes.filter((each) => each.left >= area.left && each.right <= area.right && !free.taken(each));
      const clear = inside.find((each) => !bodies.taken(each)) ?? (bold ? inside[0] : null);
      const box = clear ?? (force ? boxes[0] : null);
      if (!box) return;
      free.take(box);
      placed.push({ ...box, label });
    };
    const seen = (node) => {
      const { x, y } = toScreen(node);
      return x >= 0 && x <= width && y >= 0 && y <= height && kg.nodeShown(node);
    };
    for (const node of kg.ranked) {
      const { x, y } = toScreen(node);
      const half = node.size * scale * 0.8;
      if (half < 2) break; // the sizes fall with the rank
      if (!seen(node)) continue;
      if (!lit || lit.nodes.has(node.id)) {
        bodies.take({ id: node.id, left: x - half, right: x + half, top: y - half, bottom: y + half });
      }
    }
    if (lit) {
      for (const id of lit.centre) place(kg.nodes.get(id), true, true);
      writeRelations(context, free, toScreen, faint, ground);
    }
    const first = Math.max(12, Math.min(28, (width * height) / AREA));
    let rank = 0;
    const few = lit && lit.nodes.size < 60;
    for (const node of lit ? [...lit.nodes].map((id) => kg.nodes.get(id)).sort((a, b) => a.index - b.index) : kg.naming) {
      if (placed.length >= MOST) break;
      const small = node.size * scale < READABLE && !few;
      if (small && rank > first) {
        if (!lit && node !== kg.hubOf(node)) break; // after the hubs the sizes fall with the rank
        continue;
      }
      if (!seen(node) || lit?.centre.includes(node.id)) continue;
      rank += 1;
      place(node, rank <= first);
    }
    for (const { left, right, top, label } of placed) {
      context.font = label.font;
      label.lines.forEach((line, i) => write(context, line, (left + right) / 2, top + i * label.height, ink, ground));
    }
    context.restore();
  };

  /** The id of the node whose name is drawn at a point of the canvas, or null. */
  kg.labelAt = function ({ x, y }) {
    const hit = placed.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return hit ? hit.id : null;
  };

  /** The names that are drawn now: [{x, y, height, lines, size, weight, face}], the middle of the upper edge of the first line in
   * pixels. */
  kg.writtenNames = () =>
    placed.map(({ left, right, top, label }) => ({ x: (left + right) / 2, y: top, face: FACE, ...label }));

  /** The names that are drawn now, by node id: for tests. */
  kg.labelled = () => placed.map((box) => box.id);
})((window.kg = window.kg || {}));
