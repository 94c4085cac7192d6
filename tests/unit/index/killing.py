"""Kills writers of an index at many moments, and lets them run out of room: a script, for it forks.

killing.py commit|build|full DIRECTORY TIMES
"""

import os
import random
import resource
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from explorer.errors import StorageReadOnly
from explorer.index import check, commits, merging, open_reader, open_writer
from explorer.model.query import Everything, Phrase, Word
from explorer.ports import IndexDocument


def document(number: int, text: str) -> IndexDocument:
    return IndexDocument(number, f"title {number}", text, f"{number}.txt", "txt", "TASS", "", "2021-03-15", (number,))


def state(directory: Path) -> dict[int, str]:
    """Return the numbers of all documents with the one word that tells their version; raises IndexCorrupt."""
    index = open_reader(directory)
    try:
        everything = set(index.matching(Everything()))
        found = {}
        for word in ("first", "second", "third"):
            for number in index.matching(Word(word)):
                assert number not in found, "a document is there twice"
                found[number] = word
        assert set(found) == everything
        assert set(index.matching(Phrase("moon base"))) == everything
        return found
    finally:
        index.close()


def rewritten(directory: Path, numbers: range, word: str) -> None:
    writer = open_writer(directory)
    for number in numbers:
        writer.put(document(number, f"moon base {word} version {number}"))
    writer.commit()
    writer.close()


def grown(directory: Path) -> None:
    """Replace, add and take out documents in commits that make segments be merged."""
    writer = open_writer(directory)
    for number in range(3, 9):
        writer.put(document(number, f"moon base second version {number}"))
    writer.remove(1)
    writer.commit()
    writer.close()


BEFORE = dict.fromkeys(range(1, 7), "first")
AFTER = {2: "first", **dict.fromkeys(range(3, 9), "second")}


def prepared(directory: Path) -> None:
    for number in range(1, 7):
        rewritten(directory, range(number, number + 1), "first")


def in_a_child(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; return how that ended, as `os.waitpid` says it."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            work()
            code = 0
        except StorageReadOnly:
            code = 28
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def killed_after(steps: int, work: Callable[[], None]) -> None:
    """Run `work` until so many functions have been entered, then be killed."""
    left = steps

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(count)
    sys.setprofile(count)
    work()


def entered(work: Callable[[], None]) -> int:
    """Return how many functions `work` enters and leaves."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    return steps


def kill_commits(tmp_path: Path, times: int) -> None:
    """Kill a commit with its merges: the old or the new state is there, and the next writer goes on."""
    trial = tmp_path / "trial"
    prepared(trial)  # what is done only once in a process has been done then
    steps = entered(lambda: grown(trial))
    assert state(trial) == AFTER
    chance = random.Random(5)
    seen = set()
    for number in range(times):
        directory = tmp_path / str(number)
        prepared_from(tmp_path, directory)
        moment = chance.randrange(1, steps)
        status = in_a_child(partial(killed_after, moment, partial(grown, directory)))
        found = state(directory)
        assert found in (BEFORE, AFTER), moment
        assert os.WIFSIGNALED(status) or found == AFTER, "it may come to its end before its moment"
        seen.add(found == AFTER)
        rewritten(directory, range(1, 3), "third")
        assert state(directory) == {**found, 1: "third", 2: "third"}
        assert check(directory) is None
    assert seen == {True, False}


def prepared_from(tmp_path: Path, directory: Path) -> None:
    """Copy an index that is made once."""
    once = tmp_path / "once"
    if not once.exists():
        prepared(once)
    directory.mkdir()
    for each in once.iterdir():
        (directory / each.name).write_bytes(each.read_bytes())


def kill_builds(tmp_path: Path, times: int) -> None:
    """Kill the first build: there is no index, an empty one or a whole one."""
    steps = entered(lambda: rewritten(tmp_path / "trial", range(1, 10), "first"))
    chance = random.Random(6)
    for number in range(times):
        directory = tmp_path / str(number)
        moment = chance.randrange(1, steps)
        in_a_child(partial(killed_after, moment, partial(rewritten, directory, range(1, 10), "first")))
        if check(directory) is None:
            assert state(directory) in ({}, dict.fromkeys(range(1, 10), "first"))
        rewritten(directory, range(1, 4), "second")
        assert set(state(directory)) in ({1, 2, 3}, set(range(1, 10)))


def fill_disk(tmp_path: Path, _times: int) -> None:
    """Bound the size of each file: that is said, and nothing is lost."""
    outcomes = set()
    for number, room in enumerate([0, 1, 50, 300, 700, 1000, 1500, 2000, 3000, 4000, 6000, 10_000, 1_000_000]):
        directory = tmp_path / str(number)
        prepared_from(tmp_path, directory)

        def limited(room: int = room, directory: Path = directory) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            grown(directory)

        status = in_a_child(limited)
        assert os.WIFEXITED(status)
        assert os.WEXITSTATUS(status) in (0, 28), room
        outcomes.add(os.WEXITSTATUS(status))
        assert state(directory) in (BEFORE, AFTER)
        grown(directory)
        assert state(directory) == AFTER
    assert outcomes == {0, 28}


if __name__ == "__main__":
    commits.SEGMENT_DOCUMENTS, merging.FANOUT = 4, 3
    what = {"commit": kill_commits, "build": kill_builds, "full": fill_disk}[sys.argv[1]]
    what(Path(sys.argv[2]), int(sys.argv[3]))
