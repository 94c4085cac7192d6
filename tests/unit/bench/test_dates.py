"""The measuring of dates: lists, EDTF, scores, and libraries that are not installed."""

from __future__ import annotations

import importlib

import pytest

from bench.dates import peers, report, scores
from bench.dates.edtf import bounds
from bench.dates.peers import Read
from bench.dates.rows import Expression, Row, read


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2020-24", (2020, 12, 1), (2021, 2, 28)),
        ("2020-41", (2020, 7, 1), (2020, 12, 31)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("-02XX", (-299, 1, 1), (-200, 12, 31)),
        ("1998/..", (1998, 1, 1), None),
        ("1790/1850?", (1790, 1, 1), (1850, 12, 31)),
    ],
)
def test_a_value_has_its_bounds(edtf: str, first: object, last: object) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["2021-02-30", "2021-13", "199X-03", "2021/2019", "March", "2021-21-03", "", "2021-3"])
def test_what_is_no_value_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        bounds(edtf)


def test_all_lists_hold_values_that_can_be_read() -> None:
    for name in ("looked_at", "held_out", "news"):
        for row in read(f"{name}.txt"):
            for one in row.expressions:
                assert bounds(one.edtf)[0] is not None
                assert row.text[one.start : one.end].strip()


ROW = Row(None, "en", "It began in May 2019 and ended.", (Expression(12, 20, "2019-05", ""),))


def test_a_moment_within_the_value_counts_and_another_does_not() -> None:
    right = scores.score(lambda _: [Read(12, 20, (2019, 5, 17))], [ROW])
    assert (right.wanted, right.found, right.within, right.exact) == (1, 1, 1, 0)
    wrong = scores.score(lambda _: [Read(12, 20, (2019, 6, 1))], [ROW])
    assert (wrong.found, wrong.within) == (1, 0)
    assert scores.spare(lambda _: [Read(0, 2, (2019, 6, 1)), Read(13, 15, (2019, 5, 1))], [ROW]) == 1


def test_a_library_that_is_not_installed_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def none_of_them(name: str) -> object:
        if name.startswith(("dateparser", "parsedatetime")):
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(peers.importlib, "import_module", none_of_them)
    monkeypatch.setattr(report, "_ROUNDS", 1)
    rows = report.measured()
    missing = [row.against for row in rows if row.reached == "not installed"]
    assert missing == ["dateparser.search", "parsedatetime"]
    assert next(row for row in rows if "very value" in row.what).met
