"""How well quotations are found: `python -m bench.quotes` measures on the marked set of the project and prints a table.

A marked set is a text file of documents, each headed by `=== name | genre`. A quotation stands in it as
`⟦kind|speaker|cue|words⟧`: kind is d (direct), p (partial) or i (indirect), with a + if it carries on the one before;
speaker is the name of an entity, ? where the document tells of none; cue is the word of speech, - where there is none.
Indirect ones are marked where an entity speaks and `that` or `according to` tells of it. What is found comes from whole
documents as they are read and annotated, so an error of the tagger counts as an error here.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.config import Config
from explorer.entities.names import fold
from explorer.library import Library
from explorer.model.entity import QuoteKind
from explorer.model.span import Span

SETS = Path(__file__).parents[1] / "tests" / "gold" / "quotes"
HALVES = ("develop", "held")
_HEAD = re.compile(r"^=== (?P<name>[^|\n]+) \| (?P<genre>[^\n]+)\n", re.MULTILINE)
_MARKED = re.compile(r"⟦(?P<kind>[dpi])(?P<on>\+?)\|(?P<speaker>[^|]+)\|(?P<cue>[^|]+)\|(?P<words>[^⟧]*)⟧")
_KINDS = {"d": QuoteKind.DIRECT, "p": QuoteKind.PARTIAL, "i": QuoteKind.INDIRECT}
ALL = (QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.INDIRECT)
ROWS: tuple[tuple[str, tuple[QuoteKind, ...]], ...] = (
    ("direct", (QuoteKind.DIRECT,)),
    ("in marks", (QuoteKind.DIRECT, QuoteKind.PARTIAL)),
    ("indirect", (QuoteKind.INDIRECT,)),
    ("all", ALL),
)


@dataclass(frozen=True)
class Told:
    """One quotation, marked or found; `speakers` are the names of who says it, none if unknown."""

    span: Span
    kind: QuoteKind
    speakers: frozenset[str]
    cue: str
    goes_on: bool


@dataclass(frozen=True)
class Marked:
    """A document with its marked quotations."""

    name: str
    genre: str
    text: str
    quotes: tuple[Told, ...]


@dataclass
class Score:
    """Counts of quotations: marked, found, spans that are exact, of these with the right speaker, cue, and joining."""

    marked: int = 0
    found: int = 0
    exact: int = 0
    speaker: int = 0
    cue: int = 0
    joined: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take the counts of another."""
        for name in ("marked", "found", "exact", "speaker", "cue", "joined"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong

    @property
    def precision(self) -> float:
        """The share of what was found whose span and speaker are right."""
        return self.speaker / max(self.found, 1)

    @property
    def recall(self) -> float:
        """The share of what is marked that was found with its span and speaker."""
        return self.speaker / max(self.marked, 1)


def read_set(path: Path) -> list[Marked]:
    """Return the documents of a marked set."""
    whole = path.read_text("utf-8")
    heads = list(_HEAD.finditer(whole))
    ends = [head.start() for head in heads[1:]] + [len(whole)]
    return [
        _document(head["name"], head["genre"], whole[head.end() : end]) for head, end in zip(heads, ends, strict=True)
    ]


def _document(name: str, genre: str, marked: str) -> Marked:
    text, at, quotes = "", 0, []
    for each in _MARKED.finditer(marked):
        text += marked[at : each.start()]
        span = Span(len(text), len(text) + len(each["words"]))
        speakers = frozenset() if each["speaker"] == "?" else frozenset([fold(each["speaker"])])
        cue = "" if each["cue"] == "-" else each["cue"]
        quotes.append(Told(span, _KINDS[each["kind"]], speakers, cue, bool(each["on"])))
        text, at = text + each["words"], each.end()
    return Marked(name, genre, text + marked[at:], tuple(quotes))


def found_in(text: str) -> list[Told]:
    """Return the quotations that Explorer finds in a document, as spans of `text`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_bytes(text.encode())
        document, annotations = Library.annotate(path, Config())
    names = {each.local: frozenset(map(fold, (each.name, *each.names))) for each in annotations.entities}
    return [
        Told(
            document.offsets.span_to_original(each.span),
            each.kind,
            names.get(each.speaker_local, frozenset()),
            each.cue,
            each.continues >= 0,
        )
        for each in annotations.quotes
    ]


def compare(document: Marked, found: Iterable[Told], kinds: tuple[QuoteKind, ...]) -> Score:
    """Return how well quotations of some kinds were found in a document."""
    wanted = {each.span: each for each in document.quotes if each.kind in kinds}
    told = {each.span: each for each in found if each.kind in kinds}
    score = Score(len(wanted), len(told))
    for span, each in wanted.items():
        here = told.get(span)
        words = " ".join(span.of(document.text).split())[:70]
        if here is None:
            score.wrong.append(f"{document.name}: not found: {words}")
            continue
        score.exact += 1
        score.cue += here.cue == each.cue
        score.joined += here.goes_on == each.goes_on
        right = bool(here.speakers & each.speakers) or here.speakers == each.speakers
        score.speaker += right
        if not right:
            score.wrong.append(f"{document.name}: by {set(here.speakers) or '?'}: {words}")
    for span in told.keys() - wanted.keys():
        score.wrong.append(f"{document.name}: false: {' '.join(span.of(document.text).split())[:70]}")
    return score


def measure(half: str) -> dict[str, Score]:
    """Return the scores of a half of the marked set: by kind, and of direct ones by genre (`direct, news`)."""
    scores: dict[str, Score] = {name: Score() for name, _ in ROWS}
    genres: Counter[str] = Counter()
    for document in read_set(SETS / f"{half}.txt"):
        found = found_in(document.text)
        for name, kinds in ROWS:
            scores[name].add(compare(document, found, kinds))
        genres[document.genre] += 1
        scores.setdefault(f"direct, {document.genre}", Score()).add(compare(document, found, (QuoteKind.DIRECT,)))
    return scores


def table(half: str, scores: dict[str, Score]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield f"| {half} | marked | found | span P | span R | speaker of exact | both P | both R | cue | joined |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, score in scores.items():
        of = max(score.exact, 1)
        shares = (
            score.exact / max(score.found, 1),
            score.exact / max(score.marked, 1),
            score.speaker / of,
            score.precision,
            score.recall,
            score.cue / of,
            score.joined / of,
        )
        percent = " | ".join(f"{100 * share:.1f}" for share in shares)
        yield f"| {name} | {score.marked} | {score.found} | {percent} |"


def main() -> int:
    """Print the table of each half; with --wrong also what is wrong in a half."""
    parser = argparse.ArgumentParser(prog="python -m bench.quotes", description=main.__doc__)
    parser.add_argument("--wrong", choices=HALVES, help="list what is wrong in this half")
    wrong = parser.parse_args().wrong
    for half in HALVES:
        scores = measure(half)
        for line in table(half, scores):
            print(line)
        print()
        if half == wrong:
            print(*scores["in marks"].wrong, *scores["indirect"].wrong, sep="\n", end="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
