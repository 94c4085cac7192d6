"""Whatever happens while the index is written, the old or the new state is there, and the next writer goes on."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.errors import IndexCorrupt
from explorer.index import commits, merging, open_reader
from explorer.model.query import Everything, Page, Phrase, Word
from tests.unit.index.killing import BEFORE, grown, prepared, rewritten

TIMES = os.environ.get("EXPLORER_KILLS", "20")
"""How often writers are killed: each moment is drawn anew, but always the same ones."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("what", ["commit", "build", "full"])
def test_writers_that_are_killed_or_run_out_of_room_lose_nothing(tmp_path: Path, what: str) -> None:
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run([sys.executable, script, what, tmp_path, TIMES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(autouse=True)
def _small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "SEGMENT_DOCUMENTS", 4)
    monkeypatch.setattr(merging, "FANOUT", 3)


def test_a_reader_goes_on_while_segments_are_merged_under_it(tmp_path: Path) -> None:
    prepared(tmp_path)
    index = open_reader(tmp_path)
    grown(tmp_path)
    rewritten(tmp_path, range(20, 40), "third")
    assert set(index.matching(Word("first"))) == set(BEFORE), "the state that was opened can still be read"
    assert set(index.matching(Phrase("moon base"))) == set(BEFORE)
    assert index.refresh()
    assert set(index.matching(Word("second"))) == set(range(3, 9))
    assert index.search(Word("third"), Page()).total == 20
    index.close()


def test_hundreds_of_single_commits_leave_few_files_and_a_right_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    index = None
    for number in range(120):
        rewritten(tmp_path, range(number % 50, number % 50 + 1), "first" if number < 70 else "second")
        if index is None:
            index = open_reader(tmp_path)
    assert index is not None
    assert index.refresh()
    assert index.search(Everything(), Page()).total == 50
    assert index.search(Word("second"), Page()).total == 50
    assert len(list(tmp_path.glob("MAIN_*.trm"))) < 16
    index.close()


# damage


def answers(directory: Path) -> object:
    index = open_reader(directory)
    try:
        return [
            (sorted(index.matching(query)), index.search(query, Page(0, 50)).total)
            for query in (Word("moon"), Phrase("base first"), Word("4", "title"), Word("tass", "source"), Everything())
        ]
    finally:
        index.close()


def test_each_byte_of_each_file_is_guarded(tmp_path: Path) -> None:
    sound = tmp_path / "sound"
    prepared(sound)
    grown(sound)
    right = answers(sound)
    chance = random.Random(9)
    noticed = 0
    for path in sorted(sound.iterdir()):
        data = path.read_bytes()
        places = set(range(0, len(data), max(1, len(data) // 40))) | {max(0, len(data) - 1)}
        for place in sorted(places) if data else ():
            flipped = bytearray(data)
            flipped[place] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            try:
                assert answers(sound) == right, f"byte {place} of {path.name} went unnoticed"
            except IndexCorrupt:
                noticed += 1
        path.write_bytes(data)
    assert noticed > 100
    assert answers(sound) == right
