"""What stdout and stderr can do, and how text gets there unharmed and harmless."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from explorer.model.safe import safe
from explorer.model.span import Span
from explorer.values import dataclass

BOLD = "\x1b[1m"
UNDERLINED = "\x1b[1;4m"
LIT = "\x1b[1;33m"
DIM = "\x1b[2m"
PLAIN = "\x1b[0m"
PLAINER = str.maketrans(
    {"·": "-", "…": "...", "–": "-", "—": "--", "×": "x", "█": "#", "░": ".", "“": '"', "”": '"', "‘": "'", "’": "'"}
)
"""Signs in the letters of every encoding."""

WIDEST = 100  # columns; longer lines are hard to read


def _columns() -> int:
    """Return how wide the terminal is."""
    import shutil  # and with it all that it can pack, which output into a file does not need

    return shutil.get_terminal_size((WIDEST, 24)).columns


def open_closed_streams() -> None:
    """Stand nothing in for a stream that was closed before the start, lest a file of ours takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # open to the end


def is_dumb() -> bool:
    """Say whether the terminal understands nothing but characters."""
    return os.environ.get("TERM", "") in {"", "dumb", "unknown"}


def is_interactive() -> bool:
    """Say whether an app can be shown: keys come from a terminal that understands more than characters, and go there.

    The app is drawn on stderr, as is usual for what is not data.
    """
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) and not is_dumb()


@dataclass(frozen=True, slots=True)
class Style:
    """How text may be emphasised: `rich` allows bold, `colour` colours too; `width` in columns."""

    rich: bool
    colour: bool
    width: int

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """Find out what `stream` can show; NO_COLOR leaves bold."""
        rich = stream.isatty() and not is_dumb()
        width = _columns() if stream.isatty() else WIDEST
        return cls(rich, rich and not os.environ.get("NO_COLOR"), max(20, min(width, WIDEST)))

    def bold(self, text: str) -> str:
        """Emphasise a text that is already harmless."""
        return f"{BOLD}{text}{PLAIN}" if self.rich else text

    def dim(self, text: str) -> str:
        """Play down a text that is already harmless."""
        return f"{DIM}{text}{PLAIN}" if self.rich else text

    def lit(self, text: str, hits: Iterable[Span], bold: bool = False) -> str:
        """Make `text` harmless and emphasise its spans, which are ascending and do not overlap; `bold` is the rest."""
        clean = safe(text)
        if not self.rich:
            return clean
        plain = self.bold if bold else str
        light = LIT if self.colour else UNDERLINED if bold else BOLD
        parts, at = [], 0
        for hit in hits:
            start, end = max(hit.start, at), min(hit.end, len(clean))
            if start >= end:
                continue
            parts += [plain(clean[at:start]) if start > at else "", light, clean[start:end], PLAIN]
            at = end
        return "".join([*parts, plain(clean[at:]) if at < len(clean) else ""])

    def paragraph(self, text: str, hits: Sequence[Span], indent: str, bold: bool = False) -> Iterator[str]:
        """Yield the lines of `text`, wrapped to the width and indented, with its spans emphasised."""
        for line in wrapped(text, self.width - len(indent)):
            inside = [hit.shifted(-line.start) for hit in hits if hit.overlaps(line)]
            yield indent + self.lit(line.of(text), [Span(max(0, hit.start), hit.end) for hit in inside], bold)


def wrapped(text: str, width: int) -> Iterator[Span]:
    """Yield the spans of the lines that `text` makes in `width` columns, broken at blanks where there are any."""
    start = at = 0
    columns = 0
    blank = -1
    while at < len(text):
        if text[at].isspace():
            blank = at
        columns += columns_of(text[at])
        if columns > width and at > start:
            end = blank if blank > start else at
            yield Span(start, end)
            start = at = end + 1 if end == blank else end
            columns, blank = 0, -1
            continue
        at += 1
    if text[start:].strip():
        yield Span(start, len(text))


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, such as `1 document` or `2,000 documents`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def columns_of(text: str) -> int:
    """Return the columns that a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def narrate(line: str) -> None:
    """Say a line on stderr, harmless whatever is in it; quiet when nobody reads stderr any more."""
    try:
        print(encodable(safe(line), sys.stderr), file=sys.stderr, flush=True)
    except BrokenPipeError:
        return


def say(line: str) -> None:
    """Print a line of data on stdout; raises BrokenPipeError when nobody reads it any more."""
    sys.stdout.write(encodable(line, sys.stdout) + "\n")


def encodable(text: str, stream: TextIO) -> str:
    """Return `text` in what the encoding of `stream` has: plainer signs or `?`, so that no text can stop a command."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAINER).encode(encoding, "replace").decode(encoding)
    return text
