from __future__ import annotations

import io
import random
import warnings

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, RdfFormat, Store, Triple, parse
from small_graph import (
    AREA,
    ARTICLE,
    BUREAU,
    COUNTY,
    DOCUMENT,
    DRIVE,
    EDGES,
    FIRM,
    GOVERNMENT,
    HE,
    HOSTILE,
    JOBS,
    LIN,
    NODES,
    OUTPUT,
    PAGE,
    PARK,
    SIGNING,
    SU,
    TEA,
    TOWN,
    graph_named,
    graph_of,
    small_graph,
)

from kg.export import turtle
from kg.export.characters import well_formed
from kg.export.terms import PREFIXES, names, own, term
from kg.graph import Graph

NAMES = names()


def written(graph: Graph) -> str:
    stream = io.StringIO(newline="")
    turtle.write(graph, stream)
    return stream.getvalue()


def triples(graph: Graph) -> list[Triple]:
    found = [quad.triple for quad in parse(written(graph).encode("utf-8"), RdfFormat.TURTLE)]
    return [triple for triple in found if isinstance(triple, Triple)]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(written(small_graph()).encode("utf-8"), RdfFormat.TURTLE)
    return store


def holds(store: Store, pattern: str, **nodes: str) -> bool:
    """Whether the pattern is in the graph, with the node of an id in the place of each `{name}`."""
    iris = {name: str(NAMES.entity(node)) for name, node in nodes.items()}
    for name, iri in iris.items():
        pattern = pattern.replace("{" + name + "}", iri)
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))


def solutions(store: Store, query: str) -> list[QuerySolution]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    return list(found)


def test_rdflib_and_pyoxigraph_read_the_same_triples() -> None:
    text = written(small_graph())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        by_rdflib = rdflib.Graph().parse(data=text, format="turtle")
    # Not the objects: rdflib may write a number another way
    ends = {(str(s), str(p)) for s, p, _ in by_rdflib}
    found = triples(small_graph())
    assert len(by_rdflib) == len(found) > 500
    assert ends == {(t.subject.value, t.predicate.value) for t in found if isinstance(t.subject, NamedNode)}


def test_no_blank_nodes() -> None:
    assert {type(t.subject) for t in triples(small_graph())} == {NamedNode}
    assert {type(t.object) for t in triples(small_graph())} == {NamedNode, Literal}


def test_the_prefixes_are_declared_in_order() -> None:
    declared = [line.split()[1] for line in written(small_graph()).splitlines() if line.startswith("@prefix")]
    assert declared == [f"{prefix}:" for prefix in sorted(PREFIXES)]


def test_a_name_among_the_aliases_is_no_alternative_to_itself() -> None:
    graph = small_graph()
    graph.nodes[COUNTY]["aliases"] = ["青禾县", "县里"]
    assert written(graph) == written(small_graph())


def test_same_bytes_in_whatever_order_the_graph_was_built() -> None:
    nodes, edges = NODES[:], EDGES[:]
    random.Random(7).shuffle(nodes)
    random.Random(8).shuffle(edges)
    assert written(graph_of(nodes, edges)) == written(small_graph())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back(name: str) -> None:
    graph = graph_named(name)
    found = triples(graph)
    for node in graph:
        labels = [t.object for t in found if t.subject == NAMES.entity(node) and t.predicate == term("skos:prefLabel")]
        assert labels == [Literal(name, language="zh")]
    assert len(rdflib.Graph().parse(data=written(graph), format="turtle")) == len(found)


@given(st.text(st.characters(), min_size=1))
def test_any_name_comes_back(name: str) -> None:
    quotes = [t.object for t in triples(graph_named(name)) if t.predicate == term("prov:value")]
    assert quotes == [Literal(well_formed(name))]


@given(st.text(".:-_~%/'\"#林·“ 0é\u2028🏮!$&()*+,;=[]@\\", max_size=5))
def test_rdflib_reads_any_prefixed_name(name: str) -> None:
    text = turtle.turtle([Triple(NAMES.entity(name), term("rdf:type"), own(name))])
    triple = next(iter(rdflib.Graph().parse(data=text, format="turtle")))
    assert (str(triple[0]), str(triple[2])) == (NAMES.entity(name).value, own(name).value)


def test_every_entity_and_every_fact_says_where_it_comes_from(store: Store) -> None:
    query = """SELECT ?node WHERE {
        { ?node dcterms:identifier ?id FILTER(STRSTARTS(STR(?node), STR(id:))) } UNION { ?node a rdf:Statement }
        %s
    }"""
    without = "FILTER NOT EXISTS { ?node prov:wasDerivedFrom|kg:inferred ?origin }"
    assert len(solutions(store, query % "")) == len(NODES) + len(EDGES)
    assert not solutions(store, query % without)


