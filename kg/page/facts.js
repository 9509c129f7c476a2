"use strict";

// One fact as a row: the other end, the post or the role, the dates, and the sentences that say so.
(function (kg) {
  const { element, text, label } = kg;
  const FEW = 4; // dates that are written out

  /** What qualifies a fact: the post first, then the dates, then anything else with its name. */
  kg.qualifiers = function (edge) {
    const { post, aliases, role, as_of: asOf, seen, former, start, end, over, ...others } = edge.qualifiers;
    const made = [];
    const say = (words, className) => made.push(element("span", { className, textContent: words }));
    if (post) say(post, "post");
    if (aliases && post) made.at(-1).title = aliases.join("、");
    if (role) say(kg.value(role), "post");
    if (former) say(text("former"), "when");
    if (start) say(text("since", start), "when");
    // An event and an article say their own dates, and a beginning is said already
    const known = [start, ...[edge.source, edge.target].flatMap(({ attributes: has }) => [has.date, has.published])];
    const dates = (seen || (asOf ? [asOf] : [])).filter((date) => !known.includes(date));
    const told = dates.length > FEW ? [text("span", dates[0], dates.at(-1), dates.length)] : dates;
    if (told.length) say(text(edge.relation === "holds_post" ? "asOf" : "dated", told.join(text("comma"))), "when");
    if (end) say(text("until", end), "when");
    if (over) say(text("over", over), "when");
    const names = kg.data.relations[edge.relation].qualifiers;
    for (const [name, value] of Object.entries(others)) {
      say(`${names[name] ? label(names[name]) : name}${text("colon")}${kg.value(value)}`, "when");
    }
    return made;
  };

  /** Of a post, how it is known that it was held on the date that is asked for; null where no date is asked for. */
  kg.grounds = function (edge) {
    const days = edge.relation === "holds_post" ? kg.days(kg.filters.at) : null;
    if (!days) return null;
    const held = kg.heldAt(edge, ...days);
    if (!held) return element("span", { className: "when not-held", textContent: text("notHeld", kg.filters.at) });
    const words = { seen: text("heldSeen"), between: text("heldBetween", held.from, held.to), since: text("heldSince", held.from) };
    return element("span", { className: "when held", textContent: words[held.grounds] });
  };

  /** A row of what `node` is tied to by an edge. `of` is a body of the node's, where the fact is that body's. */
  kg.fact = function (edge, node, open = false, of = null) {
    const other = kg.other(edge, of ?? node);
    const row = element("div", { className: "row" }, kg.link(other), ...kg.qualifiers(edge), kg.grounds(edge));
    const about = kg.summary(other);
    if (about) row.append(element("span", { className: "about", textContent: about }));
    if (of) row.append(element("span", { className: "about of" }, `${text("ofBody")} `, element("a", { href: kg.address({ node: of }) }, element("bdi", { textContent: of.label }))));
    return element("li", {}, row, kg.evidence(edge, open));
  };

  /** A fact from outside: both ends and the relation between them. */
  kg.wholeFact = function (edge, open, className = "") {
    const relation = kg.data.relations[edge.relation];
    const says = element("div", { className: "row" }, element("bdi", { textContent: edge.source.label }));
    says.append(
      element("span", { className: "relation", textContent: label(relation.label), title: label(relation.definition) }),
      element("bdi", { textContent: edge.target.label }),
      ...kg.qualifiers(edge),
    );
    const grounds = kg.grounds(edge);
    if (grounds) says.append(grounds);
    return element("li", { className }, says, kg.evidence(edge, open));
  };
})((window.kg = window.kg || {}));
