"""Where a person is, where they have been, and how to come back: plain values, no widgets."""

from __future__ import annotations

from enum import StrEnum

from explorer.model.query import Sort
from explorer.values import dataclass


class View(StrEnum):
    """The screens that one can come back to."""

    SEARCH = "search"
    ENTITY = "entity"
    EXPLANATION = "explanation"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to, or to come back to.

    On the search screen: `query` and `sort`; `selected` the document lit in the results, `rank` where it
    stood among them and `results_top` the first
    result row shown; `document` the one in the reader, shown from character `top`, or with character `at`, or the
    first naming of entity `about`, in the middle; `pane` the focused one and `tab` the side pane's. Elsewhere:
    `subject` the entity of a card, the entity or document of a timeline (see `of_document`), or the left document of
    an explanation and `other` its right one; `row` the line with the cursor. None means: leave as it is.
    """

    view: View = View.SEARCH
    query: str | None = None
    sort: Sort | None = None
    selected: int | None = None
    rank: int | None = None
    results_top: int | None = None
    document: int | None = None
    top: int | None = None
    at: int | None = None
    pane: str | None = None
    tab: str | None = None
    subject: int | None = None
    other: int | None = None
    about: int | None = None
    of_document: bool = False
    row: int = 0

    def same_subject(self, other: Place) -> bool:
        """Say whether this is the same thing as `other`, looked at from wherever."""
        if self.view is not other.view:
            return False
        if self.view is View.SEARCH:
            return (self.query, self.document, self.pane) == (other.query, other.document, other.pane)
        return (self.subject, self.other, self.of_document) == (other.subject, other.other, other.of_document)


class History:
    """The trail of places, as in a browser: going somewhere new forgets what lay ahead."""

    def __init__(self, limit: int = 200) -> None:
        self._limit = limit
        self._back: list[Place] = []
        self._ahead: list[Place] = []

    def __len__(self) -> int:
        return len(self._back)

    @property
    def has_back(self) -> bool:
        """Say whether there is a place behind."""
        return bool(self._back)

    @property
    def has_ahead(self) -> bool:
        """Say whether there is a place ahead."""
        return bool(self._ahead)

    def leave(self, place: Place) -> None:
        """Remember `place`, which is left for a new one; left twice in a row it is kept once, as last seen."""
        if self._back and self._back[-1].same_subject(place):
            self._back.pop()
        self._back.append(place)
        del self._back[: -self._limit]
        self._ahead.clear()

    def back(self, leaving: Place) -> Place | None:
        """Return the place before, None at the first one; `leaving` becomes the one ahead."""
        while self._back:
            place = self._back.pop()
            if not place.same_subject(leaving):
                self._ahead.append(leaving)
                return place
        return None

    def ahead(self, leaving: Place) -> Place | None:
        """Return the place that was last gone back from, None if there is none; `leaving` falls behind."""
        if not self._ahead:
            return None
        self._back.append(leaving)
        return self._ahead.pop()