def test_every_edge_has_its_direct_triple(store: Store) -> None:
    for source, target, row in small_graph().edges(data=True):
        pattern = "{a} ?p {b} . ?fact rdf:subject {a} ; rdf:predicate ?p ; rdf:object {b}"
        reverse = "{b} ?p {a} . ?fact rdf:subject {b} ; rdf:predicate ?p ; rdf:object {a}"
        # Of a relation that holds either way round, the fact is told one way round
        assert holds(store, pattern, a=source, b=target) or (
            row["type"] == "cooperates_with" and holds(store, reverse, a=source, b=target)
        )


def test_a_passage_is_the_slice_of_its_document(store: Store) -> None:
    query = """SELECT ?passage ?start ?end ?text ?file WHERE {
        ?passage a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ; prov:value ?text .
        ?passage prov:wasQuotedFrom ?file . ?file a kg:Document }"""
    rows = solutions(store, query)
    assert len(rows) > 20
    for row in rows:
        start, end = int(row["start"].value), int(row["end"].value)
        assert row["text"].value == PAGE[start:end]
        assert row["file"] == NAMES.document(DOCUMENT)
        assert row["passage"].value == f"{NAMES.document(DOCUMENT).value}#char={start},{end}"


def test_a_passage_is_quoted_from_its_article_and_its_document(store: Store) -> None:
    pattern = "{c} prov:wasDerivedFrom ?passage . ?passage prov:wasQuotedFrom {a} , ?file . ?file a kg:Document"
    assert holds(store, pattern, c=COUNTY, a=ARTICLE)
    assert holds(store, pattern.replace("{c}", "{he}"), he=HE, a=ARTICLE)


def test_a_post_is_a_membership_in_a_body(store: Store) -> None:
    pattern = """?m a org:Membership ; org:member {lin} ; org:organization {government} ; org:role ?role .
        ?m kg:post "副县长" .
        ?role a org:Role ; skos:prefLabel "副县长"@zh .
        {lin} org:holds ?post ; org:memberOf {government} ; kg:holdsPostIn {government} .
        ?post a org:Post ; org:postIn {government} ; org:role ?role .
        ?m kg:seat ?post ; org:memberDuring ?time .
        ?time a time:Interval ; time:hasEnd/time:inXSDgYear "2022"^^xsd:gYear .
        FILTER NOT EXISTS { ?time time:inside|time:hasBeginning ?other }"""
    assert holds(store, pattern, lin=LIN, government=GOVERNMENT)


def test_a_post_in_a_district_is_one_in_its_authorities(store: Store) -> None:
    pattern = """?m org:member {lin} ; org:organization ?body ; rdf:object {county} ; org:memberDuring ?time .
        ?body a org:FormalOrganization ; schema:areaServed {county} ; kg:inferred true .
        ?time time:inside/time:inXSDDate "2023-05-12"^^xsd:date .
        ?time time:hasBeginning/time:inXSDgYearMonth "2023-03"^^xsd:gYearMonth .
        FILTER NOT EXISTS { ?time time:hasEnd ?end }"""
    assert holds(store, pattern, lin=LIN, county=COUNTY)
    assert not holds(store, "?m org:organization {county}", county=COUNTY)


def test_a_post_seen_twice_is_one_membership_around_both_dates(store: Store) -> None:
    pattern = """?m org:member {su} ; kg:post "局长" ; kg:asOf "2023-05-12"^^xsd:date , "2023-06"^^xsd:gYearMonth .
        ?m org:memberDuring ?time .
        ?time time:inside/time:inXSDDate "2023-05-12"^^xsd:date .
        ?time time:inside/time:inXSDgYearMonth "2023-06"^^xsd:gYearMonth
        FILTER NOT EXISTS { ?time time:hasBeginning|time:hasEnd ?other }"""
    assert holds(store, pattern, su=SU)


def test_working_for_a_body_is_a_membership_without_a_role(store: Store) -> None:
    pattern = """?m a kg:WorksForFact , org:Membership ; org:member {su} ; org:organization {bureau} .
        FILTER NOT EXISTS { ?m org:role|org:memberDuring ?other }"""
    assert holds(store, pattern, su=SU, bureau=BUREAU)


def test_taking_part_has_a_role(store: Store) -> None:
    pattern = """{event} schema:attendee {lin} ; prov:qualifiedAssociation ?part . {lin} kg:attended {event} .
        ?part prov:agent {lin} ; prov:hadRole ?role . ?role a skos:Concept ; skos:prefLabel "主持"@zh"""
    assert holds(store, pattern, event=SIGNING, lin=LIN)
    assert not holds(store, "?part prov:agent {he} ; prov:hadRole kg:attended-host", he=HE)


def test_a_signing_generates_an_agreement_with_its_parties(store: Store) -> None:
    parties = """{event} prov:generated ?agreement .
        ?agreement a kg:Agreement ; kg:party {firm} , ?body . ?body schema:areaServed {county}"""
    assert holds(store, parties, event=SIGNING, firm=FIRM, county=COUNTY)
    assert not holds(store, "?agreement kg:party {lin}", lin=LIN)
    assert not holds(store, "{event} prov:generated ?agreement", event="event:调度会")


