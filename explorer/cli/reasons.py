"""Why a hit ranks where it does: `explorer search --explain`."""

from __future__ import annotations

from typing import Any

from explorer.cli.hits import INDENT
from explorer.cli.terminal import Style, counted, say
from explorer.model.results import Explained, Part
from explorer.model.safe import safe


def print_reasons(explained: Explained | None, style: Style) -> None:
    """Print the score of a hit and what makes it up, most points first."""
    if explained is None:
        return
    say(f"{INDENT}{explained.score:.3f} points")
    for part in sorted(explained.parts, key=lambda each: -each.points):
        say(style.dim(f"{INDENT}{part.points:>+8.3f}  {_told(part)}"))
    say("")


def _told(part: Part) -> str:
    """Return a part in words: `moon in the text: 3 times in 210 words, in 40 documents`."""
    where = f" in the {part.field}" if part.field else ""
    facts = []
    if part.frequency:
        facts.append(counted(part.frequency, "time"))
    if part.length:
        facts.append(f"{'among' if facts else 'of'} {counted(part.length, 'word')}")
    line = f"{safe(part.what)} ({safe(part.why)}){where}"
    if facts:
        line += f": {' '.join(facts)}"
    if part.documents:
        line += f", in {counted(part.documents, 'document')} of the corpus"
    return line


def of_reasons(explained: Explained | None) -> dict[str, Any] | None:
    """Return the score of a hit and what makes it up."""
    if explained is None:
        return None
    return {
        "score": round(explained.score, 4),
        "parts": [
            {
                "what": part.what,
                "why": part.why,
                "field": part.field,
                "frequency": part.frequency,
                "documents": part.documents,
                "length": part.length,
                "points": round(part.points, 4),
            }
            for part in explained.parts
        ],
    }
