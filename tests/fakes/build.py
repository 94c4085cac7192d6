"""A background build that says what it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event

from explorer.model.progress import Progress, Report


@dataclass
class FakeBuild:
    """A background build that says what it was given."""

    events_given: Sequence[Progress | Report] = ()
    stopped: bool = False
    wait: Event | None = None

    def events(self) -> Iterator[Progress | Report]:
        """Yield the events; wait before the last one if told to."""
        *first, last = self.events_given
        yield from first
        if self.wait is not None:
            self.wait.wait(5)
        yield replace(last, stopped=True) if self.stopped and isinstance(last, Report) else last

    def stop(self) -> None:
        """Remember that somebody asked to stop."""
        self.stopped = True
        if self.wait is not None:
            self.wait.set()

    def kill(self) -> None:
        """End at once."""
        self.stop()
