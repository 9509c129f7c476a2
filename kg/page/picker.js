"use strict";

// A box that one types in and a list of answers below it: arrow keys and Enter, as WAI-ARIA describes a combobox.
(function (kg) {
  /** `find` gives the items for what is typed, `row` the contents of one item's row, `take` is called with the item chosen;
   * `note` may give a line above the rows. The list is opened by the focus too. */
  kg.picker = function (input, list, { find, row, take, note = () => null }) {
    let items = [];
    let chosen = -1;
    const prefix = `${list.id}-`;
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
      input.setAttribute(name, value);
    }
    input.autocomplete = "off";
    input.spellcheck = false;
    list.setAttribute("role", "listbox");

    function choose(at) {
      chosen = at;
      [...list.querySelectorAll("[role=option]")].forEach((each, i) => {
        each.setAttribute("aria-selected", String(i === chosen));
        if (i === chosen) each.scrollIntoView({ block: "nearest" });
      });
      if (chosen >= 0) input.setAttribute("aria-activedescendant", `${prefix}${chosen}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function accept(at) {
      if (at < 0 || at >= items.length) return;
      const item = items[at];
      close();
      take(item);
    }

    function open() {
      items = find(input.value);
      const rows = items.map((item, i) => {
        const made = kg.element("li", { id: `${prefix}${i}`, role: "option" }, ...row(item));
        // Before the input loses the focus and the list closes
        made.addEventListener("pointerdown", (event) => event.preventDefault());
        made.addEventListener("click", () => accept(i));
        return made;
      });
      const words = items.length ? note(input.value) : kg.text("noHits");
      if (words) rows.unshift(kg.element("li", { role: "presentation", className: "note", textContent: words }));
      list.replaceChildren(...rows);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      choose(input.value.trim() && items.length ? 0 : -1);
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
        else if (items.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
      } else if (event.key === "Enter" && !list.hidden) accept(chosen);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  };

  /** The row of a node: its mark, its name with the other name that answered, its type and what tells it from others. */
  kg.hitRow = function ({ item: node, name: number = 0 }) {
    const name = kg.element("span", { className: "name" }, kg.element("bdi", { textContent: node.label }));
    if (number) {
      const alias = kg.element("bdi", { textContent: node.aliases[number - 1] });
      name.append(kg.element("small", {}, `${kg.text("alias")}${kg.text("colon")}`, alias));
    }
    const type = kg.element("span", { className: "type" }, kg.label(kg.data.types[node.group].label));
    const about = kg.known(node);
    if (about) type.append(" · ", kg.element("bdi", { textContent: about }));
    return [kg.swatch(node.group), name, type];
  };
})((window.kg = window.kg || {}));
