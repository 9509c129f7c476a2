"use strict";

// What stands out: a node with its lines, a fact, a connection, a type; drawn once more above a veil over everything else.
(function (kg) {
  const container = document.getElementById("graph");
  const MOST_ARROWS = 40;
  let lit = null; // what stands out: {nodes: Set of ids, edges: [edge], centre: ids}

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
      if (kg.awake(target.node)) kg.network.selectNodes([target.node.id], false);
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

  /** The rectangle of the canvas that is in sight, in its units, with a little around it. */
  kg.sight = function () {
    const { clientWidth, clientHeight } = container;
    const [from, to] = [kg.network.DOMtoCanvas({ x: -40, y: -40 }), kg.network.DOMtoCanvas({ x: clientWidth + 40, y: clientHeight + 40 })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  };

  function sight() {
    const { left, top, right, bottom } = kg.sight();
    return ({ x, y }) => x > left && x < right && y > top && y < bottom;
  }

  /** Draw the nodes that vis-network holds; where something stands out, all others as dots. */
  kg.drawNodes = function (context, dragged) {
    const seen = sight();
    for (const node of kg.awakeNodes().reverse()) {
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
    // Around a node of many lines their heads would be a black ring
    if (lit.edges.length > MOST_ARROWS || kg.data.relations[edge.relation].symmetric || from === to) return;
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
      for (const edge of kg.linesOf(node)) {
        context.moveTo(edge.source.x, edge.source.y);
        context.lineTo(edge.target.x, edge.target.y);
      }
      context.stroke();
    }
    for (const node of dragged) draw(context, node);
  };
})((window.kg = window.kg || {}));
