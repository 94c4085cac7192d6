"""The table that a run prints: what was measured, against whom, the goal, the figure, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("what", "against", "goal", "reached", "", "figures")


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `met` is None where there is no goal or nothing to hold it against."""

    what: str
    against: str
    goal: str
    reached: str
    met: bool | None
    figures: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's cells, in the order of HEADINGS."""
        verdict = {True: "met", False: "MISSED", None: "–"}[self.met]
        return self.what, self.against, self.goal, self.reached, verdict, self.figures


def faster(what: str, against: str, least: float, ours: float, theirs: float, figures: str) -> Row:
    """Return a row for a goal "at least so many times as fast"; both are times."""
    ratio = theirs / ours if ours else float("inf")
    return Row(what, against, f"≥ {least:g} ×", f"{ratio:.3g} ×", ratio >= least, figures)


def within(what: str, against: str, most: float, ours: float, theirs: float, figures: str) -> Row:
    """Return a row for a goal "at most so many times as much"; both are times or sizes."""
    ratio = ours / theirs if theirs else float("inf")
    return Row(what, against, f"≤ {most:g} ×", f"{ratio:.3g} ×", ratio <= most, figures)


def below(what: str, most: float, unit: str, ours: float, figures: str = "") -> Row:
    """Return a row for a goal of its own, "below so much"."""
    return Row(what, "–", f"< {most:g} {unit}", f"{ours:.3g} {unit}", ours < most, figures)


def told(what: str, against: str, reached: str, figures: str = "") -> Row:
    """Return a row without a goal."""
    return Row(what, against, "", reached, None, figures)


def with_goals(rows: Sequence[Row]) -> str:
    """Return two tables: the rows that have a goal, with a line that counts those met; and what else was measured."""
    aimed = [row for row in rows if row.met is not None]
    rest = [row for row in rows if row.met is None]
    counted = f"{sum(row.met is True for row in aimed)} of {len(aimed)} goals met"
    parts = [markdown(aimed), counted, "Measured beside:", markdown(rest)]
    return "\n\n".join(parts if rest else parts[:2])


def markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown, its columns as wide as what stands in them."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    written = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    rule = "|".join("-" * (width + 2) for width in widths)
    return "\n".join([f"| {written[0]} |", f"|{rule}|", *(f"| {line} |" for line in written[1:])])
