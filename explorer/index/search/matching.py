"""Which documents match a plan: whole lists are joined, segment by segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce

from explorer.index.alike import told
from explorer.index.nodes import All, Both, Either, Empty, Forms, Plan, Series, Some, Without, enough, loosened
from explorer.index.search.arrays import NONE, Numbers, common, often, united, whole, without
from explorer.index.search.leaves import Leaves
from explorer.index.search.snapshot import Snapshot


class Evaluation:
    """Evaluates one plan over one state of the index; `leaves` remember what was read for it.

    `plan` is what the documents of `found` were told by. `whole` are those of them, segment by segment, that have all
    the words, where others were found as well. Everything raises IndexCorrupt, and `leaves.Cancelled` once `cancelled`
    says that nobody waits.
    """

    def __init__(self, snapshot: Snapshot, plan: Plan, cancelled: Callable[[], bool] | None = None) -> None:
        self.snapshot = snapshot
        self.leaves = Leaves(snapshot, tuple(dict.fromkeys(_forms(plan))), cancelled)
        self.plan = told(plan, self.leaves.living, snapshot.documents)
        self.whole: list[Numbers] | None = None
        self.found = self._matching(self.plan)
        if sum(map(len, self.found)) < enough(self.plan):
            self.whole = self.found
            self.plan = loosened(self.plan)
            self.found = self._matching(self.plan)

    @property
    def total(self) -> int:
        """Return how many documents were found."""
        return sum(map(len, self.found))

    def _matching(self, plan: Plan) -> list[Numbers]:
        return [segment.left(self._match(plan, at)) for at, segment in enumerate(self.snapshot.segments)]

    def _match(self, plan: Plan, at: int) -> Numbers:
        """Return the documents of segment `at` that match, those taken out as well."""
        size = self.snapshot.segments[at].content.size
        match plan:
            case All():
                return whole(size)
            case Empty():
                return NONE
            case Both(items):
                return self._both(items, at, size)
            case Some(items):
                return often([self._match(item, at) for item in items], 2, size)
            case Either(items):
                return united([self._match(item, at) for item in items], size)
            case Without(item):
                return without(whole(size), self._match(item, at), size)
            case _:
                return self.leaves.documents(plan, at)

    def _both(self, items: tuple[Plan, ...], at: int, size: int) -> Numbers:
        """Join the items, the ones with fewest documents first; what must not match is taken away at last."""
        wanted = sorted((self._cost(item, at), number) for number, item in enumerate(items) if not _denies(item))
        if wanted and wanted[0][0] == (0, 0):
            return NONE
        found: Numbers | None = None
        for _, number in wanted:
            part = self._match(items[number], at)
            found = part if found is None else common(found, part, size)
            if not len(found):
                return NONE
        denied = [item.item for item in items if isinstance(item, Without)]
        start = whole(size) if found is None else found
        return reduce(
            lambda left, item: without(left, self._match(item, at), size) if len(left) else left, denied, start
        )

    def _cost(self, plan: Plan, at: int) -> tuple[int, int]:
        """Rank a part of a plan by its work, and then by about how many documents it finds."""
        match plan:
            case Series(_, slots):
                work = 2 if any(isinstance(slot, Forms) for slot in slots) else 1
                return work, self.leaves.expected(plan, at)
            case Forms():
                return 2, 0
            case All() | Empty() | Both() | Some() | Either() | Without():
                return 3, 0
            case _:
                return 0, self.leaves.expected(plan, at)


def _denies(plan: Plan) -> bool:
    return isinstance(plan, Without)


def _forms(plan: Plan) -> Iterator[Forms]:
    """Yield the forms that a plan asks for."""
    match plan:
        case Forms():
            yield plan
        case Series(_, slots):
            yield from (slot for slot in slots if isinstance(slot, Forms))
        case Both(items) | Some(items) | Either(items):
            for item in items:
                yield from _forms(item)
        case Without(item):
            yield from _forms(item)
        case _:
            return
