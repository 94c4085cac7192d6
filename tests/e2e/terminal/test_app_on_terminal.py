"""The app on a real pseudo-terminal, driven by keys alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOSTILE = (
    "The moon \x1b]0;pwned\x07 and \x1b]52;c;cHduZWQ=\x07 the \x1b[31mred\x1b[2J \x9b31m moon \x1bP+q\x1b\\ "
    "[@click=app.quit]moon[/] [/home/user] \u202edrawkcab\u202c \x07\x08\x08 end.\n"
)


def hit(text: str) -> str | None:
    """Return where the reader says that it is, such as `hit 3/17`."""
    found = re.search(r"hit \d+/\d+", text)
    return found[0] if found else None


def find_moon(app) -> None:
    """Type the query, go to the results, open the first; each key once the one before has shown its effect."""
    app.press("s")
    app.see("to the results")
    app.press("moon")
    app.see("› moon", "best first")
    app.press("\r")
    app.see("⏎ read")
    app.press("\r")
    app.until(hit, "to open the document at a hit")


def test_type_find_open_and_quit(corpus_home, on_terminal) -> None:
    app = on_terminal(corpus_home, "corpus")
    app.see("Russia")
    find_moon(app)
    opened = hit(app.screen.text)
    app.press("n")
    app.until(lambda text: hit(text) not in (None, opened), "to go to the next hit")
    app.press("q")
    assert app.end() == 0
    assert app.raw.count(b"\x1b[?1049h") == app.raw.count(b"\x1b[?1049l") == 1
    assert b"\x1b[?25h" in app.raw


def test_a_hostile_document_is_shown_and_not_obeyed(home, tmp_path: Path, on_terminal) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "hostile.txt").write_text(HOSTILE * 5, "utf-8")
    (folder / "name\x1b]0;pwned\x07.md").write_text(f"---\ntitle: 'moon {chr(7)}'\n---\n\n{HOSTILE}", "utf-8")
    (folder / "title.html").write_text(f"<title>moon &#27;]0;pwned&#7;</title><p>{HOSTILE}</p>", "utf-8")
    assert home.run("index", str(folder)).code == 0
    app = on_terminal(home, str(folder))
    app.see("hostile.txt")
    find_moon(app)
    first = app.screen.text
    app.press("J")
    app.until(lambda text: hit(text) and text != first, "to go to the next document")
    app.press("q")
    assert app.end() == 0
    assert b"pwned" in app.raw
    assert b"\x1b]0;pwned" not in app.raw
    assert not [each for each in app.screen.strings if "pwned" in each or "52;" in each or each.startswith("P+q")]
    assert app.screen.controls == set()
    assert "\u202e" not in app.raw.decode("utf-8", "replace")


def test_a_folder_that_was_never_indexed_is_indexed_behind_the_app(home, papers: Path, on_terminal) -> None:
    app = on_terminal(home, str(papers))
    app.see("The engine", "Moon notes")
    app.press("q")
    assert app.end() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (200, 60)])
def test_other_sizes(corpus_home, on_terminal, columns: int, rows: int) -> None:
    app = on_terminal(corpus_home, "corpus", columns=columns, rows=rows)
    app.see("Russia")
    app.press("q")
    assert app.end() == 0


def test_a_terminal_that_is_too_small_says_so_until_it_is_not(corpus_home, on_terminal) -> None:
    app = on_terminal(corpus_home, "corpus", columns=50, rows=12)
    app.see("Too small", "60×15")
    app.resize(100, 30)
    app.see("Russia")
    app.press("q")
    assert app.end() == 0


def test_the_app_ends_when_its_terminal_has_gone(corpus_home, on_terminal) -> None:
    app = on_terminal(corpus_home, "corpus", deaf=True)
    app.see("Russia")
    assert app.hang_up() == 0


def test_no_colour_is_respected(corpus_home, on_terminal) -> None:
    app = on_terminal(corpus_home, "corpus", NO_COLOR="1")
    app.see("Russia")
    app.press("q")
    assert app.end() == 0
    assert b"\x1b[38;2;" not in app.raw
    assert b"38;2;" not in app.raw


def test_while_another_process_writes_the_app_reads(home, papers: Path, holding, on_terminal) -> None:
    assert home.run("index", str(papers)).code == 0
    holding(papers)
    (papers / "new.txt").write_text("A new document on the moon.\n", "utf-8")
    app = on_terminal(home, str(papers))
    app.see("The engine", "being written by")
    app.press("q")
    assert app.end() == 0


def test_a_dumb_terminal_gets_the_overview_without_any_escape(corpus_home, on_terminal) -> None:
    terminal = on_terminal(corpus_home, "corpus", TERM="dumb", rows=60)
    assert terminal.end() == 0
    assert "explorer search QUERY" in terminal.screen.text
    assert b"\x1b" not in terminal.raw


def test_with_stderr_in_a_file_there_is_nothing_to_draw_the_app_on(corpus_home, on_terminal, tmp_path: Path) -> None:
    terminal = on_terminal(corpus_home, "corpus", rows=60, stderr=tmp_path / "log")
    assert terminal.end() == 0
    assert "explorer search QUERY" in terminal.screen.text
    assert "not a terminal" in (tmp_path / "log").read_text("utf-8")


def test_errors_before_the_app_are_lines(home, tmp_path: Path, on_terminal) -> None:
    terminal = on_terminal(home, str(tmp_path / "none"))
    assert terminal.end() == 3
    assert "explorer: " in terminal.screen.text
    assert "Traceback" not in terminal.screen.text


def test_the_index_command_paints_a_bar_and_takes_it_away(home, papers: Path, on_terminal) -> None:
    terminal = on_terminal(home, "index", str(papers))
    assert terminal.end() == 0
    assert b"\r\x1b[K" in terminal.raw
    assert "done: 3 documents (3 added" in terminal.screen.text
    assert "░" not in terminal.screen.text


def test_hits_are_lit_on_a_terminal(corpus_home, on_terminal) -> None:
    lit = on_terminal(corpus_home, "search", "rogozin", "--in", "corpus", "--limit", "1")
    assert lit.end() == 0
    assert b"\x1b[1;33m" in lit.raw
    bold = on_terminal(corpus_home, "search", "rogozin", "--in", "corpus", "--limit", "1", NO_COLOR="1")
    assert bold.end() == 0
    assert b"\x1b[1m" in bold.raw
    assert b"33m" not in bold.raw
