"""Makes any string safe to show: no control, direction or flood of invisible characters reaches the terminal."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from explorer.model import safe as harmless

MARKS_IN_A_ROW = 8
"""Characters of no width allowed in a row: scripts and emoji need a few, a flood of them hangs terminals."""

_NO_WIDTH = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u180b-\u180f\u200b-\u200d\u2060-\u2064\u20d0-\u20ff\u302a-\u302f\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\U000e0100-\U000e01ef"
)
# What the model makes harmless, and what only a screen minds: soft hyphens and annotation marks, whose width terminals
# disagree about, and floods.
_UNSETTLED = "\u00ad\u206a-\u206f\ufff9-\ufffb"
_OBEYED = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f\ud800-\udfff" + _UNSETTLED
)
_SUSPECT = re.compile(f"[{_OBEYED}]|[{_NO_WIDTH}]{{{MARKS_IN_A_ROW + 1}}}")
_REPLACED = re.compile(f"[{_UNSETTLED}]")
_FLOOD = re.compile(f"(?<=[{_NO_WIDTH}]{{{MARKS_IN_A_ROW}}})[{_NO_WIDTH}]+")


def safe(text: str) -> str:
    """Return `text` as one line that can be shown, each character replaced by exactly one, so that spans still hold.

    Line ends and tabs become spaces, controls visible symbols such as ␛, and what cannot be shown, or is the ninth
    character of no width in a row, the replacement character.
    """
    if _SUSPECT.search(text) is None:
        return text
    text = _REPLACED.sub("\ufffd", harmless.safe(text))
    return _FLOOD.sub(lambda match: "\ufffd" * len(match[0]), text)


class SanitiseFilter(LineFilter):
    """Replaces what is left of harmful characters in every segment on its way to the terminal.

    The last gate: whatever a widget was given, no escape sequence leaves. Textual's own control segments stay.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SanitiseFilter)

    def __hash__(self) -> int:
        # Lines remember what each filter made of them; all filters of this class make the same.
        return hash(SanitiseFilter)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's
        """Return the segments with every character that a terminal would obey replaced."""
        if not any(_SUSPECT.search(text) for text, _, control in segments if not control):
            return segments
        return [segment if segment.control else Segment(safe(segment.text), segment.style) for segment in segments]
