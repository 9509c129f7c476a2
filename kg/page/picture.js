"use strict";

// The picture as it is seen, to be saved: as PNG at twice the density, or as SVG, whose names stay text and whose marks one
// can take apart in a drawing program.
(function (kg) {
  const { drawing } = kg;
  const DENSITY = 2;

  const png = () => new Promise((done) => kg.picture(DENSITY).toBlob(done, "image/png"));

  function lines(edges, at, colour, width) {
    const group = drawing("g", { stroke: kg.css(colour), "stroke-width": width });
    for (const edge of edges) {
      const [from, to] = [at(edge.source), at(edge.target)];
      const dashes = edge.inferred ? { "stroke-dasharray": "5 4" } : {};
      group.append(drawing("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...dashes }));
    }
    return group;
  }

  function grounds(nodes, at, scale) {
    const group = drawing("g", { fill: kg.css("--island") });
    for (const node of nodes) {
      const { x, y } = at(node);
      group.append(drawing("circle", { cx: x, cy: y, r: ((node.size + 26) * scale).toFixed(1) }));
    }
    return group;
  }

  function marks(nodes, at, scale) {
    const group = drawing("g", { stroke: kg.css("--ground"), "stroke-width": 0.8 });
    for (const node of nodes) {
      const [{ x, y }, size] = [at(node), Math.max(1, node.size * scale) / 7]; // a mark has a radius of 7
      const mark = drawing("g", { transform: `translate(${x} ${y}) scale(${size.toFixed(3)}) translate(-8 -8)` }, kg.mark(node.group));
      mark.append(drawing("title", {}, node.label));
      group.append(mark);
    }
    return group;
  }

  function names() {
    const look = { "text-anchor": "middle", "dominant-baseline": "text-before-edge", fill: kg.css("--ink") };
    const halo = { stroke: kg.css("--ground"), "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" };
    const group = drawing("g", { ...look, ...halo });
    for (const { x, y, height, lines: words, size, weight, face } of kg.writtenNames()) {
      const text = drawing("text", { "font-size": size, "font-weight": weight, "font-family": face });
      words.forEach((line, i) => text.append(drawing("tspan", { x: x.toFixed(1), y: (y + i * height).toFixed(1) }, line)));
      group.append(text);
    }
    return group;
  }

  /** The picture as SVG; where something stands out, that alone. */
  kg.svg = function () {
    const { left, top, right, bottom } = kg.free();
    const [scale, origin, area, lit] = [kg.network.getScale(), kg.network.canvasToDOM({ x: 0, y: 0 }), kg.sight(), kg.lit()];
    const at = ({ x, y }) => ({ x: (origin.x + x * scale).toFixed(1), y: (origin.y + y * scale).toFixed(1) });
    const nodes = kg.within(area).filter((node) => !lit || lit.nodes.has(node.id));
    const seen = new Set(nodes);
    const edges = lit ? lit.edges : nodes.flatMap((node) => node.out).filter((edge) => kg.edgeShown(edge) && seen.has(edge.target));
    const [width, height] = [right - left, bottom - top];
    const ground = drawing("rect", { x: left, y: top, width, height, fill: kg.css("--ground") });
    const title = drawing("title", {}, document.title);
    const svg = drawing("svg", { width, height, viewBox: `${left} ${top} ${width} ${height}` }, title, ground);
    const near = ({ source, target }) => source.community === target.community;
    if (lit) svg.append(lines(edges, at, "--edge-lit", 1.3));
    else {
      svg.append(grounds(nodes, at, scale), lines(edges.filter((edge) => !near(edge)), at, "--edge-far", 1));
      svg.append(lines(edges.filter(near), at, "--edge", 1));
    }
    svg.append(marks(nodes.reverse(), at, scale), names());
    return new XMLSerializer().serializeToString(svg);
  };

  kg.addSaving("savePng", "graph.png", "image/png", png);
  kg.addSaving("saveSvg", "graph.svg", "image/svg+xml", () => kg.svg());
})((window.kg = window.kg || {}));
