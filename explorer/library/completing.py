"""What a typed line may go on with: fields, their values, the names of entities, words of the corpus."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from explorer.catalogue import entities, values
from explorer.library.people import field_of
from explorer.library.remembered import Remembered
from explorer.library.session import Session
from explorer.model.entity import BY_VALUE, Entity, EntityCount, EntityType
from explorer.model.language import SNOWBALL
from explorer.model.query import Page
from explorer.model.results import Completion
from explorer.model.safe import encodable
from explorer.model.span import Span
from explorer.query import fields
from explorer.query.lexer import Kind, Token, tokens
from explorer.values import dataclass

MOST = 12
"""Completions that are returned."""

MOST_OF_A_KIND = 5
"""Fields, entities or words among them, where there is more than one kind."""

SHORTEST_WORD = 2
"""Letters without which no word of the corpus and no name is offered: too many begin so."""

MOST_WORDS = 3
"""Words side by side that are taken for the beginning of one name."""

LOOKED_AT = 400
"""Entities, those of most documents, among which a name is looked for of which hardly anything is typed."""

DAYS = ("today", "yesterday", "last-week", "last-month", "last-year")

_SIMPLE = re.compile(r"\w[\w./-]*")
"""A value that needs no quotes."""

_COUNTED = {"type", "source", "author", "lang", "tag"}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is being typed: its token reaches over `place` of the line, `begun` is what stands before the cursor."""

    place: Span
    begun: str
    field: str | None = None


