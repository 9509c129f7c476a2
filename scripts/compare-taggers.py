"""The names that the taggers find alone, beside those of the whole program, on texts with gold.

    python scripts/compare-taggers.py TEXTS GOLD

TEXTS is a folder of texts, GOLD one of gold files (docs/accuracy.md). For persons, organizations and districts:
precision, recall and F1 over the distinct names of each text, any form that the gold accepts counted, tolerated ones
counted neither way. The taggers' own words are taken as they come: PER, ORG and LOC.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

from kg.evaluate.gold import fold
from kg.extract.pipeline import read_page
from kg.model import Page
from kg.recognise import Recogniser, load
from kg.text.read import read, sources

KINDS = {
    "persons": ({"official", "journalist", "person"}, "PER"),
    "organizations": ({"organization"}, "ORG"),
    "districts": ({"district"}, "LOC"),
}


def tagged(page: Page, recogniser: Recogniser) -> dict[str, set[str]]:
    """What the tagger takes for names, by kind."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for line in page.text.splitlines():
        for token in recogniser(line):
            for kind, (_, tag) in KINDS.items():
                if token.tag == tag and len(token.word) > 1:
                    found[kind].add(fold(token.word))
    return found


def read_whole(page: Page, recogniser: Recogniser) -> dict[str, list[set[str]]]:
    """What the program finds, by kind and, under "", of any type: for each thing all its names."""
    things: dict[tuple[str, str], set[str]] = {}
    for findings in read_page(page, recogniser):
        for mention in findings.mentions:
            things.setdefault((mention.type, mention.name), {fold(mention.name)}).add(fold(mention.form))
    rows = {kind: [n for (type_, _), n in things.items() if type_ in types] for kind, (types, _) in KINDS.items()}
    return {**rows, "": list(things.values())}


def score(
    found: Iterable[set[str]], others: list[set[str]], wanted: list[set[str]], tolerated: set[str]
) -> tuple[int, int, int]:
    """Hits, wrong ones, the number wanted. `others` (a plant may be a project) may hit and are never wrong."""
    left = [entity for entity in wanted if not any(entity & names for names in others)]
    wrong = 0
    for names in found:
        hit = next((entity for entity in left if entity & names), None)
        if hit is not None:
            left.remove(hit)
        elif not names & tolerated and not any(names & entity for entity in wanted):
            wrong += 1
    return len(wanted) - len(left), wrong, len(wanted)


def main(texts: Path, gold: Path) -> None:
    lac, jieba = load("lac"), load("jieba")
    totals: dict[tuple[str, str], list[int]] = {}
    pages = {Path(document).name: read(document, path) for document, path in sources([texts])}
    for file in sorted(gold.glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        page = pages.get(data["document"])
        if page is None:
            continue
        alone = {"lac alone": tagged(page, lac), "jieba alone": tagged(page, jieba)}
        found = {name: {k: [{n} for n in names] for k, names in rows.items()} for name, rows in alone.items()}
        found["kg"] = read_whole(page, lac)
        for kind, (types, _) in KINDS.items():
            wanted = [
                {fold(str(n)) for n in (name, *aliases)}
                for type_, name, aliases in data.get("entities") or []
                if types & set(type_.split("|"))
            ]
            every = [*(data.get("entities") or []), *(data.get("tolerated") or [])]
            tolerated = {fold(str(n)) for _, name, aliases in every for n in (name, *aliases)}
            for who, rows in found.items():
                total = totals.setdefault((kind, who), [0, 0, 0])
                for i, number in enumerate(score(rows[kind], rows.get("", []), wanted, tolerated)):
                    total[i] += number
    print(f"{'':15}{'':12}{'P':>7}{'R':>7}{'F1':>7}")
    for (kind, who), (hits, wrong, wanted_number) in totals.items():
        precision = hits / (hits + wrong) if hits + wrong else 0.0
        recall = hits / wanted_number if wanted_number else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{kind:15}{who:12}{precision:7.2f}{recall:7.2f}{f1:7.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
