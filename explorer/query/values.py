"""What a word or a phrase means, alone or as the value of a field."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from explorer.later import Later
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Like,
    Listed,
    Mistake,
    Named,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
from explorer.model.span import Span
from explorer.query import fields
from explorer.query.lexer import Token

if TYPE_CHECKING:
    from explorer.query import periods
else:
    periods = Later("explorer.query.periods")  # and the calendar with them, which only queries for dates need

MOST_MISTAKES = 20

LONGEST_MESSAGE = 200
"""Characters of what is said of a mistake: a word can be as long as the line."""

FEWEST_LOOSE = 3
"""Plain words of a line that need not all match where hardly any document has them all."""

MOST_PATTERNS = 16
"""Words with jokers, and similar ones, that a line may have: each is looked for among all words of the corpus."""

MOST_WORDS = 64
"""Words of a phrase, its first ones, that are looked for."""

MOST_EDITS, SHORT_WORD = 2, 5
"""Edits that make a similar word; of a shorter one than this, one edit does."""

SENTENCE = 6
"""Words of a line that is a sentence: there a question mark before a word is punctuation, too."""

_JOKERS = "*?"
_ASKED = re.compile(r"\?+(?![^\W_]|[*?])")  # a question mark that ends a word is punctuation
_SIMILAR = re.compile(r"(.*[^~])~(\d*)", re.DOTALL)


class Values:
    """Makes leaves; `field` is the field of the group that is being read, `mistakes` grows."""

    def __init__(self, line: str, today: date, own: fields.Kinds = fields.NO_KINDS) -> None:
        self._line = line
        self._entities = fields.entities(own)
        self._today = today
        self._typed = Span(0, 0)
        self._sentence = len(line.split()) >= SENTENCE
        self._patterns = 0
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
        if not _tells(text):
            return None
        if field in _CHOSEN:
            return self._chosen(field, text, place)
        if field in self._entities:
            return self._named(field, text, not token.ended, place)
        if field == fields.SPEAKER:
            return Listed(field, text, place=place, prefix=not token.ended)
        jokers = sum(any(joker in word for joker in _JOKERS) for word in _ASKED.sub("", text).split())
        if jokers and not self._may(jokers, place):
            text = _plain(text)
        if len(text.split()) > MOST_WORDS:
            self.mistake(place, f"only the first {MOST_WORDS} words of a phrase are looked for")
        if not token.ended and not token.text[-1:].isspace():
            return _unfinished(text, field, place)
        if token.exact:
            return Exact(_plain(text), field, place, token.slop)
        return Phrase(text, field, token.slop, place)

    def word(self, field: str | None, text: str, place: Span) -> Query | None:
        """Return what a word means in a field."""
        field = field or self.field
        self._typed = Span(place.end - len(text), place.end)
        if field in _CHOSEN:
            return self._chosen(field, text, place)
        stem = _ASKED.sub("", composed(text))
        if self._sentence:
            stem = stem.lstrip("?")
        if not _tells(stem):
            if set(text) == {"*"} and field:
                self.mistake(place, f"{field}: needs a value, such as {fields.example(field)}")
            return Everything() if set(text) == {"*"} and field is None else None
        if field in self._entities or field == fields.SPEAKER:
            return self._name(field, stem, place)
        if field == "type":
            stem = fields.KINDS.get(stem.lstrip("=.").casefold(), stem)
        return self._signed(field, stem, place)

    # words with signs

    def _signed(self, field: str | None, text: str, place: Span) -> Query:
        """Return a word, whose signs may say that it need not be just this one, or must be."""
        if "://" in text:
            return Word(text, field, place)  # an address, in which signs mean something else
        if text.startswith("="):
            return Exact(self._without_jokers("=", text.lstrip("="), ""), field, place)
        similar = _SIMILAR.fullmatch(text)
        if similar and _tells(similar[1]) and not text.startswith("~"):
            return self._similar(field, similar[1], similar[2], place)
        if not any(joker in text for joker in _JOKERS):
            return Word(text, field, place)
        if not self._may(1, place):
            return Word(_plain(text), field, place)
        head = text.rstrip("*")
        open_end = not any(joker in head for joker in _JOKERS)
        return Prefix(head, field, place) if open_end else Wildcard(text, field, place)

    def _similar(self, field: str | None, text: str, edits: str, place: Span) -> Query:
        """Return a word that may be written with other letters, as many as `edits` or its length say."""
        plain = self._without_jokers("", text, f"~{edits}")
        if not self._may(1, place):
            return Word(plain, field, place)
        most = int(edits[:2]) if edits.isascii() and edits else _edits(plain)
        if most > MOST_EDITS:
            said = f"a similar word has at most {MOST_EDITS} other letters"
            self.mistake(self._typed, said, self._mended(f"{plain}~{MOST_EDITS}"))
        return Fuzzy(plain, field, min(most, MOST_EDITS), place) if most else Word(plain, field, place)

    def _without_jokers(self, before: str, text: str, after: str) -> str:
        """Return a word to which a sign is put that does not go with * and ?, without those."""
        plain = _plain(text)
        if plain != text:
            meant = f"{before}{plain}{after}"
            sign = before or after[:1]
            self.mistake(self._typed, f"{sign} does not go with * and ?; searched for {meant}", self._mended(meant))
        return plain

    def _may(self, more: int, place: Span) -> bool:
        """Count words that are looked for among all words of the corpus; say whether there are not too many."""
        self._patterns += more
        if self._patterns <= MOST_PATTERNS:
            return True
        self.mistake(place, f"only the first {MOST_PATTERNS} words with *, ? or ~ are looked for with them")
        return False

    def _name(self, field: str, text: str, place: Span) -> Query:
        """Return a name; it may be unfinished, and that is all that signs can say of it."""
        prefix = text.endswith("*")
        stem = text.lstrip("=").rstrip("*")
        plain = _plain(stem)
        similar = _SIMILAR.fullmatch(plain)
        plain = similar[1] if similar and _tells(similar[1]) else plain
        if plain != stem:
            said = "~ is for words, not for names" if similar else "in a name, * stands for letters only at its end"
            self.mistake(self._typed, f"{said}; searched for {plain}", self._mended(plain))
        name = plain.replace("_", " ")
        if field == fields.SPEAKER:
            return Listed(field, name, place=place, prefix=prefix)
        return self._named(field, name, prefix, place)

    def _named(self, field: str, text: str, prefix: bool, place: Span) -> Named:
        return Named(self._entities[field][0], text, prefix, (), place, self._entities[field][1])

    def _mended(self, meant: str) -> str:
        """Return the line with something else in the place of the word that is read."""
        return f"{self._line[: self._typed.start]}{meant}{self._line[self._typed.end :]}"

    def literal(self, text: str, place: Span) -> Query:
        """Return what searches a text as it stands, without a sign that means something."""
        return Phrase(_plain(composed(text)), None, 0, place)

    # values of fields that have only some

    def _chosen(self, field: str, typed: str, place: Span) -> Query | None:
        """Return what one of the values means that a field can have."""
        text = composed(typed)
        if not _tells(text):
            self.mistake(place, f"{field}: needs a value, such as {fields.example(field)}")
            return None
        if field == fields.LIKE:
            return Like(text, place=place)
        if field in fields.DATES or field == fields.ABOUT:
            return self._dates(field, typed.lstrip("="), place)
        plain = text.strip("=*?")
        value = fields.language(plain) if field == fields.LANGUAGE else fields.state(field, plain)
        if value is None:
            return self._unknown_value(field, plain, place)
        return Word(value, field, place) if field == fields.LANGUAGE else Listed(field, value, place=place)

    def _unknown_value(self, field: str, value: str, place: Span) -> Query | None:
        near = fields.nearest_value(field, value)
        known = fields.STATES.get(field)
        hint = f"try {fields.example(field)}" if known is None else f"it can be {', '.join(known)}"
        hint = f"did you mean {field}:{near}?" if near else hint
        mended = f"{self._line[: place.start]}{field}:{near}{self._line[place.end :]}" if near else None
        what = f"no language {value}" if field == fields.LANGUAGE else f"no {field}:{value}"
        self.mistake(place, f"there is {what} – {hint}", mended)
        return self.literal(f"{field}:{value}", place)

    def _dates(self, field: str, typed: str, place: Span) -> Query | None:
        """Return the days that a date's field means; a mistake is searched literally."""
        period = periods.parse_period(typed, self._today)
        if period is not None:
            turn = periods.TURNS.get(field)
            period = turn(period) if turn else period
        if period is None:
            return self._no_date(field, typed, place)
        begin = period.begin.isoformat() if period.begin else None
        end = period.end.isoformat() if period.end else None
        if field == fields.ABOUT:
            return Listed(field, typed, begin, end, place=place)
        return DateRange(begin, end, self._line[place.start : place.end], place)

    def _no_date(self, field: str, typed: str, place: Span) -> Query | None:
        at = Span(place.end - len(typed) if self._line[: place.end].endswith(typed) else place.start, place.end)
        example = fields.example(field)
        value = example.partition(":")[2]
        mended = f"{self._line[: at.start]}{periods.turned(typed, self._today) or value}{self._line[at.end :]}"
        self.mistake(at, f"{typed} is no date: try {example}, {field}:2021-03-09, {field}:last-week", mended)
        return Word(composed(typed), None, place) if _tells(typed) else None


_CHOSEN = (*fields.DATES, fields.ABOUT, fields.LIKE, fields.LANGUAGE, *fields.STATES)
"""Fields whose values are not words."""


def composed(text: str) -> str:
    """Return `text` in Unicode's composed form."""
    return unicodedata.normalize("NFC", text)


def _tells(text: str) -> bool:
    """Say whether there is anything to look for in a text."""
    return any(character.isalnum() for character in text)


def _plain(text: str) -> str:
    """Return a text without jokers."""
    return text.replace("*", "").replace("?", "")


def _edits(word: str) -> int:
    """Return how many edits make a word similar to this one."""
    return 1 if sum(map(str.isalnum, word)) < SHORT_WORD else MOST_EDITS


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
        if isinstance(item, Word | Prefix | Wildcard | Fuzzy) and item.field is None:
            words.append(item)
        elif isinstance(item, And) and item.loose:
            words.extend(item.items)
        else:
            rest.append(item)
    if not rest and len(words) > 1:
        return And(tuple(words), loose=True)
    return joined([And(tuple(words), loose=True), *rest]) if len(words) >= FEWEST_LOOSE else joined(items)
