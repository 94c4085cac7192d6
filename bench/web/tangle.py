"""Invented documents whose people, places and dates are spread as in news: a few are everywhere, most are rare.

Each document belongs to a topic, and names mostly what belongs to that; the rest is drawn from all, the most frequent
ones most often (Zipf). Some documents are copies of others, and some quote what others quote. All from one seed.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from explorer.catalogue.rows import Packed, pack
from explorer.entities.salience import weigh
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations, DateValue, EntityType, LocalEntity, Mention
from explorer.model.span import OffsetMap, Span

SEED = 20210309
TOPIC = 40
"""Documents of a topic, about."""

OWN = 30
"""Entities of a topic."""

LOYAL = 0.55
"""The share of what a document names that belongs to its topic."""

COPIES = 0.02
MENTIONS = 10
"""Mentions of a document on average."""

FIRST_DAY = date(2019, 1, 1)
DAYS = 4 * 365
_TYPES = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_BEGIN = ("Ka", "Lo", "Mi", "Te", "Sa", "Vo", "Re", "Du", "Ni", "Be", "Ha", "Ju", "Pe", "Zo", "Fa", "Gi")
_MIDDLE = ("ra", "len", "mi", "dor", "ska", "ti", "von", "bel", "ro", "na", "lu", "ke")
_END = ("n", "s", "ton", "ric", "va", "ne", "sk", "der", "mo", "l")
_VERBS = ("spoke of", "met", "wrote to", "answered", "left", "praised", "joined", "asked")
_FILLER = "Nothing more was known of it by the evening, and the talks go on in the new week."


@dataclass(slots=True)
class Tangle:
    """A number of documents, made one after the other; the same for the same number."""

    documents: int
    _random: random.Random = field(init=False)
    _names: list[str] = field(init=False)
    _spread: list[float] = field(init=False)
    _topics: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(SEED)
        many = max(200, self.documents)
        self._names = [self._name(number) for number in range(many)]
        self._spread = list(accumulate(1.0 / (rank + 2) for rank in range(many)))
        topics = max(1, self.documents // TOPIC)
        self._topics = [[self._anybody() for _ in range(OWN)] for _ in range(topics)]
        for topic in self._topics:  # what only this topic names
            topic[: OWN // 2] = [self._random.randrange(many // 10, many) for _ in range(OWN // 2)]

    def packed(self) -> Iterator[Packed]:
        """Yield the documents as a build stores them."""
        before: list[str] = []
        for number in range(self.documents):
            topic = self._random.choice(self._topics)
            if before and self._random.random() < COPIES:
                yield self._document(number, self._random.choice(before))
                continue
            said = self._said(topic)
            if number % 7 == 0:
                before.append(said)
            yield self._document(number, said)

    def _name(self, number: int) -> str:
        pick = self._random.choice
        family = pick(_BEGIN) + pick(_MIDDLE) + pick(_MIDDLE) + pick(_END)
        return f"{pick(_BEGIN)}{pick(_END)} {family}{_suffix(number)}"

    def _anybody(self) -> int:
        return bisect(self._spread, self._random.random() * self._spread[-1])

    def _said(self, topic: list[int]) -> str:
        """Return what a document says: sentences of two names each, a day among them."""
        chosen = [
            topic[min(OWN - 1, int(self._random.expovariate(0.2)))]
            if self._random.random() < LOYAL
            else self._anybody()
            for _ in range(max(2, round(self._random.gauss(MENTIONS, 3))))
        ]
        day = FIRST_DAY + timedelta(days=self._random.randrange(DAYS))
        lines = [f"On {day.isoformat()} it began."]
        for left, right in zip(chosen[::2], chosen[1::2], strict=False):
            lines.append(f"{self._names[left]} {self._random.choice(_VERBS)} {self._names[right]}.")
            lines.append(_FILLER)
        return "\n".join(lines)

    def _document(self, number: int, said: str) -> Packed:
        sentences, mentions, entities = self._annotated(said)
        title = Fact(f"Story {number}", Origin.HEADING)
        day = said[3:13]
        metadata = Metadata(title, Fact(day, Origin.HEADER))
        weighed = weigh(said, metadata, sentences, mentions, entities)
        document = ReadDocument(
            f"{number // 1000:04}/{number:07}.txt",
            "txt",
            FileStamp(len(said), number),
            f"{number:064x}",
            "utf-8",
            said,
            OffsetMap((0,), (0,)),
            metadata,
        )
        return pack(document, Annotations(sentences, tuple(mentions), weighed), "bench", "bench")

    @staticmethod
    def _annotated(said: str) -> tuple[tuple[Span, ...], list[Mention], list[LocalEntity]]:
        """Find the names of what was said, which stand at both ends of every other line."""
        sentences, mentions = [], []
        local: dict[str, LocalEntity] = {}
        at = 0
        for number, line in enumerate(said.split("\n")):
            sentences.append(Span(at, at + len(line)))
            for begin, end in _places(line, number):
                name = line[begin:end]
                type_ = EntityType.DATE if number == 0 else _TYPES[sum(map(ord, name)) % 3]
                entity = local.setdefault(name, LocalEntity(len(local), type_, name.casefold(), name, (name,)))
                value = DateValue(name, "day", name, name) if number == 0 else None
                span = Span(at + begin, at + end)
                mentions.append(Mention(span, name, type_, 0.9, "bench", "made", number, entity.local, value))
            at += len(line) + 1
        return tuple(sentences), mentions, list(local.values())


def _suffix(number: int) -> str:
    """Return letters that tell a name from every other."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _places(line: str, number: int) -> list[tuple[int, int]]:
    if number == 0:
        return [(3, 13)]
    if number % 2 == 0:
        return []
    words = line.split(" ")
    first = len(words[0]) + 1 + len(words[1])
    last = len(words[-1]) + 1 + len(words[-2])
    return [(0, first), (len(line) - last, len(line) - 1)]