def test_an_event_is_dated_as_exactly_as_the_text(store: Store) -> None:
    assert holds(store, '{event} a schema:Event ; schema:startDate "2023-05-11"^^xsd:date', event=SIGNING)
    assert holds(store, '{event} schema:startDate "2023-05"^^xsd:gYearMonth', event="event:调度会")


def test_a_unit_of_a_body_is_none_by_itself(store: Store) -> None:
    assert holds(store, "{bureau} a org:OrganizationalUnit ; org:unitOf {all}", bureau=BUREAU, all=GOVERNMENT)
    assert holds(store, "{all} a org:FormalOrganization ; schema:areaServed {c}", all=GOVERNMENT, c=COUNTY)
    assert not holds(store, "{bureau} a org:FormalOrganization", bureau=BUREAU)


def test_districts(store: Store) -> None:
    pattern = """{town} a schema:AdministrativeArea ; kg:level "township" ; schema:containedInPlace {county} .
        {county} schema:containedInPlace {city} ; skos:altLabel "县里"@zh .
        {city} skos:notation "999900" ; kg:inferred true"""
    assert holds(store, pattern, town=TOWN, county=COUNTY, city="district:云泽市")
    assert not holds(store, "{county} skos:notation ?code", county=COUNTY)


def test_indicators(store: Store) -> None:
    least = """{i} a schema:QuantitativeValue ; schema:minValue 3.5 ; schema:unitText "万亩" ; kg:status kg:planned .
        {i} dcterms:temporal/time:hasEnd/time:inXSDDate "2023-12-31"^^xsd:date
        FILTER NOT EXISTS { {i} schema:maxValue|schema:value ?v }"""
    assert holds(store, least, i=AREA)
    assert holds(store, "{i} schema:minValue 100.0 ; schema:maxValue 200.0 ; kg:status kg:planned", i=JOBS)
    exact = '{i} schema:value 12.0 ; kg:status kg:achieved ; dcterms:temporal/skos:prefLabel "2023-H1"'
    assert holds(store, exact, i=OUTPUT)


def test_the_article_and_its_paper(store: Store) -> None:
    pattern = """{a} a schema:NewsArticle ; schema:headline "青禾县与远航科技公司签约" ; dcterms:source ?file .
        {a} schema:author {reporter} ; schema:editor {editor} ; schema:isPartOf ?issue .
        ?issue a schema:PublicationIssue ; schema:datePublished "2023-05-12"^^xsd:date ; schema:isPartOf ?paper .
        ?paper a schema:Newspaper ; skos:prefLabel "青禾日报"@zh ."""
    assert holds(store, pattern, a=ARTICLE, reporter="journalist:纪一鸣", editor="journalist:方知夏")


def test_campaign_project_industry(store: Store) -> None:
    assert holds(store, "{d} a prov:Plan ; dcterms:hasPart {tea} ; dcterms:spatial {c}", d=DRIVE, tea=TEA, c=COUNTY)
    assert holds(store, "{p} a schema:Project ; schema:location {c} . {f} kg:undertakes {p}", p=PARK, c=COUNTY, f=FIRM)


def test_cooperation_holds_either_way_round(store: Store) -> None:
    assert holds(store, "{a} kg:cooperatesWith {b} . {b} kg:cooperatesWith {a}", a=COUNTY, b=FIRM)
    reversed_edges = [
        {**row, "source": row["target"], "target": row["source"]} if row["type"] == "cooperates_with" else row
        for row in EDGES
    ]
    assert set(triples(graph_of(NODES, reversed_edges))) == set(triples(small_graph()))


def test_the_data_set_names_the_tool_and_no_clock_time(store: Store) -> None:
    pattern = """?set a void:Dataset ; prov:wasGeneratedBy ?build .
        ?build a prov:Activity ; prov:wasAssociatedWith ?tool .
        ?build prov:used ?file . ?file dcterms:identifier "2023/青禾日报.txt" . ?tool schema:softwareVersion "9.8.7" """
    assert holds(store, pattern)
    assert not holds(store, "?build prov:startedAtTime|prov:endedAtTime ?time")
    assert not holds(store, "?s ?p ?time FILTER(DATATYPE(?time) = xsd:dateTime)")


def test_the_vocabulary_is_described_in_both_languages(store: Store) -> None:
    assert holds(store, 'kg:District rdfs:subClassOf schema:AdministrativeArea ; rdfs:label "区划"@zh , "district"@en')
    assert holds(store, 'kg:HoldsPostFact rdfs:subClassOf org:Membership , rdf:Statement ; rdfs:label "任职"@zh')
    undescribed = """SELECT ?term WHERE { { ?x ?term ?y } UNION { ?x a ?term }
        FILTER(STRSTARTS(STR(?term), STR(kg:))) FILTER NOT EXISTS { ?term rdfs:label ?label } }"""
    assert not solutions(store, undescribed)
