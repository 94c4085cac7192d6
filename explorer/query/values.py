"""What a word or a phrase means, alone or as the value of a field."""

from __future__ import annotations

import unicodedata
from datetime import date

from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Mistake,
    Named,
    Phrase,
    Prefix,
    Query,
    Word,
)
from explorer.model.span import Span
from explorer.query import fields, periods
from explorer.query.lexer import Token

MOST_MISTAKES = 20

LONGEST_MESSAGE = 200
"""Characters of what is said of a mistake: a word can be as long as the line."""

FEWEST_LOOSE = 3
"""Plain words of a line that need not all match where hardly any document has them all."""

_JOKERS = "*?"


class Values:
    """Makes leaves; `field` is the field of the group that is being read, `mistakes` grows."""

    def __init__(self, line: str, today: date) -> None:
        self._line = line
        self._today = today
        self.field: str | None = None
        self.mistakes: list[Mistake] = []

    def mistake(self, place: Span, message: str, mended: str | None = None) -> None:
        """Say that something cannot be meant; nobody reads more than so many."""
        if len(self.mistakes) < MOST_MISTAKES:
            said = message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"
            self.mistakes.append(Mistake(place, said, mended))

    def phrase(self, field: str | None, token: Token, place: Span) -> Query | None:
        """Return what a phrase means in a field."""
        field = field or self.field
        text = composed(token.text.strip())
        if not any(character.isalnum() for character in text):
            return None
        if field in fields.DATES:
            return self._dates(field, text, place)
        if field in fields.ENTITIES:
            return Named(fields.ENTITIES[field], text, not token.ended, (), place)
        if not token.ended and not token.text[-1:].isspace():
            return _unfinished(text, field, place)
        return Phrase(text, field, token.slop, place)

    def word(self, field: str | None, text: str, place: Span) -> Query | None:
        """Return what a word means in a field."""
        field = field or self.field
        if field in fields.DATES:
            return self._dates(field, text, place)
        prefix = text.endswith("*")
        stem = composed(text).rstrip(_JOKERS if prefix else "?")
        if not any(character.isalnum() for character in stem):
            if set(text) == {"*"} and field:
                self.mistake(place, f"{field}: needs a value, such as {fields.example(field)}")
            return Everything() if set(text) == {"*"} and field is None else None
        stem = self._plain(stem, place)
        if field in fields.ENTITIES:
            return Named(fields.ENTITIES[field], stem.replace("_", " "), prefix, (), place)
        if field == "type":
            stem = fields.KINDS.get(stem.lstrip(".").casefold(), stem)
        return Prefix(stem, field, place) if prefix else Word(stem, field, place)

    def _plain(self, text: str, place: Span) -> str:
        """Return a word without the signs that are not understood yet, and say so."""
        signs = []
        if any(joker in text for joker in _JOKERS):
            signs.append("* and ? stand for letters only at the end of a word")
        if text.startswith("="):
            signs.append("= for the exact form is not supported")
        if text.endswith("~") or "~" in text[:-1]:
            signs.append("~ for a similar spelling is not supported")
        if not signs:
            return text
        plain = text.strip("=~*?")
        for joker in _JOKERS:
            plain = plain.replace(joker, "")
        plain = plain.split("~")[0]
        mended = f"{self._line[: place.end - len(text)]}{plain}{self._line[place.end :]}"
        self.mistake(place, f"{signs[0]}; searched for {plain} as it is", mended)
        return plain

    def _dates(self, field: str, typed: str, place: Span) -> Query | None:
        """Return the days that a date's field means; a mistake is searched literally."""
        period = periods.parse_period(typed, self._today)
        if period is not None and field != "date":
            turn = {"after": periods.after, "before": periods.before}.get(field)
            period = turn(period) if turn else period
            if period is not None and field == "since":
                period = periods.Period(period.begin, None)
            if period is not None and field == "until":
                period = periods.Period(None, period.end)
        if period is None:
            return self._no_date(field, typed, place)
        begin = period.begin.isoformat() if period.begin else None
        end = period.end.isoformat() if period.end else None
        return DateRange(begin, end, self._line[place.start : place.end], place)

    def _no_date(self, field: str, typed: str, place: Span) -> Query | None:
        at = Span(place.end - len(typed) if self._line[: place.end].endswith(typed) else place.start, place.end)
        example = fields.example(field)
        value = example.partition(":")[2]
        mended = f"{self._line[: at.start]}{periods.turned(typed, self._today) or value}{self._line[at.end :]}"
        self.mistake(at, f"{typed} is no date: try {example}, {field}:2021-03-09, {field}:last-week", mended)
        return Word(composed(typed), None, place) if any(character.isalnum() for character in typed) else None


def composed(text: str) -> str:
    """Return `text` in Unicode's composed form."""
    return unicodedata.normalize("NFC", text)


def _unfinished(text: str, field: str | None, place: Span) -> Query:
    """Return a phrase whose quote is still open: its last word may go on."""
    head, _, last = text.rpartition(" ")
    return Prefix(text, field, place) if head and last else Word(text, field, place)


def joined(items: list[Query]) -> Query | None:
    """Return the query that wants all items."""
    if not items:
        return None
    return items[0] if len(items) == 1 else And(tuple(items))


def side_by_side(items: list[Query]) -> Query | None:
    """Return the query that wants all items, and of many plain words among them as many as a document has.

    Parentheses around plain words only, as in a sentence, do not matter.
    """
    words: list[Query] = []
    rest: list[Query] = []
    for item in items:
        if isinstance(item, Word | Prefix) and item.field is None:
            words.append(item)
        elif isinstance(item, And) and item.loose:
            words.extend(item.items)
        else:
            rest.append(item)
    if not rest and len(words) > 1:
        return And(tuple(words), loose=True)
    return joined([And(tuple(words), loose=True), *rest]) if len(words) >= FEWEST_LOOSE else joined(items)
