"""The parts that a plan is made of. Fields are those of the index; see `plan`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from explorer.values import dataclass

FAR = 100
"""The most words that a phrase may have between neighbours; title and text stand further apart in "body"."""

FEWEST_LOOSE = 3
"""Words side by side that may be loosened; of one or two, all are wanted."""

ENOUGH = 10
"""As many documents with all the words of a longer question are all that is found; for the shortest, one is enough."""

MOST_EXPANDED = 1_000
"""The most forms that a beginning, a pattern or a fuzzy word stands for: the first ones, the nearest of fuzzy ones."""

MOST_PATTERNS = 16
"""The most patterns and fuzzy words of a query: each is compared with all forms of a field."""

MOST_SLOTS = 64
"""The most words of a phrase, its first ones, that are looked for."""

FIRST_DAY, LAST_DAY = 1, 99991231


class Shape(Enum):
    """By what words are chosen among the forms of a field."""

    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with a word that has one of these terms: one for each language that the index holds.

    `stop` says that it was typed as a stop word of "body": `does`, and not the name Doe, although both have one term.
    """

    field: str
    texts: tuple[str, ...]
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """Documents with a word whose form is of this shape, at most `MOST_EXPANDED` forms.

    PREFIX: its folded form or its term begins with `text`. WILDCARD: its folded form is of the pattern `text`, in which
    `*` is any run of characters and `?` one. FUZZY: its folded form becomes `text` by at most `edits` edits (optimal
    string alignment). EXACT: it is written so, as `analysis.exact` has it; only in "body" and "title".
    """

    field: str
    shape: Shape
    text: str
    edits: int = 0


Slot = Term | Forms


@dataclass(frozen=True, slots=True)
class Series:
    """Documents with words in this order, at most `slop` others between neighbours; all slots are of one field."""

    field: str
    slots: tuple[Slot, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """Documents with one of these entity keys; `name` is the phrase to mark in the text."""

    keys: tuple[int, ...]
    name: Plan


@dataclass(frozen=True, slots=True)
class Days:
    """Documents dated from `first` to `last`, days as YYYYMMDD, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by their numbers."""

    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Alike:
    """Documents that share what is telling of a text: `terms` of "body" with weights; never document `number`.

    As planned, the weights say how often each term is in the text; `alike.telling` makes of them the few that count in
    a corpus, which is what an engine matches and scores.
    """

    number: int | None
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class All:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Empty:
    """No document."""


@dataclass(frozen=True, slots=True)
class Both:
    """Documents that match every item; `loose` ones are widened by `loosened`."""

    items: tuple[Plan, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Some:
    """Documents that match two items or more."""

    items: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Documents that match one item or more; `same` says that these are ways to write the first one."""

    items: tuple[Plan, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that do not match the item."""

    item: Plan


Plan = Term | Forms | Series | Keys | Days | Documents | Alike | All | Empty | Both | Some | Either | Without


def day_number(iso: str | None) -> int:
    """Return an ISO day as YYYYMMDD, 0 for None or what is no day."""
    digits = (iso or "")[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def written(forms: Forms) -> str:
    """Return forms as one would type them."""
    match forms.shape:
        case Shape.PREFIX:
            return f"{forms.text}*"
        case Shape.FUZZY:
            return f"{forms.text}~{forms.edits}"
        case Shape.EXACT:
            return f"={forms.text}"
        case Shape.WILDCARD:
            return forms.text


def cut_short(forms: Forms) -> str:
    """Return the line that says that an engine has looked only at the first of many forms."""
    return f"only the first {MOST_EXPANDED:,} forms of {written(forms)}"


def is_stop(item: Plan) -> bool:
    """Say whether an item asks for stop words only."""
    if isinstance(item, Both):
        return all(map(is_stop, item.items))
    return isinstance(item, Term) and item.stop


def loosened(plan: Plan) -> Plan:
    """Return `plan` with two or more of the items wanted where it has loose ones; itself if it has none.

    What must not match stays as it is.
    """
    match plan:
        case Both(items, loose):
            return Some(tuple(dict.fromkeys(_apart(items)))) if loose else Both(tuple(map(loosened, items)))
        case Either(items):
            return replace(plan, items=tuple(map(loosened, items)))
        case _:
            return plan


def _apart(items: tuple[Plan, ...]) -> Iterator[Plan]:
    """Yield items, the parts of words like `load-bearing` one by one."""
    for item in items:
        if isinstance(item, Either) and item.same:
            yield from _apart(item.items)
            continue
        words = whole_words(item) if isinstance(item, Series) else None
        if words is None:
            yield item
        else:
            yield from (word for word in words if not is_stop(word))


def whole_words(series: Series) -> list[Term] | None:
    """Return the words of a series, None if one of them is not whole."""
    words = [slot for slot in series.slots if isinstance(slot, Term)]
    return words if len(words) == len(series.slots) else None


def enough(plan: Plan) -> int:
    """Return how many documents with all the words leave no need for others that have some of them."""
    match plan:
        case Both(items, True):
            return ENOUGH if len(items) > FEWEST_LOOSE else 1
        case Both(items) | Either(items):
            return max(map(enough, items), default=0)
        case _:
            return 0
