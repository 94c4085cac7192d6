"""Quotations as rows: the columns of the table quotes after the document's number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explorer.model.entity import Quote, QuoteKind
from explorer.model.span import Span

KINDS = (QuoteKind.INDIRECT, QuoteKind.DIRECT, QuoteKind.PARTIAL)
"""Kinds of quotation by the number that stands for them."""


def pack_quotes(quotes: Sequence[Quote]) -> tuple[tuple[Any, ...], ...]:
    """Turn the quotations of a document into rows, numbered in the order given."""
    return tuple(
        (
            *(number, each.span.start, each.span.end, *ends(each.speaker), each.cue, KINDS.index(each.kind)),
            *(each.confidence, each.speaker_local, each.continues, each.fingerprint),
        )
        for number, each in enumerate(quotes)
    )


def ends(span: Span | None) -> tuple[int | None, int | None]:
    """Return where a span starts and ends, None for both where there is none."""
    return (span.start, span.end) if span else (None, None)
