r"""Make characters safe to show and plain to search, knowing for each where it came from.

Nothing is normalised: letters stay as written. Line ends become "\n". What could steer a terminal or turn the order
of the text round is replaced by U+FFFD, one for one, or dropped where nothing is seen of it anyway.
"""

from __future__ import annotations

import re

from explorer.documents.builder import TextBuilder
from explorer.model.span import OffsetMap

IDENTITY = OffsetMap()

# Zero width space, left/right marks, bidi embeddings, overrides and isolates, word joiner and invisible operators,
# byte order mark, soft hyphen, Arabic letter mark, Mongolian vowel separator, interlinear annotation, tags.
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_LINE_END = "\r\x0b\x0c\x85\u2028\u2029"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"

_ANYTHING = re.compile(f"[{_LINE_END}{_CONTROL}{INVISIBLE}]")
# What may have to be dropped, found fast, and then how much of it. The rest of a terminal's control sequence goes with
# its first character, so that "31m" sticks to no word; a run of returns goes if a line ends after it.
_SUSPECT = re.compile(f"[\r\x1b\x9b{INVISIBLE}]")
_RUN = re.compile(rf"\r++|(?:\x1b\[|\x9b)(?P<code>[0-?]{{0,64}}[ -/]{{0,8}}[@-~])|[{INVISIBLE}]++")
_LINE_ENDS = re.compile(f"[{_LINE_END}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")


def clean(characters: str) -> tuple[str, OffsetMap]:
    """Return `characters` made safe, and the map of the result's offsets to those of `characters`."""
    if _ANYTHING.search(characters) is None:
        return characters, IDENTITY
    text, offsets = _drop(characters)
    return safe(text), offsets


def safe(text: str) -> str:
    r"""Return `text` with line ends as "\n" and control characters as U+FFFD, one for one; invisible ones stay."""
    return _CONTROLS.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def bare(text: str) -> str:
    """Return a value such as a title on one line: safe, without invisible characters, blanks folded into one."""
    return " ".join(safe(_drop(text)[0]).split())


def _drop(characters: str) -> tuple[str, OffsetMap]:
    """Take out what is dropped."""
    builder = TextBuilder()
    at = end = 0
    while (suspect := _SUSPECT.search(characters, end)) is not None:
        start, end = _dropped(characters, suspect.start())
        if start < end:
            builder.add(characters[at:start], at)
            at = end
    if not at:
        return characters, IDENTITY
    builder.add(characters[at:], at)
    return builder.finish()


def _dropped(characters: str, at: int) -> tuple[int, int]:
    """Return where what is dropped begins and ends, given a suspect at `at`; an empty stretch if it stays."""
    run = _RUN.match(characters, at)
    if run is None:
        return at + 1, at + 1
    end = run.end()
    if characters[at] == "\r":
        return (at, end) if characters.startswith("\n", end) else (end, end)
    return (at + 1 if run["code"] else at), end
