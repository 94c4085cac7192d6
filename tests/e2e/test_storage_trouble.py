"""Locked, damaged and unwritable storage, each a clear line and a code."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.model.progress import Progress, Report, event_from_json

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "lock" not in path.name)


def test_a_second_writer_is_told_who_writes_and_a_reader_reads_on(home, papers: Path, holding) -> None:
    assert home.run("index", str(papers)).code == 0
    holding(papers)
    ran = home.run("index", str(papers))
    assert ran.code == 4
    assert "is being written by" in ran.err
    assert home.run("search", "moon", "--in", str(papers)).code == 0


def test_a_damaged_index_is_rebuilt_from_the_catalogue_and_said(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    landing = papers / "landing.txt"
    landing.unlink()
    damaged = files_below(home.path / "cache")
    assert damaged
    for path in damaged:
        path.write_bytes(b"\0garbage\xff" * 20)
    ran = home.run("search", "treaty", "--in", str(papers), "--json")
    assert ran.code == 0, ran.err
    assert [each["document"] for each in ran.objects] == ["landing.txt"]
    assert "index" in ran.err
    again = home.run("search", "treaty", "--in", str(papers))
    assert again.code == 0
    assert "rebuilt" not in again.err


def test_a_deleted_index_costs_time_only(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    for path in files_below(home.path / "cache"):
        path.unlink()
    assert home.run("search", "treaty", "--in", str(papers)).code == 0


def test_a_damaged_catalogue_is_put_aside_and_filled_anew(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    (catalogue,) = (home.path / "data").rglob("catalogue.sqlite")
    garbage = b"this is not a database, however long it is" * 100
    catalogue.write_bytes(garbage)
    ran = home.run("search", "treaty", "--in", str(papers), "--json")
    assert ran.code == 0
    assert [each["document"] for each in ran.objects] == ["landing.txt"]
    assert ran.err.startswith(f"the catalogue {catalogue} is damaged")
    assert [path.read_bytes() for path in catalogue.parent.glob("catalogue.damaged-*")] == [garbage]
    assert "damaged" not in home.run("search", "treaty", "--in", str(papers)).err


def test_storage_that_cannot_be_made_is_said(home, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = home.run("index", str(papers), XDG_DATA_HOME=str(tmp_path / "file"), XDG_CACHE_HOME=str(tmp_path / "file"))
    assert ran.code == 5
    assert str(tmp_path / "file") in ran.err
    assert ran.err.count("\n") == 1


def test_storage_that_others_can_write_into_is_refused_in_a_line(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    (data,) = (home.path / "data" / "explorer").iterdir()
    data.chmod(0o777)
    ran = home.run("search", "treaty", "--in", str(papers))
    assert (ran.code, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert f"{data} can be written by other users" in ran.err
    data.chmod(0o700)
    assert home.run("search", "treaty", "--in", str(papers)).code == 0


def test_damage_in_the_midst_of_the_catalogue_costs_one_line_and_one_more_start(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    (catalogue,) = (home.path / "data").rglob("catalogue.sqlite")
    with sqlite3.connect(catalogue) as connection:
        connection.execute("UPDATE texts SET text = CAST(x'ff' || text AS TEXT)")
    connection.close()
    first = home.run("search", "treaty", "--in", str(papers))
    assert (first.code, first.err.count("\n")) == (5, 1)
    assert f"{catalogue} is damaged; start Explorer again" in first.err
    second = home.run("search", "treaty", "--in", str(papers), "--json")
    assert second.code == 0
    assert [each["document"] for each in second.objects] == ["landing.txt"]


def test_a_folder_that_is_renamed_need_not_be_indexed_again(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    moved = papers.rename(papers.with_name("archive"))
    ran = home.run("search", "treaty", "--in", str(moved), "--json")
    assert [each["document"] for each in ran.objects] == ["landing.txt"]
    assert f"this folder was {papers}" in ran.err
    assert "indexing" not in ran.err


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_storage_that_is_read_only_can_still_be_read(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    folders = [path for path in home.path.rglob("*") if path.is_dir()]
    for folder in folders:
        folder.chmod(0o500)
    try:
        assert home.run("search", "moon", "--in", str(papers)).code == 0
        assert home.run("index", str(papers)).code == 5
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_events_end_with_a_report(home, papers: Path) -> None:
    ran = home.run("index", "--events", str(papers))
    events = [event_from_json(line) for line in ran.out.splitlines()]
    assert all(isinstance(event, Progress) for event in events[:-1])
    assert isinstance(events[-1], Report)
    assert events[-1].added == 3


def test_an_interrupted_build_goes_on_where_it_was(home, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(900):
        (folder / f"{number}.txt").write_text(f"Ada Lovelace wrote letter {number} in London.\n" * 20, "utf-8")
    config = tmp_path / "c.yaml"
    config.write_text("build: {workers: 1, commit_every: 10}", "utf-8")
    build = subprocess.Popen(
        [sys.executable, "-m", "explorer", "--config", str(config), "index", "--events", str(folder)],
        env=home.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert build.stdout is not None
    for line in build.stdout:
        event = event_from_json(line)
        if isinstance(event, Progress) and event.generation > 0:
            build.send_signal(signal.SIGTERM)
            break
    rest, error = build.communicate(timeout=60)
    assert (build.returncode, error) == (130, "")
    report = event_from_json(rest.splitlines()[-1])
    assert isinstance(report, Report)
    assert report.stopped
    again = event_from_json(home.run("--config", str(config), "index", "--events", str(folder)).out.splitlines()[-1])
    assert isinstance(again, Report)
    assert again.unchanged > 0
    assert again.documents == 900
