"""A library of a few invented documents, held in memory, that answers as the real one does and as fast as told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from explorer.config import DEFAULT, Config
from explorer.errors import NotFound
from explorer.model.document import Document, Failure, Origin
from explorer.model.entity import Entity, EntityCount, EntityType, Mention, Quote, QuoteKind
from explorer.model.link import Companion, Evidence, Explanation, Link, Pointer, Sentence, Shared
from explorer.model.progress import Overview, Report
from explorer.model.query import Chip, Everything, Mistake, Page, Parsed, Sort, Suggestion, Word
from explorer.model.results import (
    Completion,
    DatedStatement,
    EntityCard,
    Hit,
    Hits,
    Passage,
    QuoteOf,
    Reading,
)
from explorer.model.span import Span
from tests.fakes.build import FakeBuild
from tests.fakes.relations import stated

PERSON, ORGANISATION, PLACE, DATE, *_ = EntityType

NAMES = {
    "Ada Quill": PERSON,
    "Boris Lem": PERSON,
    "Lunar Office": ORGANISATION,
    "Harbour Press": ORGANISATION,
    "Geneva": PLACE,
    "Moonport": PLACE,
    "3 May 2031": DATE,
    "moon treaty": EntityType.LAW,
}

_FILLER = " ".join(
    f"Paragraph {number} tells of cranes, of ledgers, and of the tide that comes at noon." for number in range(1, 9)
)


def _long(opening: str) -> str:
    """Return a document of many lines with the moon near its beginning, middle and end."""
    middle = "\n\n".join(f"{_FILLER}\n\nLate shift {number}: quiet." for number in range(6))
    return f"{opening}\n\n{middle}\n\nThe moon rose over Moonport again.\n\n{middle}\n\nNobody at the Lunar Office saw the moon set."


TEXTS: tuple[tuple[str, str | None, str | None, str], ...] = (
    (
        "Moon base treaty signed in Geneva",
        "2031-05-03",
        "Harbour Press",
        _long(
            "GENEVA, May 3. Ada Quill, director of the Lunar Office, signed the moon treaty with Boris Lem on 3 May 2031.\n\n"
            '"The moon belongs to those who look after it," Ada Quill said in Geneva.\n\nSee letters.txt for the drafts.'
        ),
    ),
    (
        "Boris Lem explains the lunar ledger",
        "2031-06-11",
        "Harbour Press",
        "Boris Lem opened the ledger of the Lunar Office. Every moon rock has a number.\n\n"
        '"We count what we take," Boris Lem said. Ada Quill agreed on 3 May 2031.',
    ),
    (
        "Letters between Quill and Lem",
        "2030-12-01",
        None,
        "Ada Quill wrote to Boris Lem that the harbour at Moonport was too small for the moon ships.",
    ),
    (
        "Harbour Press opens an office at Moonport",
        "2029-02-14",
        "Harbour Press",
        "Harbour Press has opened an office at Moonport. It will report on tides and on cranes.",
    ),
    ("Recipe for bread", None, None, "Flour, water, salt. Wait until the moon is up, then bake."),
    (
        "Tide tables",
        "2028",
        "Harbour Press",
        "High water at noon. Low water at six. [bold]Not markup[/bold] \x1b]0;title\x07.",
    ),
)


def fold(word: str) -> str:
    """Return a word as the fake index knows it."""
    return word.casefold().strip('"')


@dataclass
class FakeLibrary:
    """Answers from `TEXTS`; `before_search` is called in the worker thread before each search."""

    config: Config = DEFAULT
    folder: Path = Path("/invented/folder")
    notices: list[str] = field(default_factory=list)
    texts: tuple[tuple[str, str | None, str | None, str], ...] = TEXTS
    build_given: FakeBuild | None = None
    stale: bool = False
    trouble: tuple[Failure, ...] = ()
    gone: set[int] = field(default_factory=set)
    before_search: Callable[[str], None] = lambda text: None
    kept: dict[int, set[str]] = field(default_factory=dict)
    generation: int = 1
    seen: int = 1
    words: tuple[tuple[str, int], ...] = ()
    """Words that a line may go on with, and their documents."""
    called_off: list[str] = field(default_factory=list)
    """Lines whose search was no longer wanted when it came to its documents."""

    # Documents

    def _document(self, number: int) -> Document:
        title, date, source, text = self.texts[number]
        name = re.sub(r"\W+", "-", title.casefold())
        return Document(
            number, f"notes/{name}.txt", "txt", title, Origin.HEADING, date, Origin.HEADER if date else None, source,
            Origin.HEADER if source else None, None, None, "utf-8", len(text), f"{number:064x}",
        )  # fmt: skip

    def document(self, document_id: int) -> Document:
        if document_id in self.gone or not 0 <= document_id < len(self.texts):
            raise NotFound(f"document {document_id} is not there any more")
        return self._document(document_id)

    def location(self, document_id: int) -> Path:
        return self.folder / self.document(document_id).path

    def line_of(self, document_id: int, offset: int) -> int:
        return self.texts[document_id][3].count("\n", 0, offset) + 1

    def _sentences(self, number: int) -> tuple[Span, ...]:
        return tuple(
            Span(m.start(), m.end()) for m in re.finditer(r"\S[^.!?]*[.!?]+[\"”]?|\S[^\n]*", self.texts[number][3])
        )

    def _sentence(self, number: int, offset: int, length: int = 0) -> Sentence:
        text = self.texts[number][3]
        span = next(
            (each for each in self._sentences(number) if each.start <= offset < each.end), Span(0, min(80, len(text)))
        )
        return Sentence(self._document(number), span, span.of(text), (Span(offset, offset + length),) if length else ())

    # Searching

    def parse(self, text: str) -> Parsed:
        mistakes = (
            (Mistake(Span(0, 5), "there is no field moo", text.replace("moo:", "title:")),) if "moo:" in text else ()
        )
        chips = tuple(
            Chip(f"{m[1]}: {m[2]}", Span(*m.span())) for m in re.finditer(r'(person|org|place):"([^"]+)"', text)
        )
        return Parsed(text, Word(text) if text.strip() else Everything(), chips, mistakes)

    def _wanted(self, text: str) -> list[tuple[str, bool]]:
        found = re.findall(r'(-)?(?:\w+:)?("[^"]+"|[^\s"]+)', text)
        return [(fold(word), minus == "-") for minus, word in found]

    def _spans(self, text: str, query: str) -> tuple[Span, ...]:
        words = [re.escape(word) for word, minus in self._wanted(query) if not minus]
        if not words:
            return ()
        return tuple(Span(m.start(), m.end()) for m in re.finditer(rf"\b(?:{'|'.join(words)})", text, re.IGNORECASE))

    def _matches(self, query: str) -> list[int]:
        kept = []
        for number, (title, _, _, text) in enumerate(self.texts):
            body = f"{title} {text}".casefold()
            if all((word in body) != minus for word, minus in self._wanted(query)) and number not in self.gone:
                kept.append(number)
        return kept

    def search(
        self,
        text: str,
        page: Page = Page(),
        sort: Sort = Sort.RELEVANCE,
        passages: int = 1,
        cancelled: Callable[[], bool] | None = None,
    ) -> Hits:
        self.before_search(text)
        if cancelled is not None and cancelled():
            self.called_off.append(text)
            return Hits(self.parse(text), (), 0)
        found = self._matches(text)
        if sort is not Sort.RELEVANCE or not text.strip():
            found.sort(key=lambda number: self.texts[number][1] or "", reverse=sort is not Sort.OLDEST)
        hits = []
        for rank, number in enumerate(found[page.offset : page.offset + page.limit], page.offset):
            title, _, _, body = self.texts[number]
            spans = self._spans(body, text)
            start = max(0, spans[0].start - 30) if spans else 0
            span = Span(start, min(len(body), start + 160))
            passage = Passage(span, span.of(body), tuple(each for each in spans if span.covers(each)))
            hits.append(Hit(rank, self._document(number), 9.0 - rank, (passage,), self._spans(title, text), len(spans)))
        suggestions = () if found else (Suggestion("moon", ("mooon → moon",), 5),)
        return Hits(self.parse(text), tuple(hits), len(found), page.offset, sort, 0.0, suggestions)

    def complete(self, text: str, cursor: int | None = None) -> tuple[Completion, ...]:
        begun = text.rsplit(" ", maxsplit=1)[-1]
        place = Span(len(text) - len(begun), len(text))
        if len(begun) < 2:
            return ()
        return tuple(
            Completion(word, place, "word", word, count) for word, count in self.words if word.startswith(begun)
        )

    def entity_query(self, entity_id: int) -> str:
        entity = self._entity(entity_id)
        field_ = {ORGANISATION: "org", DATE: "about"}.get(entity.type, entity.type.value)
        return f'{field_}:"{entity.name}"'

    # Reading

    def _found(self, number: int) -> list[tuple[Span, int]]:
        text = self.texts[number][3]
        found = [
            (Span(m.start(), m.end()), local)
            for local, name in enumerate(NAMES)
            for m in re.finditer(re.escape(name), text)
        ]
        return sorted(found)

    def read(self, document_id: int, query: str = "") -> Reading:
        document = self.document(document_id)
        text = self.texts[document_id][3]
        hits = self._spans(text, query)
        names = list(NAMES)
        mentions = tuple(
            Mention(span, span.of(text), NAMES[names[local]], 0.9, "rules", "a name", 0, local)
            for span, local in self._found(document_id)
        )
        quotes = tuple(
            Quote(Span(m.start(), m.end()), None, "said", QuoteKind.DIRECT, 0.9, 0)
            for m in re.finditer(r'"[^"]+"', text)
        )
        best = self._sentence(document_id, hits[0].start).span if hits else None
        at = text.find("letters.txt")
        pointers = (Pointer("file", "letters.txt", Span(at, at + 11), True, 2),) if at >= 0 else ()
        return Reading(
            document, text, hits, best, mentions, {local: local + 1 for local in range(len(names))}, quotes, pointers,
            self._sentences(document_id),
        )  # fmt: skip

    def find(self, document_id: int, text: str) -> tuple[Span, ...]:
        return self._spans(self.texts[document_id][3], f'"{text}"')

    # Entities

    def _entity(self, entity_id: int) -> Entity:
        if not 1 <= entity_id <= len(NAMES):
            raise NotFound(f"no entity {entity_id}")
        name = list(NAMES)[entity_id - 1]
        counts = [text.count(name) for _, _, _, text in self.texts]
        return Entity(entity_id, NAMES[name], name, (name,), sum(counts), sum(map(bool, counts)))

    def document_entities(self, document_id: int, query: str = "") -> tuple[EntityCount, ...]:
        counted = []
        for local in sorted({local for _, local in self._found(document_id)}):
            spans = [span for span, each in self._found(document_id) if each == local]
            counted.append(EntityCount(self._entity(local + 1), len(spans), 2, spans[0]))
        return tuple(counted)

    def entities(
        self,
        type: EntityType | None = None,  # noqa: A002
        like: str = "",
        page: Page = Page(),
        label: str = "",
    ) -> tuple[EntityCount, ...]:
        known = [self._entity(number) for number in range(1, len(NAMES) + 1)]
        return tuple(
            EntityCount(each, each.mentions)
            for each in known
            if like.casefold() in each.name.casefold() and type in (None, each.type)
        )[: page.limit]

    def _holding(self, name: str) -> list[int]:
        return [number for number, (_, _, _, text) in enumerate(self.texts) if name in text and number not in self.gone]

    def card(self, entity_id: int) -> EntityCard:
        entity = self._entity(entity_id)
        where = self._holding(entity.name)
        sentences = [
            self._sentence(number, self.texts[number][3].find(entity.name), len(entity.name)) for number in where
        ]
        companions = tuple(
            Companion(self._entity(other), 2, 1) for other in range(1, len(NAMES) + 1) if other != entity_id
        )
        relations = (
            stated(EntityCount(entity, 1), [EntityCount(self._entity(other), 1) for other in (3, 2)], sentences[0])
            if entity_id == 1
            else ()
        )
        return EntityCard(
            EntityCount(entity, entity.mentions),
            ((entity.name, entity.mentions), (entity.name.split()[-1], 1)),
            relations,
            companions,
            self.document_quotes(0) if entity_id == 1 else (),
            tuple((self._document(number), self.texts[number][3].count(entity.name)) for number in where),
            tuple(sentences),
        )

    def document_quotes(self, document_id: int) -> tuple[QuoteOf, ...]:
        text = self.texts[document_id][3]
        return tuple(
            QuoteOf(
                m[0],
                EntityCount(self._entity(1), 1),
                self._sentence(document_id, m.start()),
                Span(m.start(), m.end()),
                0.9,
            )
            for m in re.finditer(r'"[^"]+"', text)
        )

    def dated(self, entity_id: int | None = None, document_id: int | None = None) -> tuple[DatedStatement, ...]:
        numbers = [document_id] if document_id is not None else self._holding(self._entity(entity_id or 1).name)
        said = []
        for number in numbers:
            at = self.texts[number][3].find("3 May 2031")
            if at >= 0:
                sentence = self._sentence(number, at, 10)
                said.append(
                    DatedStatement("2031-05-03", "3 May 2031", "2031-05-03", "day", "", 0.6 + number / 4, sentence)
                )
        return tuple(said)

    # Links

    def _shared(self, left: int, right: int) -> tuple[Shared, ...]:
        both = {local for _, local in self._found(left)} & {local for _, local in self._found(right)}
        return tuple(
            Shared(self._entity(local + 1), 1 / self._entity(local + 1).documents, 1, 1) for local in sorted(both)
        )

    def _link(self, left: int, right: int) -> Link:
        pointers = (Pointer("file", "letters.txt", Span(200, 211), True, 2),) if (left, right) == (0, 2) else ()
        return Link(self._document(right), 0.5, self._shared(left, right), pointers)

    def links(self, document_id: int, limit: int = 20) -> tuple[Link, ...]:
        others = [
            number for number in range(len(self.texts)) if number != document_id and self._shared(document_id, number)
        ]
        return tuple(self._link(document_id, number) for number in others)[:limit]

    def explain(self, left: int, right: int) -> Explanation:
        evidence = []
        for shared in self._shared(left, right):
            name = shared.entity.name
            sides = [(self._sentence(each, self.texts[each][3].find(name), len(name)),) for each in (left, right)]
            evidence.append(Evidence(shared, sides[0], sides[1]))
        return Explanation(self.document(left), self.document(right), self._link(left, right), tuple(evidence))

    # The corpus

    def is_stale(self) -> bool:
        return self.stale

    def refresh(self) -> bool:
        grown, self.generation = self.generation != self.seen, self.seen
        return grown

    def background_build(self) -> FakeBuild:
        return self.build_given or FakeBuild((Report(unchanged=len(self.texts)),))

    def overview(self) -> Overview:
        count = len(self.texts)
        return Overview(
            str(self.folder), count, 12_000, 40, (("person", 2), ("organisation", 2), ("place", 2), ("date", 1)),
            (("2031", 2),), (("Harbour Press", 4),), self.trouble, "2031-07-01T10:00",
        )  # fmt: skip

    def failures(self) -> tuple[Failure, ...]:
        return self.trouble

    def mark(self, document_id: int, mark: str, on: bool) -> None:
        marks = self.kept.setdefault(document_id, set())
        (marks.add if on else marks.discard)(mark)

    def marks(self, document_ids: Sequence[int]) -> dict[int, frozenset[str]]:
        return {number: frozenset(self.kept[number]) for number in document_ids if number in self.kept}

    def close(self) -> None:
        return
