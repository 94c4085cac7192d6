"""How a build is narrated on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from explorer.cli.terminal import Style, columns_of, encodable
from explorer.model.progress import Progress
from explorer.model.safe import safe

BAR = 24  # columns
EVERY = 0.1  # seconds between two paintings of the bar
TENTHS = 10  # lines a stage without a terminal, at most
ERASE = "\r\x1b[K"


class Narrator:
    """Tells a build's progress; use it in a `with`, so that the bar is gone afterwards."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._style = Style.of(stream)
        self._clock = clock
        self._painted = float("-inf")
        self._said = ("", -1)

    def __enter__(self) -> Narrator:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._style.rich and self._painted > float("-inf"):
            self._write(ERASE)

    def tell(self, progress: Progress) -> None:
        """Show where the build stands, not more often than somebody can read it."""
        if self._style.rich:
            now = self._clock()
            if now - self._painted >= EVERY:
                self._painted = now
                self._write(ERASE + bar(progress, self._style.width - 1))
            return
        step = (progress.stage, progress.done * TENTHS // progress.total if progress.total else 0)
        if step != self._said and progress.stage != "done" and (progress.done or progress.total):
            self._said = step
            self._write(safe(line(progress)) + "\n")

    def _write(self, text: str) -> None:
        self._stream.write(encodable(text, self._stream))
        self._stream.flush()


def line(progress: Progress) -> str:
    """Return progress as words and numbers: stage, documents done, rate, time left and failures."""
    count = f"{progress.done:,}/{progress.total:,}" if progress.total else f"{progress.done:,}"
    parts = [f"{progress.stage} {count}"]
    if progress.rate > 0:
        parts.append(f"{progress.rate:,.0f} docs/s")
    if progress.left is not None and progress.left >= 1:
        parts.append(f"{clock_time(progress.left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    return " · ".join(parts)


def bar(progress: Progress, width: int) -> str:
    """Return progress as a bar with its line and the current file, no wider than `width` columns."""
    full = BAR * progress.done // progress.total if progress.total else 0
    text = f"{'█' * full}{'░' * (BAR - full)} {line(progress)}"
    if progress.current:
        text += f"  {progress.current}"
    text = safe(text)[:width]
    while columns_of(text) > width:
        text = text[:-1]
    return text


def clock_time(seconds: float) -> str:
    """Return a duration as mm:ss, or h:mm:ss from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
