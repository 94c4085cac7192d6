from __future__ import annotations

import sys

import pytest

from explorer.background import BackgroundBuild
from explorer.config import Config
from explorer.model.document import Failure
from explorer.model.progress import Progress, Report, event_to_json


def child(tmp_path, script):
    """Start a child that runs a script in the place of Explorer."""
    return BackgroundBuild(tmp_path, Config(), (sys.executable, "-uc", script))


def prints(*events):
    return "\n".join(f"print({event_to_json(event)!r})" for event in events)


def test_events_come_as_they_are_said_and_end_with_the_report(tmp_path):
    said = (
        Progress("discover"),
        Progress("read", 1, 2, 0, 0.5, 1, "a.txt"),
        Report(2, failures=(Failure("b", "c", "d"),)),
    )
    with child(tmp_path, "print('a warning')\n" + prints(*said)) as build:
        assert tuple(build.events()) == said


def test_a_child_that_breaks_is_told_in_a_report(tmp_path):
    script = prints(Progress("read", 1, 2)) + "\nraise MemoryError('out of it')"
    progress, report = child(tmp_path, script).events()
    assert progress == Progress("read", 1, 2)
    assert report.stopped
    assert [failure.message for failure in report.failures] == ["MemoryError: out of it"]
    assert report.notices == ("indexing broke off: MemoryError: out of it",)


def test_a_child_that_says_nothing_is_told_by_its_code(tmp_path):
    (report,) = child(tmp_path, "import os; os._exit(70)").events()
    assert report.notices == ("indexing broke off: ended with code 70",)


def test_a_lock_is_no_failure(tmp_path):
    script = "import sys; print('explorer: locked by process 7', file=sys.stderr); sys.exit(4)"
    (report,) = child(tmp_path, script).events()
    assert (report.failures, report.notices) == ((), ("explorer: locked by process 7",))


def test_a_child_that_is_stopped_reports_what_it_did(tmp_path):
    last = event_to_json(Report(1, stopped=True))
    script = (
        "import signal, sys\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (print({last!r}), sys.exit(130)))\n"
        f"{prints(Progress('read', 1, 9))}\nsignal.pause()"
    )
    build = child(tmp_path, script)
    events = build.events()
    assert next(events) == Progress("read", 1, 9)
    build.stop()
    assert list(events) == [Report(1, stopped=True)]
    build.stop()


def test_a_child_that_dies_of_being_stopped_reports_that_it_stopped(tmp_path):
    build = child(tmp_path, f"import signal\n{prints(Progress('read', 1, 9))}\nsignal.pause()")
    events = build.events()
    next(events)
    build.stop()
    assert list(events) == [Report(stopped=True)]


def test_a_child_that_will_not_stop_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("explorer.background.GRACE_SECONDS", 0.05)
    ignores = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    build = child(tmp_path, f"{ignores}{prints(Progress('read'))}\nwhile True: signal.pause()")
    next(build.events())
    build.close()
    assert build._child.returncode == -9


@pytest.mark.parametrize("named", [True, False])
def test_the_child_is_explorer_with_the_same_configuration(tmp_path, monkeypatch, named):
    asked = []

    class Child:
        stdout = None

        def __init__(self, arguments, **how):
            asked.extend(arguments)

        def poll(self):
            return 0

        def wait(self, timeout=None):
            return 0

    monkeypatch.setattr("explorer.background.subprocess.Popen", Child)
    path = tmp_path / "config.yaml" if named else None
    with BackgroundBuild(tmp_path, Config(path=path)) as build:
        (report,) = build.events()
    assert report.stopped
    expected = ["--config", str(path)] if named else []
    assert asked == [sys.executable, "-m", "explorer", *expected, "index", "--events", str(tmp_path)]


def test_a_child_that_does_not_listen_is_ended_with_its_workers(tmp_path):
    script = (
        "import signal, subprocess, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        f"{prints(Progress('read', 1, 9))}\nsignal.pause()"
    )
    with child(tmp_path, script) as build:
        events = build.events()
        assert next(events) == Progress("read", 1, 9)
        build.kill()
        # The worker holds the same pipe: it has gone, or this would never end.
        assert list(events) == [Report(stopped=True)]
