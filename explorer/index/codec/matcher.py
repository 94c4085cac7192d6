"""A matcher over the arrays of a term."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from explorer.index.codec.lists import BLOCK, PostingList
from explorer.index.codec.postings import Shape
from explorer.index.codec.whoosh_search import LeafMatcher, NullMatcher, ReadTooFar


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """Steps through the postings of a term; weights and values are looked at only when they are asked for."""

    def __init__(self, postings: PostingList, format_: Any, term: tuple[str, bytes] | None, scorer: Any = None) -> None:
        self.postings = postings
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._at = 0
        self._end = len(postings)

    @cached_property
    def _documents(self) -> list[int]:
        documents: list[int] = self.postings.documents.tolist()
        return documents

    @cached_property
    def _weights(self) -> list[float]:
        weights: list[float] = self.postings.weights.astype(float).tolist()
        return weights

    def is_active(self) -> bool:
        """Say whether there is a current posting."""
        return self._at < self._end

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> PostingMatcher:
        """Return a matcher that is where this one is."""
        made = PostingMatcher(self.postings, self.format, self._term, self.scorer)
        made._at = self._at
        return made

    def replace(self, minquality: float = 0) -> Any:  # noqa: ARG002  # Whoosh's signature
        """Return a matcher that does the same: none that matches anything when the postings are at their end."""
        return self if self._at < self._end else NullMatcher()

    def id(self) -> int:
        """Return the current document; behind the end the last one, which some of Whoosh's queries look at."""
        return self._documents[self._at if self._at < self._end else -1]

    def all_ids(self) -> Iterator[int]:
        """Iterate over the documents from the current one on."""
        return iter(self._documents[self._at :])

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """Iterate over the documents from the current one on, with the bytes of their postings."""
        for at in range(self._at, self._end):
            yield self._documents[at], self.postings.value(at, self.format)

    def weight(self) -> float:
        """Return the weight of the current posting."""
        return self._weights[self._at]

    def value(self) -> bytes:
        """Return the bytes that the field's format makes of the current posting."""
        return self.postings.value(self._at, self.format)

    def value_as(self, astype: str) -> Any:
        """Return what the current posting holds: "positions", "frequency" or what else the format knows."""
        shape = self.postings.field.shape
        if shape is Shape.POSITIONS and astype == "positions":
            return self.postings.places(self._at)
        return super().value_as(astype)

    def next(self) -> bool:
        """Go to the next posting; say whether that begins another block."""
        if self._at >= self._end:
            raise ReadTooFar
        self._at += 1
        return self._at % BLOCK == 0 or self._at == self._end

    def skip_to(self, id: int) -> None:  # noqa: A002  # Whoosh's name
        """Go to the first posting from here on whose document is `id` or later."""
        if self._at >= self._end:
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the first block from here on that may score more; return how many were skipped."""
        skipped = 0
        while self._at < self._end and self.block_quality() <= minquality:
            self._at = min(self._end, (self._at // BLOCK + 1) * BLOCK)
            skipped += 1
        return skipped

    def block_min_id(self) -> int:
        """Return the first document of the current block."""
        return self._documents[self._at // BLOCK * BLOCK]

    def block_max_id(self) -> int:
        """Return the last document of the current block."""
        return self._documents[min(self._end, (self._at // BLOCK + 1) * BLOCK) - 1]

    def block_min_length(self) -> int:
        """Return the least length of the field in the current block."""
        return self.postings.block_lengths[self._at // BLOCK][0]

    def block_max_length(self) -> int:
        """Return the greatest length of the field in the current block."""
        return self.postings.block_lengths[self._at // BLOCK][1]

    def block_max_weight(self) -> float:
        """Return the highest weight in the current block."""
        return self.postings.block_weights[self._at // BLOCK]

    def supports_block_quality(self) -> bool:
        """Say whether blocks can be told to be too bad to look at."""
        return self.scorer is not None and bool(self.scorer.supports_block_quality())

    def score(self) -> float:
        """Return the score of the current posting, its weight if nobody said how to score."""
        return float(self.weight() if self.scorer is None else self.scorer.score(self))
