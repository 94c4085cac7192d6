"""A collector that scores whole posting lists and takes the best; what it does not know it leaves to Whoosh."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from explorer.index.codec.whole import Mode, Scored, Segment, Unknown
from explorer.index.codec.whoosh_search import collectors
from explorer.index.search.arrays import leading


class ArrayCollector(collectors.TopCollector):  # type: ignore[misc]  # Whoosh has no types
    """Collects the `limit` best documents, all of them if it is None, as Whoosh's `TopCollector` does.

    Used by itself, it evaluates queries without stepping through documents. Within another collector, and for queries,
    weightings and segments that are not ours, it steps through them as its base does.
    """

    def __init__(self, limit: int | None = 10, usequality: bool = True, **options: Any) -> None:
        super().__init__(limit or 1, usequality and bool(limit), **options)
        self._unlimited = not limit
        self.found: Scored | None = None  # all that matched, numbered within the whole index

    def prepare(self, top_searcher: Any, q: Any, context: Any) -> None:
        """Begin a search."""
        super().prepare(top_searcher, q, context)
        self.total, self.found = 0, None
        if self._unlimited:
            self.limit = max(1, top_searcher.doc_count_all())

    def run(self) -> None:
        """Search."""
        try:
            self.found = self._evaluate()
        except Unknown:
            super().run()
            return
        scores, documents = self.found.scores, self.found.documents
        best = leading(len(scores), [lambda at: -scores[at]], self.limit)
        self.items = [
            (score, -document) for score, document in zip(scores[best].tolist(), documents[best].tolist(), strict=True)
        ]
        self.total = len(scores)
        self.finish()

    def _evaluate(self) -> Scored:
        """Return all that matches; raises Unknown."""
        context, searcher = self.context, self.top_searcher
        if context.needs_current or self.final_fn is not None:
            raise Unknown("somebody wants to look at each document")
        parts, mode = [], Mode(bare=context.weighting is None)
        for each, offset in searcher.leaf_searchers():
            part = Segment(each, context.weighting).evaluate(self.q, mode)
            parts.append((part.documents.astype(np.int64) + offset, part.scores))
        documents, scores = zip(*parts, strict=True)
        return Scored(np.concatenate(documents), np.concatenate(scores))

    def computes_count(self) -> bool:
        """Say whether the number of all that matched is known."""
        return self.found is not None or bool(super().computes_count())

    def count(self) -> int:
        """Return how many documents matched."""
        return self.total if self.found is not None else int(super().count())

    def all_ids(self) -> Iterator[int]:
        """Iterate over the documents that matched, ascending."""
        if self.found is None:
            return iter(super().all_ids())
        return iter(self.found.documents.tolist())
