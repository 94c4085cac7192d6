"""What was asked: the line that a person types, as a tree of plain values.

Nothing here raises on what is typed: parts that cannot be meant are said as mistakes and searched literally.
"""

from __future__ import annotations

from explorer.query.edit import exclude, narrow, quoted, without
from explorer.query.parser import parse
from explorer.query.suggest import suggest
from explorer.query.tree import leaves, positive, resolve

__all__ = ["exclude", "leaves", "narrow", "parse", "positive", "quoted", "resolve", "suggest", "without"]
