"use strict";

// The search: of every node in the file, drawn or not.
(function (kg) {
  const input = document.getElementById("search");
  const list = document.getElementById("hits");
  const MOST = 12;

  let matcher; // made when the page has nothing better to do, or with the first letter typed
  const found = () => (matcher ??= kg.matcher(kg.ranked, (node) => [node.label, ...node.aliases]));

  /** The best answers, [{item: node, name}]: the whole name, then its beginning, then within it; a name before another name
   * of the thing (`name` above 0), then the most connected. Without a query the most connected. */
  kg.search = (query, most = MOST) => (query.trim() ? found()(query, most) : kg.ranked.slice(0, most).map((item) => ({ item })));

  kg.picker(input, list, {
    find: (query) => kg.search(query),
    row: kg.hitRow,
    note: (query) => (query.trim() ? null : kg.text("mostTied")),
    take({ item: node }) {
      input.value = node.label;
      kg.go({ node: node.id }, { fly: true });
    },
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return;
    event.preventDefault();
    input.focus();
  });
  (window.requestIdleCallback ?? window.setTimeout)(found);
})((window.kg = window.kg || {}));
