"""Changing a query line for the person who typed it: add a clause, forbid one, take a part away."""

from __future__ import annotations

from explorer.model.span import Span
from explorer.query.lexer import Kind, tokens


def quoted(field: str, value: str) -> str:
    """Return a clause to type: `person:"Ada Lovelace"`, `org:NASA`; quotes within the value become blanks."""
    plain = " ".join(value.replace('"', " ").split())
    simple = plain.isalnum()
    return f"{field}:{plain}" if simple else f'{field}:"{plain}"'


def narrow(text: str, clause: str) -> str:
    """Return the line that also wants `clause`; what forbade it is taken away."""
    return _with(_drop(text, f"-{clause}"), clause)


def exclude(text: str, clause: str) -> str:
    """Return the line that does not want `clause`; what wanted it is taken away."""
    return _with(_drop(text, clause), f"-{clause}")


def without(text: str, place: Span) -> str:
    """Return the line without what stands at `place`, its negation, and what it leaves dangling around it."""
    found = list(tokens(text))
    inside = [number for number, token in enumerate(found) if token.place.overlaps(place)]
    if not inside:
        return text
    first, last = inside[0], inside[-1] + 1
    while True:
        before = found[first - 1].kind if first else None
        after = found[last].kind if last < len(found) else None
        if before in (Kind.NOT, Kind.FIELD):
            first -= 1
        elif before is Kind.OPEN and after is Kind.CLOSE:
            first, last = first - 1, last + 1
        elif before in (Kind.AND, Kind.OR):
            first -= 1
            break
        else:
            last += after in (Kind.AND, Kind.OR)
            break
    left, right = text[: found[first].place.start].rstrip(), text[found[last - 1].place.end :].lstrip()
    between = "" if left.endswith("(") or right.startswith(")") else " "
    return f"{left}{between}{right}".strip()


def _with(text: str, clause: str) -> str:
    """Return `text` and `clause`, in parentheses where an OR would take a part of it."""
    line = text.strip()
    found = list(tokens(line))
    if not found:
        return clause
    if _contains(line, clause):
        return line
    open_end = not found[-1].ended
    depth = 0
    loose = False
    for token in found:
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0)
        loose = loose or (token.kind is Kind.OR and depth <= 0)
    line += ('"' if open_end else "") + ")" * max(0, depth)
    return f"({line}) {clause}" if loose else f"{line} {clause}"


def _places(text: str, clause: str) -> list[Span]:
    """Return where `clause` stands in `text` as whole tokens at the outermost level."""
    wanted = [(token.kind, token.text, token.exact) for token in tokens(clause)]
    found = list(tokens(text))
    places = []
    depth = 0
    for at, token in enumerate(found):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0)
        here = found[at : at + len(wanted)]
        negated = at > 0 and found[at - 1].kind is Kind.NOT
        if depth == 0 and not negated and [(each.kind, each.text, each.exact) for each in here] == wanted:
            places.append(Span(here[0].place.start, here[-1].place.end))
    return places


def _contains(text: str, clause: str) -> bool:
    return bool(_places(text, clause))


def _drop(text: str, clause: str) -> str:
    for place in reversed(_places(text, clause)):
        text = without(text, place)
    return text
