"""Quotations in a text: what stands between marks or is told with `that`, and who says it."""

from __future__ import annotations

from explorer.entities.quotes.finder import find_quotes

__all__ = ["find_quotes"]
