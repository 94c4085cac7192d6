"""`explorer index`: how a build is told."""

from __future__ import annotations

import io
import os
import signal
import sys

import pytest

from explorer.cli.index import grouped
from explorer.cli.progress import Narrator, bar, clock_time, line
from explorer.model.document import Failure
from explorer.model.progress import Progress, Report, event_from_json

HALF = Progress("read", 1240, 9800, 3, 4.0, 1, "news/a.txt")


def test_a_report_goes_to_stdout_and_progress_to_stderr(explorer, library) -> None:
    library.report = Report(
        3, 1, 2, 4, (Failure("a.txt", "binary", "is not text"),), 5, 2.0, notices=("index rebuilt",)
    )
    ran = explorer("index", "papers")
    assert ran.code == 0
    assert ran.out == (
        "done: 8 documents (3 added, 1 changed, 2 removed, 4 unchanged) in 2.0 s, 2 a second\n"
        "5 files left out by the rules\n"
        "1 failure:\n  binary (1)\n    a.txt: is not text\n"
    )
    assert ran.err == "read 1/2 · 4 docs/s\nindex rebuilt\n"
    assert str(library.folder) == "papers"


def test_events_are_lines_that_come_back(explorer, library) -> None:
    ran = explorer("index", "--events")
    assert [event_from_json(each) for each in ran.out.splitlines()] == [*library.steps, library.report]
    assert ran.err == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_build_and_keeps_what_was_read(explorer, library, monkeypatch, number) -> None:
    def kill_then_build(progress, cancelled):
        os.kill(os.getpid(), number)
        assert cancelled()
        return Report(added=1, stopped=True)

    monkeypatch.setattr(library, "build", kill_then_build)
    before = signal.getsignal(number)
    ran = explorer("index")
    assert ran.code == 130
    assert ran.out.startswith("stopped: 1 document (")
    assert "run it again to go on" in ran.err
    assert signal.getsignal(number) is before


def test_a_second_interrupt_does_not_wait(explorer, library, monkeypatch) -> None:
    def stubborn(progress, cancelled):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(library, "build", stubborn)
    ran = explorer("index")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "explorer: interrupted")


def test_failures_are_grouped_by_reason_most_frequent_first() -> None:
    failures = [Failure(f"{n}.txt", "binary", "is not text") for n in range(3)]
    failures += [Failure("b\x1b.md", "broken front matter", "line 2: no end"), Failure("c", "a", "b")]
    assert list(grouped(tuple(failures), shown=2)) == [
        "5 failures:",
        "  binary (3)",
        "    0.txt: is not text",
        "    1.txt: is not text",
        "    … and 1 more; `explorer doctor` lists them all",
        "  a (1)",
        "    c: b",
        "  broken front matter (1)",
        "    b␛.md: line 2: no end",
    ]
    assert list(grouped(())) == []


def test_progress_has_numbers_rate_and_time_left() -> None:
    assert line(HALF) == "read 1,240/9,800 · 310 docs/s · 00:28 left · 3 failed"
    assert line(Progress("discover", 12)) == "discover 12"
    assert (clock_time(59.6), clock_time(3725)) == ("01:00", "1:02:05")


def test_a_bar_never_wraps() -> None:
    assert (
        bar(HALF, 200) == "███░░░░░░░░░░░░░░░░░░░░░ read 1,240/9,800 · 310 docs/s · 00:28 left · 3 failed  news/a.txt"
    )
    assert len(bar(HALF, 30)) == 30
    assert bar(Progress("read", 1, 2, current="北京" * 50), 60).endswith("北京北京")
    assert "\x1b" not in bar(Progress("read", 1, 2, current="\x1b[2J"), 60)


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return sys.__stdout__.fileno()


def test_on_a_terminal_the_bar_is_painted_now_and_then_and_taken_away(monkeypatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    times = iter([0.0, 0.05, 0.2])
    stream = Terminal()
    with Narrator(stream, lambda: next(times)) as narrator:
        for done in (1, 2, 3):
            narrator.tell(Progress("read", done, 4))
    assert stream.getvalue().count("\r\x1b[K") == 3
    assert "read 2/4" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
    quiet = Terminal()
    with Narrator(quiet):
        pass
    assert quiet.getvalue() == ""


def test_without_a_terminal_a_stage_says_at_most_eleven_lines() -> None:
    stream = io.StringIO()
    with Narrator(stream) as narrator:
        for done in range(1001):
            narrator.tell(Progress("read", done, 1000))
        narrator.tell(Progress("done", 1000, 1000))
    assert len(stream.getvalue().splitlines()) == 11
