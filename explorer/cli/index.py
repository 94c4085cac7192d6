"""`explorer index [PATH]`: reads what is new or changed, and says how it goes and what failed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from explorer.cli.corpus import opened
from explorer.cli.invocation import Invocation
from explorer.cli.options import config_option
from explorer.cli.progress import Narrator
from explorer.cli.terminal import counted, narrate, say
from explorer.model.document import Failure
from explorer.model.progress import Progress, Report, event_to_json
from explorer.model.safe import safe

SHOWN = 20  # failures of one reason that are named


class Stop:
    """Asks a build to stop after its current batch at the first signal; at the second it is interrupted at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Say whether somebody asked to stop."""
        return self.asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    @contextmanager
    def listening(self) -> Iterator[Stop]:
        """Listen to interrupt and terminate for the time of a `with`."""
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@click.command("index", short_help="Read what is new or changed.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--events", is_flag=True, help="Print progress and report as JSON lines, for another program.")
@config_option
@click.pass_obj
def command(invocation: Invocation, path: Path | None, events: bool) -> int:
    """Read the documents of a folder that are new or changed, so that they can be searched."""
    with opened(invocation, path) as library, Stop().listening() as stop:
        if events:
            report = library.build(_emit, stop)
            _emit(report)
        else:
            with Narrator(sys.stderr) as narrator:
                report = library.build(narrator.tell, stop)
            print_report(report)
    return 130 if report.stopped else 0


def _emit(event: Progress | Report) -> None:
    """Print an event at once: somebody waits for it."""
    say(event_to_json(event))
    sys.stdout.flush()


def print_report(report: Report) -> None:
    """Print what a build did, and the failures grouped by their reason."""
    for notice in report.notices:
        narrate(notice)
    rate = f", {(report.added + report.changed) / report.seconds:,.0f} a second" if report.seconds > 0 else ""
    state = "stopped" if report.stopped else "done"
    say(
        f"{state}: {counted(report.documents, 'document')} ({report.added:,} added, {report.changed:,} changed, "
        f"{report.removed:,} removed, {report.unchanged:,} unchanged) in {report.seconds:.1f} s{rate}"
    )
    if report.ignored:
        say(f"{counted(report.ignored, 'file')} left out by the rules")
    for line in grouped(report.failures):
        say(line)
    if report.stopped:
        narrate("what was read so far can be searched; run it again to go on")


def grouped(failures: tuple[Failure, ...], shown: int = SHOWN) -> Iterator[str]:
    """Yield lines that list failures by reason, the most frequent first, at most `shown` files each."""
    if not failures:
        return
    reasons: dict[str, list[Failure]] = {}
    for failure in failures:
        reasons.setdefault(failure.reason, []).append(failure)
    yield f"{counted(len(failures), 'failure')}:"
    for reason, of_reason in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"  {safe(reason)} ({len(of_reason):,})"
        for failure in of_reason[:shown]:
            yield f"    {safe(failure.path)}: {safe(failure.message)}"
        if len(of_reason) > shown:
            yield f"    … and {len(of_reason) - shown:,} more; `explorer doctor` lists them all"
