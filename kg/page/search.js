"use strict";

// The search box: names and aliases as one types, arrow keys and Enter, `/` from anywhere.
(function (kg) {
  const input = document.getElementById("search");
  const list = document.getElementById("hits");
  const MOST = 12;
  let hits = []; // {node, alias or undefined}
  let chosen = -1;

  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  const index = kg.ranked.map((node) => ({ node, name: plain(node.label), aliases: node.aliases.map(plain) }));

  /** How well a name answers, the less the better; Infinity where it does not. */
  function distance(name, words) {
    const at = name.indexOf(words);
    if (at < 0) return Infinity;
    return (name === words ? 0 : at === 0 ? 1 : 2) + name.length / 1000;
  }

  /** The best answers: [{node, alias}], the name before an alias, then the most connected. */
  kg.search = function (query, most = MOST) {
    const words = plain(query);
    if (!words) return kg.ranked.slice(0, most).map((node) => ({ node }));
    const found = [];
    for (const { node, name, aliases } of index) {
      let best = { node, rank: distance(name, words) };
      aliases.forEach((alias, i) => {
        const rank = distance(alias, words) + 0.5;
        if (rank < best.rank) best = { node, rank, alias: node.aliases[i] };
      });
      if (best.rank < Infinity) found.push(best);
    }
    return found.sort((a, b) => Math.floor(a.rank * 2) - Math.floor(b.rank * 2) || b.node.degree - a.node.degree || a.rank - b.rank).slice(0, most);
  };

  function choose(at) {
    chosen = at;
    [...list.querySelectorAll("[role=option]")].forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === chosen));
      if (i === chosen) row.scrollIntoView({ block: "nearest" });
    });
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `hit-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function take(at) {
    const hit = hits[at];
    if (!hit) return;
    close();
    input.value = hit.node.label;
    kg.go({ node: hit.node.id }, { fly: true });
  }

  function open() {
    hits = kg.search(input.value);
    const rows = hits.map(({ node, alias }, i) => {
      const row = kg.element("li", { id: `hit-${i}`, role: "option" }, kg.swatch(node.group));
      const name = kg.element("span", { className: "name" }, kg.element("bdi", { textContent: node.label }));
      if (alias) {
        const also = kg.element("small", {}, `${kg.text("alias")}${kg.text("colon")}`, kg.element("bdi", { textContent: alias }));
        name.append(also);
      }
      const about = [kg.label(kg.data.types[node.group].label), kg.known(node)].filter(Boolean).join(" · ");
      row.append(name, kg.element("span", { className: "type", textContent: about }));
      // Before the input loses the focus and the list closes
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => take(i));
      return row;
    });
    const note = (words) => kg.element("li", { role: "presentation", className: "note", textContent: words });
    if (!hits.length) rows.push(note(kg.text("noHits")));
    else if (!input.value.trim()) rows.unshift(note(kg.text("mostTied")));
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(input.value.trim() && hits.length ? 0 : -1);
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", () => {
    input.select();
    open();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter and the arrows belong to the input method
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      else if (hits.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") take(chosen);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return;
    event.preventDefault();
    input.focus();
  });
})((window.kg = window.kg || {}));
