"use strict";

// The sentences behind what the page says: with the words marked, and where they stand.
(function (kg) {
  const { element, text, label } = kg;

  /** A link to a node with its mark. */
  kg.link = function (node) {
    const made = element("a", { className: "node", href: kg.address({ node }) }, kg.swatch(node.group));
    made.append(element("bdi", { textContent: node.label }));
    made.title = label(kg.data.types[node.group].label);
    return made;
  };

  kg.chip = (words, why) => element("span", { className: "chip", textContent: words, title: why ?? "" });

  /** Rows made one page at a time: `make` gives an element for an item. */
  kg.paged = function (list, items, make, page = 60) {
    let shown = 0;
    const button = element("button", { type: "button", className: "more" });
    const next = () => {
      const more = items.slice(shown, shown + page);
      list.append(...more.map(make));
      shown += more.length;
      button.textContent = text("more", Math.min(page, items.length - shown));
      button.hidden = shown >= items.length;
    };
    button.addEventListener("click", next);
    next();
    return [list, button];
  };

  /** One sentence with its words marked; the article, its newspaper and date; the file and the place in it. */
  kg.quotation = function (sentence) {
    const words = element("p");
    for (const [piece, marked] of kg.pieces(sentence)) words.append(marked ? element("mark", { textContent: piece }) : piece);
    const source = element("footer");
    if (sentence.article !== null) {
      const article = kg.data.nodes[sentence.article];
      source.append(element("a", { href: kg.address({ node: article }), textContent: article.label, className: "title" }));
      for (const name of ["newspaper", "published"]) {
        if (article.attributes[name]) source.append(element("span", { className: name, textContent: article.attributes[name] }));
      }
    }
    const ranges = sentence.ranges.map(([start, end]) => `${start}–${end}`).join(", ");
    source.append(
      element("span", { className: "document", textContent: sentence.document }),
      element("span", { textContent: `${text("characters")} ${ranges}` }),
    );
    return element("blockquote", {}, words, source);
  };

  /** The sentences of a node or an edge, folded or not; or that it was concluded. */
  kg.evidence = function (item, open = false) {
    if (item.inferred) {
      return element("p", { className: "inferred" }, kg.chip(text("inferred")), ` ${text("inferredWhy")}`);
    }
    const made = element("details", { className: "evidence", open });
    made.append(element("summary", { textContent: text("evidence", item.evidence.length) }));
    const fill = () => made.childElementCount > 1 || made.append(...kg.paged(element("div"), kg.sentences(item), kg.quotation, 6));
    // The sentences of a folded fact are unpacked when it is unfolded: a province may have thousands
    if (open) fill();
    else made.addEventListener("toggle", fill, { once: true });
    return made;
  };

  /** The words of a passage. */
  kg.words = function (number) {
    const [{ points, offset, ranges }] = kg.sentences({ evidence: [number] });
    const [start, end] = ranges[0];
    return points.slice(start - offset, end - offset).join("");
  };
})((window.kg = window.kg || {}));