class Completer:
    """Completes lines about one corpus; safe from any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._values: Remembered[tuple[tuple[str, int], ...]] = Remembered(8)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Return what may be meant by what stands before `cursor`, an offset of `text`; likeliest first."""
        cursor = max(0, min(cursor, len(text)))
        typed, before = _typed(encodable(text), cursor)
        if typed is None:
            return ()
        if typed.field is not None:
            return tuple(islice(self._values_of(typed), MOST))
        found = [
            *islice(_fields(typed, self._session.kinds), MOST_OF_A_KIND),
            *islice(self._names(typed, before), MOST_OF_A_KIND),
            *islice(self._words(typed, None), MOST_OF_A_KIND),
        ]
        return tuple(found[:MOST])

    def _values_of(self, typed: _Typed) -> Iterator[Completion]:
        """Yield values of the field that is being typed."""
        field = fields.known(typed.field or "", self._session.kinds) or ""
        named = fields.entities(self._session.kinds)
        if field in named or field == fields.SPEAKER:
            type_, label = named.get(field, (None, ""))
            for each in self._entities(type_, typed.begun, MOST, label):
                yield _named(each, typed.place, _in_quotes(each.entity.name))
        elif field in _COUNTED:
            yield from self._counted(typed, field)
        elif field in fields.DATES or field == fields.ABOUT:
            years = () if field == fields.ABOUT else self._known("year")
            yield from _values(typed, [*((year, count) for year, count in years), *((day, None) for day in DAYS)])
        elif field in fields.STATES:
            yield from _values(typed, [(state, None) for state in fields.STATES[field]])
        elif field == "path":
            yield from _values(typed, [(folder, count) for folder, count in self._known("folder") if folder])
        elif field == fields.LIKE:
            with self._session.catalogue.reading() as connection:
                names = values.file_names(connection, typed.begun, MOST)
            yield from (Completion(_in_quotes(name), typed.place, "value", name) for name in names)
        elif field == "title":
            yield from self._words(typed, field)

    def _counted(self, typed: _Typed, field: str) -> Iterator[Completion]:
        known = self._known(field)
        if field == "lang":
            begun = _plain(typed.begun)
            for code, count in known:
                name = SNOWBALL.get(code, code)
                if code.startswith(begun) or name.startswith(begun):
                    yield Completion(code, typed.place, "value", f"{code} {name.capitalize()}", count)
        else:
            yield from _values(typed, known)

    def _known(self, field: str) -> tuple[tuple[str, int], ...]:
        def ask() -> tuple[tuple[str, int], ...]:
            with self._session.catalogue.reading() as connection:
                return values.counted(connection, field)

        return self._values.of(field, self._session.generation, ask)

    def _names(self, typed: _Typed, before: list[Token]) -> Iterator[Completion]:
        """Yield entities called so; words side by side before the one being typed may be part of the name."""
        for many in range(len(before), -1, -1):
            part = before[len(before) - many :]
            begun = " ".join([*(token.text for token in part), typed.begun])
            if len(begun) < SHORTEST_WORD:
                return
            found = self._entities(None, begun, MOST_OF_A_KIND)
            for each in found:
                place = Span(part[0].place.start if part else typed.place.start, typed.place.end)
                clause = f"{field_of(self._session, each.entity)}:{_in_quotes(each.entity.name)}"
                yield _named(each, place, clause)
            if found:
                return

    def _entities(self, type_: EntityType | None, begun: str, limit: int, label: str = "") -> list[EntityCount]:
        """Return entities with a word of a name that begins so, most documents first; no dates, unless asked for."""
        with self._session.catalogue.reading() as connection:
            if len(begun) >= SHORTEST_WORD:
                found = entities.page(connection, type_, begun, Page(0, limit + LOOKED_AT // 10), label=label)
            else:
                found = entities.page(connection, type_, "", Page(0, LOOKED_AT), label=label)
        start = _plain(begun)
        short = len(begun) < SHORTEST_WORD
        return [
            each
            for each in found
            if (type_ is not None or each.entity.type not in BY_VALUE) and (not short or _has_word(each.entity, start))
        ][:limit]

    def _words(self, typed: _Typed, field: str | None) -> Iterator[Completion]:
        """Yield words of the corpus that begin so."""
        begun = typed.begun
        if len(begun) < SHORTEST_WORD or not begun.replace("-", "").replace("'", "").isalnum():
            return
        for word, count in self._session.ask(lambda index: index.terms(begun, field, MOST)):
            if _plain(word) != _plain(begun):
                yield Completion(word, typed.place, "word", word, count)


def _typed(text: str, cursor: int) -> tuple[_Typed | None, list[Token]]:
    """Return what is being typed at the cursor, and the plain words side by side before it."""
    found = [token for token in tokens(text) if token.place.start < cursor]
    if not found or found[-1].place.end < cursor:
        return None, []
    last = found[-1]
    field = found[-2].text if len(found) > 1 and found[-2].kind is Kind.FIELD and last.glued else None
    if last.kind is Kind.FIELD:
        if last.place.end == cursor:
            return _Typed(Span(cursor, cursor), "", last.text.casefold()), []
        return _Typed(last.place, text[last.place.start : cursor]), []
    if last.kind is Kind.PHRASE and (field is None or cursor == last.place.end) and last.ended:
        return None, []
    if last.kind not in (Kind.WORD, Kind.PHRASE):
        return None, []
    begun = text[last.place.start : cursor].lstrip('"“„«')
    if field is not None:
        return _Typed(last.place, begun, field.casefold()), []
    if last.kind is Kind.PHRASE:
        return None, []
    return _Typed(last.place, begun), _beside(found[:-1])


def _beside(found: list[Token]) -> list[Token]:
    """Return the plain words at the end of a list of tokens that may be part of one name."""
    words: list[Token] = []
    for number in range(len(found) - 1, -1, -1):
        token = found[number]
        field = number > 0 and found[number - 1].kind is Kind.FIELD and token.glued
        if token.kind is not Kind.WORD or field or len(words) == MOST_WORDS - 1:
            break
        words.insert(0, token)
    return words


def _fields(typed: _Typed, own: fields.Kinds) -> Iterator[Completion]:
    """Yield fields that begin so."""
    begun = typed.begun.casefold().rstrip(":")
    for name in (*fields.SHOWN, *own) if begun else ():
        if name.startswith(begun):
            yield Completion(f"{name}:", typed.place, "field", fields.example(name))


def _values(typed: _Typed, known: Iterable[tuple[str, int | None]]) -> Iterator[Completion]:
    """Yield values of which a word begins so, those that begin so themselves first."""
    start = _plain(typed.begun)
    later: list[Completion] = []
    for value, count in known:
        plain = _plain(value)
        text = value if _SIMPLE.fullmatch(value) else _in_quotes(value)
        made = Completion(text, typed.place, "value", value, count)
        if plain.startswith(start):
            yield made
        elif f" {start}" in plain or f"/{start}" in plain:
            later.append(made)
    yield from later


def _named(found: EntityCount, place: Span, text: str) -> Completion:
    entity = found.entity
    return Completion(text, place, "entity", entity.name, entity.documents, entity.type)


def _has_word(entity: Entity, start: str) -> bool:
    return any(word.startswith(start) for name in (entity.name, *entity.names) for word in _plain(name).split())


def _in_quotes(value: str) -> str:
    """Return a value in quotes always: without them one word also finds every longer name that it is part of."""
    return f'"{" ".join(value.replace(chr(34), " ").split())}"'


def _plain(text: str) -> str:
    """Return `text` without case and accents."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in flat if not unicodedata.combining(character))
