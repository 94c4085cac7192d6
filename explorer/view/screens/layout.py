"""Which panes are seen, by the width of the terminal and the pane in use."""

from __future__ import annotations

TWO = 90
"""Columns from which results and reader stand side by side."""
THREE = 140
"""Columns from which all three panes do."""
LOW = 30
"""Rows below which a result has one row."""

PANES = ("results", "reader", "side")


def visible(width: int, pane: str, zoomed: bool = False) -> tuple[str, ...]:
    """Return the panes to show when `pane` is in use; between the two widths the side pane takes the results' place."""
    if zoomed or width < TWO:
        return (pane,)
    if width >= THREE:
        return PANES
    return ("reader", "side") if pane == "side" else ("results", "reader")


def crumbs(pane: str) -> tuple[str, ...]:
    """Return the trail to a pane."""
    return {"results": ("Results",), "reader": ("Results", "Reader"), "side": ("Results", "Reader", "Entities")}[pane]


def breadth(width: int) -> str:
    """Return the name of a width: narrow, medium or wide."""
    return "narrow" if width < TWO else "medium" if width < THREE else "wide"
