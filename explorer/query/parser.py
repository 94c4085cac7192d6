"""From tokens to a tree: `OR` binds loosest, then words side by side and `AND`, then `NOT` and `-`."""

from __future__ import annotations

from datetime import date

from explorer.model.query import Everything, Not, Nothing, Or, Parsed, Query
from explorer.model.span import Span
from explorer.query import fields
from explorer.query.chips import chips
from explorer.query.lexer import Kind, Token, tokens
from explorer.query.values import Values, joined, side_by_side

LONGEST = 8_192
"""Characters of a query that are read."""

DEEPEST = 64
"""Parentheses within one another that are followed."""


def parse(text: str, today: date, own: fields.Kinds = fields.NO_KINDS) -> Parsed:
    """Understand a query line as far as it can be; never raises.

    `own` are the fields of the user's own kinds of entities. All places are places of `text`; the texts of the tree are
    in Unicode's composed form (NFC). Nothing typed, and `*` alone, is everything.
    """
    parser = _Parser(text, today, own)
    query = parser.everything()
    return Parsed(text, query, chips(query), tuple(sorted(parser.values.mistakes, key=lambda each: each.place)))


class _Parser:
    """Reads one line; keeps its tokens, where it stands and what was mistaken."""

    def __init__(self, line: str, today: date, own: fields.Kinds) -> None:
        self._line = line
        self._tokens = list(tokens(line[:LONGEST]))
        self._at = 0
        self._depth = 0
        self._own = own
        self.values = Values(line, today, own)

    def everything(self) -> Query:
        """Return the tree of the whole line."""
        if len(self._line) > LONGEST:
            self.values.mistake(Span(LONGEST, len(self._line)), f"only the first {LONGEST:,} characters are read")
        parts: list[Query] = []
        while self._at < len(self._tokens):
            found = self._either()
            if found is not None:
                parts.append(found)
            if self._peek(Kind.CLOSE):
                self._pointless(self._take(), "nothing was opened before this parenthesis")
        return joined(parts) or Everything()

    # grammar

    def _either(self) -> Query | None:
        items = [self._both()]
        while self._peek(Kind.OR):
            operator = self._take()
            right = self._both()
            if items[-1] is None or right is None:
                self._pointless(operator, "OR stands between two things to find")
            items.append(right)
        kept = [item for item in items if item is not None]
        if not kept:
            return None
        return kept[0] if len(kept) == 1 else Or(tuple(kept))

    def _both(self) -> Query | None:
        items: list[Query] = []
        said = False
        while not self._ends():
            if self._peek(Kind.AND):
                operator = self._take()
                said = True
                if not items or self._ends() or self._peek(Kind.AND):
                    self._pointless(operator, "AND stands between two things to find")
                continue
            item = self._one()
            if item is not None:
                items.append(item)
        return joined(items) if said else side_by_side(items)

    def _one(self) -> Query | None:
        negations: list[Token] = []
        while self._peek(Kind.NOT):
            negations.append(self._take())
        if self._ends() or self._peek(Kind.AND):
            if negations:
                self._pointless(negations[-1], f"{negations[-1].text} stands before what is not wanted")
            return None
        item = self._thing(self._take())
        if item is None or len(negations) % 2 == 0:
            return item
        if isinstance(item, Everything):
            return Nothing()
        end = self._tokens[self._at - 1].place.end
        return item.item if isinstance(item, Not) else Not(item, Span(negations[0].place.start, end))

    def _thing(self, token: Token) -> Query | None:
        match token.kind:
            case Kind.OPEN:
                return self._group(token)
            case Kind.FIELD:
                return self._field(token)
            case Kind.PHRASE:
                return self.values.phrase(None, token, token.place)
            case _:
                return self.values.word(None, token.text, token.place)

    def _group(self, opening: Token, field: str | None = None) -> Query | None:
        """Return what stands in parentheses; one that is still open ends with the line."""
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                if self._depth == DEEPEST + 1:
                    self.values.mistake(opening.place, f"parentheses are followed {DEEPEST} deep")
                return None
            inner = self._either() if field is None else self._group_of(field)
            if self._peek(Kind.CLOSE):
                self._take()
            return inner
        finally:
            self._depth -= 1

    def _group_of(self, field: str) -> Query | None:
        """Return a group whose words all belong to one field."""
        outer, self.values.field = self.values.field, field
        try:
            return self._either()
        finally:
            self.values.field = outer

    def _field(self, token: Token) -> Query | None:
        """Return what a field says; its value may follow a blank."""
        field = fields.known(token.text, self._own)
        value = self._tokens[self._at] if self._at < len(self._tokens) else None
        glued = value is not None and value.glued
        if field is None:
            return self._unknown(token, value if glued else None)
        if value is not None and value.kind is Kind.OPEN:
            return self._group(self._take(), field)
        if value is None or value.kind not in (Kind.WORD, Kind.PHRASE):
            self.values.mistake(token.place, f"{field}: needs a value, such as {fields.example(field)}")
            return None
        self._take()
        place = Span(token.place.start, value.place.end)
        if value.kind is Kind.PHRASE:
            return self.values.phrase(field, value, place)
        return self.values.word(field, value.text, place)

    def _unknown(self, token: Token, value: Token | None) -> Query | None:
        """Search an unknown field's text literally, and say what was likely meant."""
        if value is None or value.kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN, Kind.FIELD):
            return self.values.word(None, token.text, token.place)
        near = fields.nearest(token.text, self._own)
        hint = f"did you mean {near}:?" if near else "fields are " + ", ".join(fields.SHOWN)
        mended = f"{self._line[: token.place.start]}{near}{self._line[token.place.end - 1 :]}" if near else None
        self.values.mistake(token.place, f"there is no field {token.text}: – {hint}", mended)
        if value.kind is not Kind.WORD:
            return self.values.word(None, token.text, token.place)
        self._take()
        return self.values.literal(f"{token.text}:{value.text}", Span(token.place.start, value.place.end))

    # tokens and mistakes

    def _peek(self, kind: Kind) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind is kind

    def _ends(self) -> bool:
        return self._at >= len(self._tokens) or self._peek(Kind.OR) or self._peek(Kind.CLOSE)

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _pointless(self, token: Token, message: str) -> None:
        left, right = self._line[: token.place.start].rstrip(), self._line[token.place.end :].lstrip()
        self.values.mistake(token.place, message, f"{left} {right}".strip() or None)
