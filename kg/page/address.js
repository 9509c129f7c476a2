"use strict";

// Where one is, as an address: #target;filter=value;… What is selected, what is filtered, which view, and where the canvas
// stands; so a link opens the same page elsewhere, and the back button works. The language and the theme are the reader's.
//   #id                       a node               #source&relation&target    a fact (&1 for the second of its kind)
//   #?type                    the nodes of a type  #source&&target            the shortest connection of two nodes
(function (kg) {
  const encode = encodeURIComponent;
  const list = (values) => [...values].map(encode).join(",");

  /** The facts of the same relation between the same two nodes: one person may hold two posts in one body. */
  const alike = ({ from, relation, to }) =>
    kg.nodes.get(from)?.out.filter((edge) => edge.relation === relation && edge.to === to) ?? [];

  /** The address of a target alone: {node: id}, {edge}, {type} or {path: [id, id]}; # for none. */
  kg.address = function (target) {
    if (!target) return "#";
    if (target.node) return `#${encode(target.node.id ?? target.node)}`;
    if (target.type) return `#?${encode(target.type)}`;
    if (target.path) return `#${encode(target.path[0])}&&${encode(target.path[1])}`;
    const { from, relation, to } = target.edge;
    const at = alike(target.edge).indexOf(target.edge);
    return `#${[from, relation, to, ...(at > 0 ? [at] : [])].map(encode).join("&")}`;
  };

  /** What the first part of an address leads to, in objects of the data, or null. */
  function target(words) {
    if (!words) return null;
    if (words.startsWith("?")) {
      const type = words.slice(1);
      return Object.hasOwn(kg.data.types, type) ? { type } : null;
    }
    const parts = words.split("&");
    if (parts.length === 3 || parts.length === 4) {
      const [from, relation, to, at = 0] = parts.map(decodeURIComponent);
      if (!relation) return kg.nodes.has(from) && kg.nodes.has(to) && from !== to ? { path: [from, to] } : null;
      const edge = alike({ from, relation, to })[at];
      return edge ? { edge } : null;
    }
    const node = kg.nodes.get(decodeURIComponent(words));
    return node ? { node } : null;
  }

  // The filters, each with how it is written and read; what is as at first is not written
  const signs = (now, first) => [...[...now].filter((name) => !first.has(name)).map((name) => `-${name}`), ...[...first].filter((name) => !now.has(name)).map((name) => `+${name}`)];
  const signed = (first, names) => (value) => {
    const made = new Set(first);
    for (const each of value) {
      if (!names.includes(each.slice(1))) continue;
      if (each[0] === "-") made.add(each.slice(1));
      else made.delete(each.slice(1));
    }
    return made;
  };
  const known = (value) => new Set(value.filter((id) => kg.nodes.has(id)));
  const places = (value) => {
    const made = new Map();
    for (let i = 0; i + 2 < value.length; i += 3) {
      const [x, y] = [Number(value[i + 1]), Number(value[i + 2])];
      if (kg.nodes.has(value[i]) && Number.isFinite(x) && Number.isFinite(y)) made.set(value[i], { x, y });
    }
    return made;
  };
  const date = (value) => (kg.days(value[0]) ? value[0] : "");
  const flag = () => true;
  const FILTERS = {
    types: { write: (now, first) => signs(now, first), read: (value, first) => signed(first, kg.typeNames)(value) },
    relations: { write: (now, first) => signs(now, first), read: (value, first) => signed(first, kg.relationNames)(value) },
    linked: { write: (now) => (now ? ["1"] : []), read: flag },
    district: { write: (now) => (now ? [now] : []), read: ([id]) => (kg.nodes.has(id) ? id : null) },
    document: { write: (now) => (now ? [now] : []), read: ([name]) => (kg.data.documents.includes(name) ? name : null) },
    from: { write: (now) => (now ? [now] : []), read: date },
    until: { write: (now) => (now ? [now] : []), read: date },
    dated: { write: (now) => (now ? ["1"] : []), read: flag },
    at: { write: (now) => (now ? [now] : []), read: date },
    around: {
      write: (now) => (now ? [now.id, String(now.steps)] : []),
      read: ([id, steps]) => (kg.nodes.has(id) && ["1", "2", "3"].includes(steps) ? { id, steps: Number(steps) } : null),
    },
    hidden: { write: (now) => [...now], read: known },
    pinned: { write: (now) => [...now].flatMap(([id, { x, y }]) => [id, String(x), String(y)]), read: places },
  };

  /** The whole address of {target, view, filters, table, camera}. */
  kg.writeAddress = function ({ target: of, view, filters, table, camera }) {
    const parts = [kg.address(of)];
    const first = kg.freshFilters();
    for (const [name, { write }] of Object.entries(FILTERS)) {
      const values = write(filters[name], first[name]);
      if (values.length) parts.push(`${name}=${list(values)}`);
    }
    if (view !== "graph") parts.push(`view=${view}`);
    if (view === "table") parts.push(`table=${list([table.of, table.by, table.down ? "down" : "up"])}`);
    if (camera) parts.push(`camera=${[camera.x.toFixed(0), camera.y.toFixed(0), camera.scale.toFixed(3)].join(",")}`);
    return parts.join(";");
  };

  /** What an address says, in the shape of `writeAddress`; what it does not say, or not rightly, is as at first. */
  kg.readAddress = function (address) {
    const found = { target: null, view: "graph", filters: kg.freshFilters(), table: { of: "facts", by: "", down: false }, camera: null };
    const [first, ...rest] = address.replace(/^#/, "").split(";");
    try {
      found.target = target(first);
    } catch {
      // not one of ours: a lone % sign
    }
    for (const part of rest) {
      let name, value;
      try {
        [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1).split(",").map(decodeURIComponent)];
      } catch {
        continue;
      }
      if (Object.hasOwn(FILTERS, name)) found.filters[name] = FILTERS[name].read(value, kg.freshFilters()[name]);
      else if (name === "view" && ["timeline", "table"].includes(value[0])) found.view = value[0];
      else if (name === "table") found.table = { of: value[0] === "nodes" ? "nodes" : "facts", by: value[1] ?? "", down: value[2] === "down" };
      else if (name === "camera") {
        const [x, y, scale] = value.map(Number);
        if ([x, y, scale].every(Number.isFinite) && scale > 0) found.camera = { x, y, scale };
      }
    }
    return found;
  };
})((window.kg = window.kg || {}));
