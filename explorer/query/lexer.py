"""A query line cut into tokens, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from explorer.model.safe import encodable
from explorer.model.span import Span
from explorer.values import dataclass


class Kind(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    FIELD = "field:"
    PHRASE = "phrase"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `text` is a phrase without its quotes, a field without its colon, a word as typed.

    `glued` says that no blank stands before it; `ended` is false for a quote left open. `slop` and `exact`, said by a
    `=` before the quote, belong to phrases.
    """

    kind: Kind
    text: str
    place: Span
    glued: bool = False
    slop: int = 0
    ended: bool = True
    exact: bool = False


_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_PHRASE = re.compile(r'(=?)"([^"]*)("?)(?:(?<=")~(\d{1,4}))?')
_CURLY = re.compile(r"(=?)[“„«]([^“”„»«\"]*)([”“»\"]?)(?:(?<=[”“»\"])~(\d{1,4}))?")
_MINUS = re.compile(r"[-−–](?=[^\s\-−–)])")
_FIELD = re.compile(r"([^\W\d_][\w-]{1,30}):(?!//)")
_WORD = re.compile(r'[^\s\x00-\x1f\x7f()"“„«]+')
_OPERATORS = {"AND": Kind.AND, "&&": Kind.AND, "OR": Kind.OR, "||": Kind.OR, "|": Kind.OR, "NOT": Kind.NOT}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query line; every character that is not blank belongs to one."""
    text = encodable(text)
    at, glued = 0, False
    while at < len(text):
        blank = _BLANK.match(text, at)
        if blank:
            at, glued = blank.end(), False
            continue
        token = _token(text, at, glued)
        yield token
        at, glued = token.place.end, True


def _token(text: str, at: int, glued: bool) -> Token:
    """Return the token that begins at offset `at`, which is not blank."""
    character = text[at]
    if character in "()":
        return Token(Kind(character), character, Span(at, at + 1), glued)
    phrase = _phrase(text, at, glued)
    if phrase:
        return phrase
    minus = _MINUS.match(text, at)
    if minus and not _continues(text, at):
        return Token(Kind.NOT, "-", Span(at, at + 1), glued)
    field = _FIELD.match(text, at)
    if field:
        return Token(Kind.FIELD, field[1], Span(at, field.end()), glued)
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    typed = text[at:end]
    return Token(_OPERATORS.get(typed, Kind.WORD), typed, Span(at, end), glued)


def _phrase(text: str, at: int, glued: bool) -> Token | None:
    found = _PHRASE.match(text, at) or _CURLY.match(text, at)
    if not found:
        return None
    exact, body, mark, slop = found.groups()
    return Token(Kind.PHRASE, body, Span(at, found.end()), glued, _slop(slop), bool(mark), bool(exact))


def _slop(digits: str | None) -> int:
    return min(int(digits), 99) if digits and digits.isdigit() else 0


def _continues(text: str, at: int) -> bool:
    """Say whether the character at `at` goes on with a word, as the hyphen in `state-owned` does."""
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in "_.:'’*")
