"""Fits text into a number of cells, with an ellipsis where something had to go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len, set_cell_size, split_graphemes

from explorer.view.render.sanitise import safe

ELLIPSIS = "…"
Run = tuple[str, str]
"""Some text and the name of its look; "" is plain."""


def clip(text: str, width: int) -> str:
    """Return `text`, safe to show, cut to at most `width` cells, the last one an ellipsis if anything is missing."""
    text = safe(text)
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    graphemes, _ = split_graphemes(text)
    ends = accumulate(cells for _, _, cells in graphemes)
    kept = [end for (_, end, _), cells in zip(graphemes, ends, strict=True) if cells <= width - 1]
    return (text[: kept[-1]].rstrip() if kept else "") + ELLIPSIS


def column(text: str, width: int) -> str:
    """Return `text` cut or filled with blanks to exactly `width` cells."""
    return set_cell_size(clip(text, width), width)


def fit(runs: Sequence[Run], width: int) -> list[Run]:
    """Return the runs, safe to show, that fit into `width` cells; the one that is cut ends in an ellipsis."""
    fitted: list[Run] = []
    left = width
    for number, (raw, look) in enumerate(runs):
        text = safe(raw)
        cells = cell_len(text)
        more = any(later.strip() for later, _ in runs[number + 1 :])
        if cells > left or (cells == left and more):
            fitted.append((clip(text, left) if cells > left else clip(f"{text} ", left), look))
            break
        fitted.append((text, look))
        left -= cells
    return fitted


def bar(share: float, width: int) -> str:
    """Return a bar of `width` cells, filled from the left by `share` of it, at least a little if it is above 0."""
    filled = min(width, max(int(share > 0), round(share * width)))
    return "━" * filled + "╌" * (width - filled)
