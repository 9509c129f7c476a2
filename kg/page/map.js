"use strict";

// What lies beneath the nodes that one can take hold of: the ground of each community, the lines, and a dot for every node
// that vis-network does not draw at the moment. It is drawn in small steps, so that a large graph does not stop the page.
(function (kg) {
  const CELL = 400; // canvas units; nodes are looked up by the cells they stand in
  const MOST_LINES = 9000; // lines in a picture, the most important first: more make a fog
  const MOST_FAR = 900; // of them between two communities, where there are more than MOST_LINES
  const SHORT = 3; // pixels; shorter lines in a large picture are not seen anyway
  const MOST_GROUNDS = 4000; // nodes in sight up to which communities have a ground
  const STAND_OUT = 90; // of the nodes in sight the most important are never smaller than BEACON pixels
  const BEACON = 3.2;
  const STEP = 1500; // rows between two looks at the clock

  let cells = null; // "column,row" -> nodes

  function grid() {
    if (cells) return cells;
    cells = new Map();
    for (const node of kg.data.nodes) {
      const key = `${Math.floor(node.x / CELL)},${Math.floor(node.y / CELL)}`;
      const found = cells.get(key);
      if (found) found.push(node);
      else cells.set(key, [node]);
    }
    return cells;
  }

  /** After a node has been moved. */
  kg.moved = () => (cells = discs = null);

  /** The nodes that the filters show in a rectangle of the canvas, the most important first. */
  kg.within = function ({ left, top, right, bottom }) {
    const shown = kg.nodeShown;
    const inside = (node) => node.x >= left && node.x <= right && node.y >= top && node.y <= bottom && shown(node);
    const wide = Math.ceil((right - left) / CELL) * Math.ceil((bottom - top) / CELL);
    if (wide > kg.data.nodes.length / 4) return kg.data.nodes.filter(inside);
    const found = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) {
        for (const node of grid().get(`${x},${y}`) ?? []) if (inside(node)) found.push(node);
      }
    }
    return found.sort((a, b) => a.index - b.index);
  };

  /** The node nearest to a point of the canvas, none further away than its own radius or `reach`. */
  kg.nodeAt = function ({ x, y }, reach) {
    const far = Math.max(reach, 40);
    let [best, least] = [null, Infinity];
    for (const node of kg.within({ left: x - far, top: y - far, right: x + far, bottom: y + far })) {
      const away = Math.hypot(node.x - x, node.y - y) - Math.max(node.size, reach);
      if (away < Math.min(0, least)) [best, least] = [node, away];
    }
    return best;
  };

  function* grounds(context, nodes) {
    context.fillStyle = context.strokeStyle = kg.css("--island");
    context.lineCap = "round";
    context.lineWidth = 44;
    context.beginPath();
    for (const [index, node] of nodes.entries()) {
      context.moveTo(node.x + node.size + 26, node.y);
      context.arc(node.x, node.y, node.size + 26, 0, 2 * Math.PI);
      if (index % 200 === 199) {
        context.fill();
        context.beginPath();
        yield;
      }
    }
    context.fill();
    if (nodes.length > MOST_GROUNDS / 4) return;
    context.beginPath();
    for (const node of nodes) {
      for (const edge of node.out) {
        if (edge.target.community !== node.community || !kg.edgeShown(edge)) continue;
        context.moveTo(node.x, node.y);
        context.lineTo(edge.target.x, edge.target.y);
      }
    }
    context.stroke();
  }

  let discs = null; // by community: {x, y, radius}

  /** From afar the ground of a community is a disc around its members. */
  function farGrounds(context, area) {
    if (!discs) {
      const boxes = new Map();
      for (const { x, y, community } of kg.data.nodes) {
        const box = boxes.get(community) ?? { left: x, right: x, top: y, bottom: y };
        [box.left, box.right] = [Math.min(box.left, x), Math.max(box.right, x)];
        [box.top, box.bottom] = [Math.min(box.top, y), Math.max(box.bottom, y)];
        boxes.set(community, box);
      }
      discs = [...boxes.values()].map(({ left, right, top, bottom }) => ({
        x: (left + right) / 2,
        y: (top + bottom) / 2,
        radius: Math.max(right - left, bottom - top) / 2 + 40,
      }));
    }
    context.fillStyle = kg.css("--island");
    for (const { x, y, radius } of discs) {
      if (x + radius < area.left || x - radius > area.right || y + radius < area.top || y - radius > area.bottom) continue;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }

  function arrow(context, source, target, length) {
    const angle = Math.atan2(target.y - source.y, target.x - source.x);
    const [x, y] = [target.x - Math.cos(angle) * (target.size + 1.5), target.y - Math.sin(angle) * (target.size + 1.5)];
    for (const turn of [0.38, -0.38]) {
      context.moveTo(x, y);
      context.lineTo(x - length * Math.cos(angle + turn), y - length * Math.sin(angle + turn));
    }
  }

  function* lines(context, area, scale, skip, most) {
    const { low, high, count } = kg.ends;
    const nodes = kg.data.nodes;
    const mask = kg.edgeMask();
    const large = count > MOST_LINES;
    // Within a community a line is plainer than between two: what is far apart stays calm
    const styles = new Map();
    let [drawn, far] = [0, 0];
    for (let id = 0; id < count && drawn < MOST_LINES; id += 1) {
      if (id % STEP === STEP - 1) yield;
      if (high[id] >= most) break; // edges stand where the less important of their ends does
      const [one, other] = [nodes[low[id]], nodes[high[id]]];
      if (one.x < area.left && other.x < area.left) continue;
      if (one.x > area.right && other.x > area.right) continue;
      if (one.y < area.top && other.y < area.top) continue;
      if (one.y > area.bottom && other.y > area.bottom) continue;
      if (skip?.has(one) || skip?.has(other)) continue;
      if (large && (Math.abs(one.x - other.x) + Math.abs(one.y - other.y)) * scale < SHORT) continue;
      const near = one.community === other.community;
      if (large && !near && far >= MOST_FAR) continue;
      if (!mask[id]) continue;
      if (!near) far += 1;
      const key = (near ? "near" : "far") + (kg.edgeAt(id).inferred ? " inferred" : "");
      if (!styles.has(key)) styles.set(key, []);
      styles.get(key).push(id);
      drawn += 1;
    }
    const arrows = drawn < 2500 && scale > 0.3;
    context.lineCap = "butt";
    context.lineWidth = 1 / scale;
    for (const [key, ids] of styles) {
      context.strokeStyle = kg.css(key.startsWith("near") ? "--edge" : drawn > 2000 ? "--edge-faint" : "--edge-far");
      const dashes = key.endsWith("inferred") ? [5 / scale, 4 / scale] : [];
      context.setLineDash(dashes);
      for (let begin = 0; begin < ids.length; begin += STEP) {
        context.beginPath();
        for (const id of ids.slice(begin, begin + STEP)) {
          const [one, other] = [nodes[low[id]], nodes[high[id]]];
          context.moveTo(one.x, one.y);
          context.lineTo(other.x, other.y);
        }
        context.stroke();
        yield;
      }
      if (!arrows) continue;
      context.setLineDash([]);
      context.beginPath();
      for (const id of ids) {
        const edge = kg.edgeAt(id);
        if (!kg.data.relations[edge.relation].symmetric && edge.source !== edge.target) arrow(context, edge.source, edge.target, 6);
      }
      context.stroke();
    }
    context.setLineDash([]);
  }

  /** A dot for a node that vis-network does not draw. */
  kg.dot = function (context, node, radius) {
    context.fillStyle = kg.colour(node.group);
    context.beginPath();
    context.arc(node.x, node.y, radius, 0, 2 * Math.PI);
    context.fill();
  };

  function* dots(context, nodes, scale, skip) {
    const groups = new Map();
    for (let i = nodes.length - 1; i >= STAND_OUT; i -= 1) {
      const node = nodes[i];
      if (kg.awake(node) || skip?.has(node)) continue;
      if (!groups.has(node.group)) groups.set(node.group, []);
      groups.get(node.group).push(node);
    }
    for (const [group, members] of groups) {
      context.fillStyle = kg.colour(group);
      for (let begin = 0; begin < members.length; begin += STEP) {
        context.beginPath();
        for (const { x, y, size } of members.slice(begin, begin + STEP)) {
          const radius = Math.max(size, 0.75 / scale);
          if (radius * scale < 1.6) context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
          else {
            context.moveTo(x + radius, y);
            context.arc(x, y, radius, 0, 2 * Math.PI);
          }
        }
        context.fill();
        yield;
      }
    }
    context.lineWidth = 1.2 / scale;
    context.strokeStyle = kg.css("--ground");
    for (const node of nodes.slice(0, STAND_OUT).reverse()) {
      if (kg.awake(node) || skip?.has(node)) continue;
      kg.dot(context, node, Math.max(node.size, BEACON / scale));
      context.stroke();
    }
  }

  /** Draw what lies in an area of the canvas, step by step: the context has the transform of the view. Nodes in `skip` are
   * left out, and where it is given all but the `most` important. */
  kg.drawMap = function* (context, area, scale, skip, most = Infinity) {
    const nodes = kg.within(area).slice(0, most);
    if (nodes.length <= MOST_GROUNDS) yield* grounds(context, nodes);
    else farGrounds(context, area);
    yield;
    yield* lines(context, area, scale, skip, most);
    yield* dots(context, nodes, scale, skip);
  };
})((window.kg = window.kg || {}));
