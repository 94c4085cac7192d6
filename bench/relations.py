"""`python -m bench.relations`: precision and recall of relations on sentences that were marked by hand.

Two sets lie in tests/gold/relations: the rules were made while looking at `tuned.txt`, and never mended against
`held_out.txt`. Each is measured with its names as they are marked, which measures the rules, and with the names that
the tagger finds, which is what a user gets.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.config import DEFAULT
from explorer.entities import annotate
from explorer.entities.dates import find_dates
from explorer.entities.relations import find_relations
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import EntityType, Mention, Relation, RelationKind
from explorer.model.span import OffsetMap, Span
from explorer.text import sentences

SETS = Path(__file__).parents[1] / "tests" / "gold" / "relations"
NAMES = ("tuned", "held_out")
_MARK = re.compile(r"([POLD])\{([^}]*)\}")
_TYPES = {"P": EntityType.PERSON, "O": EntityType.ORGANISATION, "L": EntityType.PLACE, "D": EntityType.DATE}
_SAID = frozenset({RelationKind.ROLE, RelationKind.ALIAS})
"""Kinds of which the words are compared, too."""

Told = tuple[RelationKind, str, str, str, str]
"""Kind, subject, words (where they are compared), object or "", qualifier."""


@dataclass(frozen=True)
class Marked:
    """A sentence, the names in it, and the relations that a reader takes from it."""

    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[Told, ...]


@dataclass(frozen=True)
class Score:
    """How many relations are found, marked, and both; how many of those have the qualifier that is marked."""

    found: int
    marked: int
    right: int
    qualified: int

    @property
    def precision(self) -> float:
        """The part of what is found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of what is marked that is found."""
        return self.right / self.marked if self.marked else 1.0


def marked(name: str) -> list[Marked]:
    """Read one of the sets."""
    found: list[Marked] = []
    for line in (SETS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            last = found.pop()
            found.append(Marked(last.text, last.mentions, (*last.relations, _told(line))))
        elif line and not line.startswith("#"):
            found.append(sentence(line))
    return found


def _told(line: str) -> Told:
    kind, subject, words, other, *rest = (part.strip() for part in line[1:].split(";"))
    known = RelationKind(kind)
    object_ = "" if other == "-" or known is RelationKind.ALIAS else other
    return known, subject, words if known in _SAID else "", object_, rest[0] if rest else ""


def sentence(line: str) -> Marked:
    """Read a sentence with its names marked: `P{Jane Doe} of O{Acme}`."""
    text, mentions, at = "", [], 0
    locals_: dict[str, int] = {}
    for found in _MARK.finditer(line):
        text += line[at : found.start()]
        span = Span(len(text), len(text) + len(found[2]))
        text += found[2]
        at = found.end()
        type_ = _TYPES[found[1]]
        if type_ is not EntityType.DATE:
            local = locals_.setdefault(found[2], len(locals_))
            mentions.append(Mention(span, found[2], type_, 0.9, "marked", "marked", 0, local))
    text += line[at:]
    dates = [
        Mention(d.span, d.text, d.type, d.confidence, d.found_by, d.why, 0, -1, d.date)
        for d in find_dates(text, None, [Span(0, len(text))])
    ]
    return Marked(text, tuple(sorted([*mentions, *dates], key=lambda one: one.span)), ())


def by_marks(one: Marked) -> list[tuple[Relation, Told]]:
    """Return what is found with the names as they are marked."""
    names = {mention.local: mention.text for mention in one.mentions if mention.local >= 0}
    found = find_relations(one.text, [Span(0, len(one.text))], one.mentions)
    return [(each, _as_told(each, names)) for each in found]


def by_tagger(one: Marked) -> list[tuple[Relation, Told]]:
    """Return what is found with the names that the tagger finds, as `explorer annotate` does."""
    from explorer.build.documents import make_tagger

    metadata = Metadata(Fact("A title", Origin.FILE_NAME))
    document = ReadDocument("a.txt", "txt", FileStamp(0, 0), "", "utf-8", one.text, OffsetMap(), metadata)
    found = annotate(document, sentences(one.text), make_tagger(DEFAULT.entities), DEFAULT.entities.confidence)
    names = {entity.local: entity.name for entity in found.entities}
    return [(each, _as_told(each, names)) for each in found.relations]


def _as_told(one: Relation, names: dict[int, str]) -> Told:
    words = one.text if one.kind in _SAID else ""
    object_ = names.get(one.object_local, "")
    if one.kind is RelationKind.ALIAS:
        object_ = ""
    elif one.kind is RelationKind.MEMBER and not object_:
        object_ = one.text
    return one.kind, names.get(one.subject_local, ""), words, object_, one.qualifier


def score(
    name: str, how: Callable[[Marked], list[tuple[Relation, Told]]], wrong: Callable[[str], None] = lambda _: None
) -> dict[str, Score]:
    """Return the score of each kind and of all on a set; `wrong` is told each mistake in a line."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in (*RelationKind, "all")}
    for one in marked(name):
        found = [told for _, told in how(one)]
        for line in _mistakes(one, found):
            wrong(line)
        for what, those in (("found", found), ("marked", one.relations)):
            for told in those:
                counts[told[0]][what] += 1
        qualifiers = {told[:4]: told[4] for told in found}
        for told in one.relations:
            if told[:4] in qualifiers:
                counts[told[0]]["right"] += 1
                counts[told[0]]["qualified"] += qualifiers[told[:4]] == told[4]
    for kind in RelationKind:
        counts["all"] += counts[kind]
    return {kind: Score(c["found"], c["marked"], c["right"], c["qualified"]) for kind, c in counts.items()}


def _mistakes(one: Marked, found: Iterable[Told]) -> Iterator[str]:
    wanted, got = set(one.relations), set(found)
    for sign, those in (("missed", wanted - got), ("wrong ", got - wanted)):
        for told in sorted(those):
            yield f"{sign}  {'; '.join(told)}    in: {one.text}"


def table() -> list[list[str]]:
    """Return the table of all sets, ways and kinds, its head first."""
    rows = [["set", "names", "kind", "marked", "found", "precision", "recall", "qualifier right"]]
    for name in NAMES:
        for way, how in (("marked", by_marks), ("found", by_tagger)):
            for kind, one in score(name, how).items():
                of = f"{one.qualified}/{one.right}"
                rows.append(
                    [name, way, kind, str(one.marked), str(one.found), f"{one.precision:.1%}", f"{one.recall:.1%}", of]
                )
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or with `--mistakes` what is missed or wrong on the set that the rules were made on."""
    if "--mistakes" in (sys.argv[1:] if arguments is None else arguments):
        score("tuned", by_marks, print)
    else:
        for row in table():
            print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
