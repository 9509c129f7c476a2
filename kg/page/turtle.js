"use strict";

// What is shown as Turtle, in the terms and under the IRIs of graph.ttl (kg/export/terms.py), so that the two can be put
// together: the nodes with their names and attributes, each fact as a direct property and as a node of its own with its
// qualifiers, its dates and its passages. docs/rdf.md tells what graph.ttl has beyond that.
(function (kg) {
  let rdf = null;
  // As in kg/export/terms.py: unreserved ASCII, the colon, unified ideographs, common punctuation; no dots at the end
  const ENCODED = /[^A-Za-z0-9\-_~.:\u3400-\u4dbf\u4e00-\u9fff“”‘’《》（）、·—]|\.(?=\.*$)/gu;
  const utf8 = new TextEncoder();

  const encoded = (words) =>
    words.replace(ENCODED, (found) => [...utf8.encode(found)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
  const iri = (kind, ...parts) => `<${rdf.base}${kind}/${parts.map(encoded).join("/")}>`;

  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const literal = (words, suffix = "") =>
    `"${String(words).toWellFormed().replace(/["\\\n\r\t]/g, (found) => ESCAPES[found])}"${suffix}`;
  const TYPES = { 10: "date", 7: "gYearMonth", 4: "gYear" };
  const date = (value) => literal(value, kg.days(value) ? `^^xsd:${TYPES[value.length]}` : "");
  const own = (name) => `kg:${name}`;

  function passage(number) {
    const { document, start, end } = kg.passage(number);
    const whole = iri("document", ...kg.data.documents[document].split("/"));
    return `${whole.slice(0, -1)}#char=${start},${end}>`;
  }

  /** JSON as Python writes it: the digests in the IRIs of facts are of that. */
  function python(value) {
    if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
    return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  async function factName(edge) {
    const { symmetric } = kg.data.relations[edge.relation];
    const ends = symmetric ? [edge.from, edge.to].sort() : [edge.from, edge.to];
    const qualifiers = Object.keys(rdf.relations[edge.relation].qualifiers).map((name) => edge.qualifiers[name] ?? null);
    const bytes = utf8.encode(python([edge.relation, ends, qualifiers]));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const words = [...digest.slice(0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { name: `${edge.relation}-${words}`, ends };
  }

  const block = (subject, pairs) => `${subject} ${pairs.map(([predicate, object]) => `${predicate} ${object}`).join(" ;\n    ")} .\n`;

  function origin(item) {
    const passages = item.evidence.map((number) => ["prov:wasDerivedFrom", passage(number)]);
    return item.inferred ? [[own("inferred"), "true"], ...passages] : passages;
  }

  function ofNode(node, edges) {
    const { classes, attributes } = rdf.types[node.group];
    const pairs = classes.map((name) => ["a", name]);
    pairs.push(["dcterms:identifier", literal(node.id)], ["skos:prefLabel", literal(node.label, "@zh")]);
    for (const alias of node.aliases) if (alias !== node.label) pairs.push(["skos:altLabel", literal(alias, "@zh")]);
    for (const [name, [property, datatype]] of Object.entries(attributes)) {
      const value = node.attributes[name];
      if (value !== undefined) pairs.push([property, datatype === "date" ? date(value) : literal(value)]);
    }
    for (const edge of edges) {
      pairs.push([rdf.relations[edge.relation].property, iri("id", edge.source === node ? edge.to : edge.from)]);
    }
    return block(iri("id", node.id), [...pairs, ...origin(node)]);
  }

  async function ofEdge(edge) {
    const { name, ends } = await factName(edge);
    const { property, classes, qualifiers } = rdf.relations[edge.relation];
    const pairs = classes.map((each) => ["a", each]);
    pairs.push(["rdf:subject", iri("id", ends[0])], ["rdf:predicate", property], ["rdf:object", iri("id", ends[1])]);
    for (const [qualifier, [term, datatype]] of Object.entries(qualifiers)) {
      const value = edge.qualifiers[qualifier];
      if (value === undefined) continue;
      if (datatype === "role") pairs.push([term, own(`${edge.relation}-${encoded(value)}`)]);
      else pairs.push([term, datatype === "date" ? date(value) : literal(value)]);
    }
    const { seen, as_of: asOf } = edge.qualifiers;
    for (const day of asOf ? new Set([asOf, ...(seen ?? [])]) : []) pairs.push([own("asOf"), date(day)]);
    return block(iri("fact", name), [...pairs, ...origin(edge)]);
  }

  /** What is shown, as Turtle. */
  kg.turtle = async function () {
    rdf ??= kg.block("rdf");
    const head = Object.entries(rdf.prefixes).map(([prefix, name]) => `@prefix ${prefix}: <${name}> .\n`);
    const nodes = kg.data.nodes.filter(kg.nodeShown);
    const edges = kg.shownEdges();
    const at = new Map();
    const put = (node, edge) => at.set(node, [...(at.get(node) ?? []), edge]);
    for (const edge of edges) {
      put(edge.source, edge);
      if (kg.data.relations[edge.relation].symmetric && edge.source !== edge.target) put(edge.target, edge);
    }
    const facts = [];
    // A few hundred at a time: each waits for a digest
    for (let i = 0; i < edges.length; i += 500) facts.push(...(await Promise.all(edges.slice(i, i + 500).map(ofEdge))));
    return [head.join(""), ...nodes.map((node) => ofNode(node, at.get(node) ?? [])), ...facts].join("\n");
  };
})((window.kg = window.kg || {}));
