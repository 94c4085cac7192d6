"""Dates in a text: a grammar to EDTF, anchored on the sentence, the paragraph and the document's date."""

from __future__ import annotations

from explorer.entities.dates.finder import find_dates

__all__ = ["find_dates"]
