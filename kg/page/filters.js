"use strict";

// What is shown: one byte a node and one an edge, made anew when a filter changes. The canvas, the legend, the timeline, the
// table and what is saved all ask here, so they always agree.
(function (kg) {
  const { nodes } = kg.data;

  /** Nothing narrowed: what a page opens with. */
  const fresh = () => ({
    types: new Set(), // hidden
    relations: new Set(kg.relationNames.filter((name) => kg.data.relations[name].hidden)), // hidden
    linked: false, // only nodes with a line
    district: null, // id: only what is of it
    document: null, // name: only what it says
    from: "", // only what may have been between two dates (ISO, as exact as one likes)
    until: "",
    dated: false, // with such dates: not what has no date at all
    at: "", // posts held on a date, and what was known by then
    around: null, // {id, steps}: only what so many steps from a node
    hidden: new Set(), // ids of single nodes
    pinned: new Map(), // of nodes that stay whatever the rest says: by id where they stand, {x, y}
  });
  kg.filters = fresh();
  kg.freshFilters = fresh;

  let nodeMask = new Uint8Array(0);
  let edgeMask = new Uint8Array(0);
  let counts = { nodes: 0, edges: 0, types: [], relations: [] };

  kg.nodeShown = (node) => nodeMask[node.index] === 1;
  kg.edgeShown = (edge) => edgeMask[edge.id] === 1;
  kg.nodeMask = () => nodeMask;
  kg.edgeMask = () => edgeMask;

  /** The edges that are shown. */
  kg.shownEdges = function () {
    const found = [];
    for (let edge = 0; edge < edgeMask.length; edge += 1) if (edgeMask[edge]) found.push(kg.edgeAt(edge));
    return found;
  };

  /** How many nodes and edges are shown, in all and by the number of their type or relation. */
  kg.shownCounts = () => counts;

  /** Whether one of the dates of a row may lie between two days; `none` where it has no date. */
  function within({ start, first, last }, row, low, high, none) {
    if (start[row] === start[row + 1]) return none;
    for (let i = start[row]; i < start[row + 1]; i += 1) if (first[i] <= high && low <= last[i]) return true;
    return false;
  }

  function holds({ start, documents }, row, number) {
    for (let i = start[row]; i < start[row + 1]; i += 1) if (documents[i] === number) return true;
    return false;
  }

  /** By node whether it is of a district: within it, a body or project of it, or an event there. */
  function homes(district) {
    const { relation, from, to } = kg.columns();
    const { start, edges: lines } = kg.lines();
    const of = (...names) => new Set(names.map((name) => kg.relationNames.indexOf(name)));
    const inward = of("part_of", "belongs_to", "located_in", "held_in", "organized_by");
    const found = new Uint8Array(nodes.length);
    const queue = [kg.nodes.get(district).index];
    found[queue[0]] = 1;
    while (queue.length) {
      const row = queue.pop();
      for (let i = start[row]; i < start[row + 1]; i += 1) {
        const edge = lines[i];
        if (to[edge] !== row || found[from[edge]] || !inward.has(relation[edge])) continue;
        found[from[edge]] = 1;
        queue.push(from[edge]);
      }
    }
    return found;
  }

  /** Take nodes off a mask that fail a test; `keeps` may be slow, it is asked only for what is still on. */
  function keep(mask, keeps) {
    for (let row = 0; row < mask.length; row += 1) if (mask[row] && !keeps(row)) mask[row] = 0;
  }

  /** Edges whose ends are both shown. */
  function betweenShown(edgesOn, nodesOn) {
    const { from, to } = kg.columns();
    keep(edgesOn, (edge) => nodesOn[from[edge]] && nodesOn[to[edge]]);
  }

  function touched(edgesOn) {
    const { from, to } = kg.columns();
    const found = new Uint8Array(nodes.length);
    for (let edge = 0; edge < edgesOn.length; edge += 1) if (edgesOn[edge]) found[from[edge]] = found[to[edge]] = 1;
    return found;
  }

  function byTypes(filters, nodesOn, edgesOn) {
    const { type, relation } = kg.columns();
    const typeOn = kg.typeNames.map((name) => !filters.types.has(name));
    const relationOn = kg.relationNames.map((name) => !filters.relations.has(name));
    for (let row = 0; row < nodesOn.length; row += 1) nodesOn[row] = typeOn[type[row]] ? 1 : 0;
    for (let edge = 0; edge < edgesOn.length; edge += 1) edgesOn[edge] = relationOn[relation[edge]] ? 1 : 0;
    for (const id of filters.hidden) if (kg.nodes.has(id)) nodesOn[kg.nodes.get(id).index] = 0;
    for (const id of filters.pinned.keys()) if (kg.nodes.has(id)) nodesOn[kg.nodes.get(id).index] = 1;
    betweenShown(edgesOn, nodesOn);
  }

  function byDistrict(filters, nodesOn, edgesOn) {
    const { from, to } = kg.columns();
    const home = homes(filters.district);
    keep(edgesOn, (edge) => home[from[edge]] || home[to[edge]]);
    const reached = touched(edgesOn);
    keep(nodesOn, (row) => home[row] || reached[row]);
  }

  function byDocument(filters, nodesOn, edgesOn) {
    const number = kg.data.documents.indexOf(filters.document);
    const [ofNodes, ofEdges] = [kg.nodeDocuments(), kg.edgeDocuments()];
    const said = edgesOn.slice();
    keep(said, (edge) => holds(ofEdges, edge, number));
    const reached = touched(said);
    keep(nodesOn, (row) => reached[row] || holds(ofNodes, row, number));
    // What was concluded stands in no document: it stays between what does
    keep(edgesOn, (edge) => said[edge] || ofEdges.start[edge] === ofEdges.start[edge + 1]);
  }

  /** Leave out nodes all of whose lines a filter has taken away, and those with a date that it does not fit. */
  function withoutLost(nodesOn, edgesBefore, edgesOn, own) {
    betweenShown(edgesOn, nodesOn);
    const [before, after] = [touched(edgesBefore), touched(edgesOn)];
    keep(nodesOn, (row) => after[row] || own(row) === true || (own(row) === null && !before[row]));
  }

  function byDates(filters, nodesOn, edgesOn) {
    const low = kg.days(filters.from)?.[0] ?? -Infinity;
    const high = kg.days(filters.until)?.[1] ?? Infinity;
    const [ofNodes, ofEdges] = [kg.nodeDates(), kg.edgeDates()];
    const post = kg.relationNames.indexOf("holds_post");
    const { relation } = kg.columns();
    const before = edgesOn.slice();
    const own = (row) => within(ofNodes, row, low, high, filters.dated ? false : null);
    keep(nodesOn, (row) => own(row) !== false || ofNodes.start[row] === ofNodes.start[row + 1]);
    keep(edgesOn, (edge) => {
      if (relation[edge] === post && kg.isHeld(edge, low, high)) return true;
      return within(ofEdges, edge, low, high, !filters.dated);
    });
    withoutLost(nodesOn, before, edgesOn, own);
  }

  /** Posts held on a date; of everything else what was told by then. As `kg show --at`. */
  function byMoment(filters, nodesOn, edgesOn) {
    const [first, last] = kg.days(filters.at);
    const [ofNodes, ofEdges] = [kg.nodeDates(), kg.edgeDates()];
    const post = kg.relationNames.indexOf("holds_post");
    const { relation } = kg.columns();
    const before = edgesOn.slice();
    const own = (row) => within(ofNodes, row, -Infinity, last, null);
    keep(nodesOn, (row) => own(row) !== false);
    keep(edgesOn, (edge) =>
      relation[edge] === post ? kg.isHeld(edge, first, last) : within(ofEdges, edge, -Infinity, last, true),
    );
    withoutLost(nodesOn, before, edgesOn, own);
  }

  function byDistance({ around: { id, steps } }, nodesOn, edgesOn) {
    const near = kg.near(kg.nodes.get(id).index, steps, edgesOn);
    keep(nodesOn, (row) => near[row] > 0);
    nodesOn[kg.nodes.get(id).index] = 1;
  }

  /** By node how many steps it is from a row, plus one; 0 where it is further than that many. */
  kg.near = function (centre, steps, edgesOn = edgeMask) {
    const { from, to } = kg.columns();
    const { start, edges: lines } = kg.lines();
    const found = new Uint8Array(nodes.length);
    found[centre] = 1;
    let edge = [centre];
    for (let step = 1; step <= steps; step += 1) {
      const next = [];
      for (const row of edge) {
        for (let i = start[row]; i < start[row + 1]; i += 1) {
          if (!edgesOn[lines[i]]) continue;
          const other = from[lines[i]] === row ? to[lines[i]] : from[lines[i]];
          if (found[other]) continue;
          found[other] = step + 1;
          next.push(other);
        }
      }
      edge = next;
    }
    return found;
  };

  function count() {
    const { type, relation } = kg.columns();
    counts = { nodes: 0, edges: 0, types: kg.typeNames.map(() => 0), relations: kg.relationNames.map(() => 0) };
    for (let row = 0; row < nodeMask.length; row += 1) if (nodeMask[row]) counts.types[type[row]] += 1;
    for (let edge = 0; edge < edgeMask.length; edge += 1) {
      if (edgeMask[edge]) counts.relations[relation[edge]] += 1;
    }
    for (const [all, parts] of [["nodes", counts.types], ["edges", counts.relations]]) counts[all] = parts.reduce((sum, count) => sum + count, 0);
  }

  /** What filters leave: {nodesOn, edgesOn}, a byte each. */
  kg.masks = function (filters) {
    const [nodesOn, edgesOn] = [new Uint8Array(nodes.length), new Uint8Array(kg.ends.count)];
    byTypes(filters, nodesOn, edgesOn);
    if (filters.district) byDistrict(filters, nodesOn, edgesOn);
    if (filters.document) byDocument(filters, nodesOn, edgesOn);
    if (kg.days(filters.at)) byMoment(filters, nodesOn, edgesOn);
    if (kg.days(filters.from) || kg.days(filters.until)) byDates(filters, nodesOn, edgesOn);
    betweenShown(edgesOn, nodesOn);
    if (filters.around) byDistance(filters, nodesOn, edgesOn);
    betweenShown(edgesOn, nodesOn);
    if (filters.linked) {
      const reached = touched(edgesOn);
      keep(nodesOn, (row) => reached[row]);
    }
    for (const id of filters.pinned.keys()) if (kg.nodes.has(id)) nodesOn[kg.nodes.get(id).index] = 1;
    return { nodesOn, edgesOn };
  };

  /** Change filters, draw what they leave, and tell everyone who shows it ("kg:filtered"). */
  kg.filter = function (changes = {}) {
    Object.assign(kg.filters, changes);
    const { nodesOn, edgesOn } = kg.masks(kg.filters);
    [nodeMask, edgeMask] = [nodesOn, edgesOn];
    count();
    document.dispatchEvent(new CustomEvent("kg:filtered"));
  };

  /** Whether anything but the types and relations narrows what is shown. */
  kg.narrowed = ({ district, document: name, from, until, at, around, hidden } = kg.filters) =>
    Boolean(district || name || from || until || at || around || hidden.size);

  /** Take back what hides these nodes: first their types, then, where that is not enough, all that narrows. */
  kg.unhide = function (wanted) {
    if (wanted.every(kg.nodeShown)) return;
    const { types, hidden } = kg.filters;
    for (const node of wanted) {
      types.delete(node.group);
      hidden.delete(node.id);
    }
    kg.filter();
    if (wanted.every(kg.nodeShown)) return;
    const { types: left, relations, pinned } = kg.filters;
    kg.filter({ ...fresh(), types: left, relations, pinned });
  };

  kg.filter();
})((window.kg = window.kg || {}));
