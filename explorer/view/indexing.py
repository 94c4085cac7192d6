"""How the index is brought up to date while people read: a child process, watched from a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Timer

from explorer.errors import ExplorerError
from explorer.library import BackgroundBuild, Library
from explorer.model.progress import Progress, Report
from explorer.values import dataclass

PATIENCE = 2.0
"""Seconds that leaving waits for a build to end its current batch."""
BAR = 30
"""Columns of a progress bar."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """Where indexing stands: what was last heard, how it ended, and whether new documents have become searchable."""

    running: bool = False
    progress: Progress | None = None
    report: Report | None = None
    error: str | None = None
    grown: bool = False


def clock(seconds: float) -> str:
    """Return seconds as mm:ss, with hours in front when there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def progress_line(progress: Progress) -> str:
    """Return `1,240/9,800 · 310 docs/s · 00:27 left`, as far as it is known."""
    if not progress.total:
        return "looking for files"
    parts = [f"{progress.done:,}/{progress.total:,}"]
    if progress.rate:
        parts.append(f"{progress.rate:,.0f} docs/s")
    if progress.left is not None:
        parts.append(f"{clock(progress.left)} left")
    return " · ".join(parts)


def bar(progress: Progress, width: int = BAR) -> str:
    """Return a bar of `width` columns."""
    full = min(width, width * progress.done // progress.total) if progress.total else 0
    return "━" * full + "╺" * (width - full)


def report_line(report: Report) -> str:
    """Return what a build did, in a line."""
    changes = [
        f"{number:,} {word}"
        for number, word in ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
        if number
    ]
    start = "stopped" if report.stopped else "up to date"
    return f"{start}: {', '.join(changes)}" if changes else start


class Indexer:
    """Runs one build at a time; `told` hears of every step, in the thread that calls `run`."""

    def __init__(self, library: Library, told: Callable[[IndexState], None]) -> None:
        self._library = library
        self._told = told
        self._build: BackgroundBuild | None = None
        self._stopping = False
        self.state = IndexState()

    def begin(self) -> bool:
        """Claim the right to run; false if a build runs already."""
        if self.state.running:
            return False
        self._stopping = False
        self.state = IndexState(running=True)
        return True

    def run(self) -> None:
        """Build to the end, or until stopped; to be called in a thread after `begin`."""
        generation = 0
        try:
            self._build = self._library.background_build()
            if self._stopping:
                self._build.stop()
            for event in self._build.events():
                if isinstance(event, Report):
                    self._say(running=False, report=event, grown=self._library.refresh())
                else:
                    grown = event.generation > generation
                    generation = max(generation, event.generation)
                    self._say(progress=event, grown=grown and self._library.refresh())
        except ExplorerError as error:
            self._say(running=False, error=str(error), grown=False)
        finally:
            self._build = None
        if self.state.running:
            self._say(running=False, error="indexing ended before it was done", grown=self._library.refresh())

    def stop(self) -> None:
        """Ask the build to stop after its current batch."""
        self._stopping = True
        if self._build is not None:
            self._build.stop()

    def leave(self) -> None:
        """Stop for good: a build that is not done with its current batch soon is ended, for somebody waits to leave."""
        self.stop()
        if (build := self._build) is not None:
            timer = Timer(PATIENCE, build.kill)
            timer.daemon = True
            timer.start()

    def _say(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # fields of the dataclass, by name
        self._told(self.state)
