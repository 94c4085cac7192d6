"""The command line as a process, on the example corpus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = "000_7c5fe3e00b785ea9.txt"

IMPORTS = """
import sys
from pathlib import Path
from explorer.cli import run
code = run(sys.argv[2:])
heavy = {name for name in sys.modules for each in sys.argv[1].split(',') if name == each or name.startswith(f'{each}.')}
assert not heavy, heavy
raise SystemExit(code)
"""


FRONTS = "textual,rich,markdown_it,explorer.view"
WRITERS = "whoosh,explorer.index.commits,explorer.index.memory,explorer.build.flow,explorer.documents.document"
SELDOM = "yaml,pathspec,filelock,charset_normalizer,numpy.ma,numpy.random,subprocess,email,ssl,explorer.links"
"""What a search has no use for: together it would take as long to import as all that it does use."""


@pytest.mark.parametrize(
    ("heavy", "arguments"),
    [
        ("textual,rich,whoosh,yaml,markdown_it", ["--version"]),
        ("textual,rich,whoosh,markdown_it,rapidfuzz", ["--help"]),
        (f"{FRONTS},{WRITERS},{SELDOM}", ["search", "moon", "station", "--in", "corpus"]),
        (f"{FRONTS},{WRITERS},{SELDOM}", ["search", "lun* station", "--json", "--in", "corpus"]),
        ("textual,rich", ["index", "corpus"]),
        ("textual,rich", ["annotate", "corpus/gateway.md", "--json"]),
        ("textual,rich,whoosh", ["config", "show"]),
        ("textual,rich", ["corpus"]),
    ],
)
def test_no_command_pays_for_what_it_does_not_need(corpus_home, heavy: str, arguments: list[str]) -> None:
    assert corpus_home.run(heavy, *arguments, code=IMPORTS).code == 0


def test_search_finds_the_seed_document_with_its_hits(corpus_home) -> None:
    ran = corpus_home.run("search", "memorandum", "rogozin", "--in", "corpus", "--json")
    assert ran.code == 0
    assert [each["rank"] for each in ran.objects] == list(range(1, len(ran.objects) + 1))
    (seed,) = (each for each in ran.objects if each["document"] == SEED)
    assert (seed["date"], seed["source"]) == ("2021-03-15", "TASS")
    text = corpus_home.run("show", SEED, "--in", "corpus", "--json").objects[0]["text"]
    for passage in seed["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert passage["hits"]
        for start, end in passage["hits"]:
            assert text[start:end].lower().startswith(("memorand", "rogozin"))


def test_search_without_a_terminal_has_no_escape(corpus_home) -> None:
    ran = corpus_home.run("search", "moon", "--in", "corpus")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "  1. " in ran.out


def test_pages_do_not_overlap_and_dates_are_in_order(corpus_home) -> None:
    everything = corpus_home.run("search", "moon", "--in", "corpus", "--json", "--limit", "0").objects
    assert len(everything) == everything[0]["total"] > 4
    page = corpus_home.run("search", "moon", "--in", "corpus", "--json", "--limit", "2", "--offset", "2").objects
    assert [each["document"] for each in page] == [each["document"] for each in everything[2:4]]
    oldest = corpus_home.run("search", "moon", "--in", "corpus", "--json", "--sort", "oldest", "--limit", "0").objects
    dates = [each["date"] for each in oldest if each["date"]]
    assert dates == sorted(dates)


def test_a_batch_from_stdin(corpus_home) -> None:
    ran = corpus_home.run("search", "--batch", "-", "--json", "--in", "corpus", given="moon\n\nqqqqzzzz\n")
    assert {each["query"] for each in ran.objects} == {"moon"}
    assert '"query": "qqqqzzzz"' in ran.err
    assert ran.code == 0


def test_nothing_found_is_exit_code_1(corpus_home) -> None:
    ran = corpus_home.run("search", "qqqqzzzz", "--in", "corpus")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing found" in ran.err


def test_entities_links_and_overview(corpus_home) -> None:
    people = corpus_home.run("entities", SEED, "--type", "person", "--in", "corpus", "--json").objects
    assert "Dmitry Rogozin" in {each["name"] for each in people}
    everybody = corpus_home.run("entities", "--like", "rogozin", "--in", "corpus", "--json").objects
    found = corpus_home.run("search", everybody[0]["query"], "--in", "corpus", "--json", "--limit", "0").objects
    assert SEED in {each["document"] for each in found}
    links = corpus_home.run("links", SEED, "--in", "corpus", "--json").objects
    assert links
    assert all(each["shared"] or each["references"] for each in links)
    overview = corpus_home.run("corpus")
    assert overview.code == 0
    assert "documents" in overview.out
    assert "explorer search QUERY" in overview.out


def test_annotations_of_the_seed_slice_back_to_the_file(corpus_home) -> None:
    ran = corpus_home.run("annotate", f"corpus/{SEED}", "--json", "--quotes", "--roles")
    text = (ROOT / "corpus" / SEED).read_bytes().decode("utf-8")
    mentions = [row for row in ran.objects if row["kind"] == "mention"]
    assert {"person", "organisation", "place", "date"} == {row["type"] for row in mentions}
    for row in mentions:
        assert " ".join(text[row["start"] : row["end"]].split()) == " ".join(row["text"].split())
        assert (row["value"] is not None) == (row["type"] == "date")
    assert [row for row in ran.objects if row["kind"] == "quote" and row["speaker"]]
    assert [row for row in ran.objects if row["kind"] == "role"]


def test_doctor_says_that_nothing_is_sent(corpus_home) -> None:
    ran = corpus_home.run("doctor", "--in", "corpus")
    assert ran.code == 0, ran.out
    assert "nothing is sent" in ran.out


def test_index_again_reads_nothing(corpus_home) -> None:
    ran = corpus_home.run("index", "corpus")
    assert ran.code == 0
    assert "(0 added, 0 changed, 0 removed" in ran.out


def test_a_reader_that_has_had_enough_is_no_error(corpus_home) -> None:
    explorer = subprocess.Popen(
        [sys.executable, "-m", "explorer", "show", SEED, "--in", "corpus"],
        env=corpus_home.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert explorer.stdout is not None
    assert explorer.stderr is not None
    explorer.stdout.close()
    error = explorer.stderr.read()
    explorer.stderr.close()
    assert (explorer.wait(), error) == (0, b"")


def test_the_version_is_one_line(home) -> None:
    ran = home.run("--version")
    assert ran.code == 0
    assert ran.out.startswith("explorer 0.")


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_no_error(corpus_home, streams: str) -> None:
    command = f'exec "$0" -m explorer search moon --in corpus {streams}'
    done = subprocess.run(["sh", "-c", command, sys.executable], env=corpus_home.environment, cwd=ROOT, check=False)
    assert done.returncode == 0
