"""Why two documents are linked, in plain words; the words hold text of documents, which a front end must clean."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.model.link import Event, Link, Pointer, Shared

NAMES = 6
"""Shared entities that are named."""

FEW = 10
"""Documents that are few enough to be counted beside a name."""

QUOTED = 60
"""Characters of a quotation that are said."""


def told(link: Link) -> tuple[str, ...]:
    """Return the reasons of a link, a line each: copies, references, the event, quotations, names, dates."""
    lines = []
    if link.same_text:
        lines.append(f"is a copy: {link.same_text:.0%} of the text is the same")
    if link.copies:
        names = ", ".join(document.path for document in link.copies[:3])
        more = f" and {len(link.copies) - 3:,} more" if len(link.copies) > 3 else ""
        lines.append(f"has {_counted(len(link.copies), 'copy', 'copies')}: {names}{more}")
    lines += [_pointer(pointer) for pointer in link.pointers]
    if link.event:
        lines.append(_event(link.event))
    lines += [f"both quote “{_cut(quote)}”" for quote in link.quotes]
    named = [each for each in link.shared if each.entity.type != "date"]
    dates = [each for each in link.shared if each.entity.type == "date"]
    if named:
        lines.append(f"both name {_names(named)}")
    if dates:
        lines.append(f"both speak of {_names(dates)}")
    return tuple(lines)


def _pointer(pointer: Pointer) -> str:
    return f"{'refers to it' if pointer.outgoing else 'is referred to'}: {pointer.target} ({pointer.kind})"


def _event(event: Event) -> str:
    """Return `same event: both about A and B, a day apart`."""
    who = _joined([entity.name for entity in event.entities[:3]])
    when = []
    if event.apart is not None:
        days = {0: "of the same day", 1: "a day apart"}.get(event.apart, f"{event.apart} days apart")
        when.append(days)
    if event.day:
        when.append(f"both speak of {event.day}")
    return f"same event: both about {who}, {', '.join(when)}"


def _names(shared: Sequence[Shared]) -> str:
    """Return names, those that few documents have with the number of these."""
    said = []
    for each in shared[:NAMES]:
        few = each.entity.documents <= FEW and each.entity.type != "date"
        said.append(
            f"{each.entity.name} (in {_counted(each.entity.documents, 'document')})" if few else each.entity.name
        )
    more = len(shared) - NAMES
    return ", ".join(said) + (f" and {more:,} more" if more > 0 else "")


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _cut(quote: str) -> str:
    plain = " ".join(quote.split()).strip("\"“”„«»'‘’ ")
    return plain if len(plain) <= QUOTED else plain[:QUOTED].rsplit(" ", 1)[0] + " …"


def _counted(number: int, thing: str, things: str = "") -> str:
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
