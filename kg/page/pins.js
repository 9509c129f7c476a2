"use strict";

// Pinned nodes: they are shown whatever the filters say, and stand where they were put. The filters hold them (and so the
// address), by id with the place; the canvas follows.
(function (kg) {
  const place = (node) => ({ x: Math.round(node.x), y: Math.round(node.y) });

  function put(node, { x, y }) {
    if (node.x === x && node.y === y) return;
    Object.assign(node, { x, y });
    if (kg.awake(node)) kg.network.moveNode(node.id, x, y);
    kg.moved();
    kg.stale();
  }

  /** Pin a node where it stands, or let it go. */
  kg.togglePin = function (node) {
    const pinned = new Map(kg.filters.pinned);
    if (!pinned.delete(node.id)) pinned.set(node.id, place(node));
    kg.filter({ pinned });
  };

  document.addEventListener("kg:dragged", ({ detail: node }) => kg.filter({ pinned: new Map([...kg.filters.pinned, [node.id, place(node)]]) }));

  document.addEventListener("kg:filtered", () => {
    if (!kg.network) return;
    for (const node of [...kg.pinned.keys()]) if (!kg.filters.pinned.has(node.id)) kg.pin(node, false);
    for (const [id, where] of kg.filters.pinned) {
      const node = kg.nodes.get(id);
      if (!kg.pinned.has(node)) kg.pin(node, true);
      put(node, where);
    }
  });
})((window.kg = window.kg || {}));
