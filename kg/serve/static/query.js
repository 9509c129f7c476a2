// The query page: named questions and their parameters, a search for words, and YASGUI for SPARQL.
// Whatever comes from the graph is set as text, never as markup.
"use strict";

const element = (tag, text = "", ...children) => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...children);
  return made;
};

const asked = async (address) => {
  const answer = await fetch(address);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim());
  return text;
};

const START = `# 就绪的前缀：kg schema skos foaf org prov rdf rdfs ...
# The prefixes kg schema skos foaf org prov rdf rdfs ... need no declaration
SELECT ?name WHERE {
  ?who a foaf:Person ; skos:prefLabel ?name .
}
LIMIT 20
`;

// YASGUI as it comes asks other hosts for terms to complete and for endpoints; here is one endpoint and nobody else
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = START;
const endpoint = new URL("/sparql", location.href).href;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  persistenceId: null,
  persistencyExpire: 0,
});

const run = async (query) => {
  const tab = yasgui.getTab();
  tab.setQuery(query);
  await tab.query().catch(() => {}); // YASGUI shows what went wrong
};

const question = ({ name, zh, en, parameters }) => {
  const wrong = element("p");
  wrong.className = "wrong";
  const form = element("form");
  for (const [key, value] of Object.entries(parameters)) {
    const input = element("input");
    input.name = key;
    input.autocomplete = "off";
    input.required = true;
    if (value.startsWith("〈")) input.placeholder = value.slice(1, -1);
    else input.value = value;
    form.append(element("label", key, input));
  }
  form.append(element("button", "问 Ask"), wrong);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      const values = new URLSearchParams(new FormData(form));
      await run(await asked(`/queries/${encodeURIComponent(name)}?${values}`));
    } catch (error) {
      wrong.textContent = error.message;
    }
  });
  const summary = element("summary", zh, element("small", en));
  const made = element("details", "", summary, form);
  made.dataset.name = name;
  return made;
};

// The words in bold, as they stand in the passage
const marked = (text, words) => {
  const made = element("p");
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  let end = 0;
  for (const found of text.matchAll(new RegExp(escaped.join("|"), "giu"))) {
    made.append(text.slice(end, found.index), element("mark", found[0]));
    end = found.index + found[0].length;
  }
  made.append(text.slice(end));
  return made;
};

const hit = ({ kind, type, label, evidence }, words) => {
  const made = element("div", "", element("strong", label), kind === "entity" ? element("small", ` ${type}`) : "");
  made.className = "hit";
  for (const each of evidence) {
    made.append(marked(each.text, words), element("small", `${each.document} ${each.start}–${each.end}`));
  }
  return made;
};

document.getElementById("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  const shown = document.getElementById("hits");
  const words = document.getElementById("words").value.trim();
  try {
    const { hits } = JSON.parse(await asked(`/search?limit=20&q=${encodeURIComponent(words)}`));
    const split = words.split(/\s+/u).filter(Boolean).sort((one, other) => other.length - one.length);
    shown.replaceChildren(...(hits.length ? hits.map((each) => hit(each, split)) : [element("p", "没有找到 Nothing found")]));
  } catch (error) {
    shown.replaceChildren(element("p", error.message));
  }
});

asked("/queries").then((text) => {
  document.getElementById("questions").replaceChildren(...JSON.parse(text).map(question));
  document.documentElement.dataset.ready = "";
});
