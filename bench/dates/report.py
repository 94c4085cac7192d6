"""From scores and speeds to rows of the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bench.clock import version_of
from bench.dates.peers import EXPLORER, Reader, readers
from bench.dates.rows import Row as Expressions
from bench.dates.rows import read
from bench.dates.scores import Score, score, spare, speed
from bench.table import Row, told
from bench.text import Text

LEAST_RIGHT, LEAST_SPEED = 0.95, 250_000
STORIES, _STORIES_OF_PEERS, _ROUNDS = 400, 40, 3


def measured(stories: Sequence[Text] = ()) -> list[Row]:
    """Return the rows about dates; without stories the speed is that of reading the lists themselves."""
    found, missing = readers()
    lists = {name: read(f"{name}.txt") for name in ("looked_at", "held_out", "news", "none")}
    rows = _rows_of_ours(found[EXPLORER], lists)
    rows += [_row_of_peer(name, reader, lists) for name, reader in found.items()]
    texts = [_story(one) for one in stories] or [row for each in lists.values() for row in each]
    rows += _speeds(found, texts)
    return rows + [told("dates", name, "not installed", "pip install -e '.[bench]'") for name in missing]


def _story(text: Text) -> Expressions:
    try:
        day = date.fromisoformat(text.day)
    except ValueError:
        day = None
    return Expressions(day, "en", text.text, ())


def _rows_of_ours(ours: Reader, lists: dict[str, list[Expressions]]) -> list[Row]:
    halves = {name: score(ours, lists[name]) for name in ("looked_at", "held_out")}
    right, wanted = sum(one.exact for one in halves.values()), sum(one.wanted for one in halves.values())
    figures = "; ".join(f"{name.replace('_', ' ')} {one.exact} of {one.wanted}" for name, one in halves.items())
    goal = Row(
        f"dates, the very value, {wanted}",
        "–",
        f"≥ {LEAST_RIGHT:.0%}",
        f"{right / wanted:.1%}",
        right >= LEAST_RIGHT * wanted,
        figures,
    )
    news = score(ours, lists["news"])
    return [goal, told("dates, news-like passages", "–", f"{news.exact} of {news.wanted}", _spared(ours, lists))]


def _spared(reader: Reader, lists: dict[str, list[Expressions]]) -> str:
    return (
        f"{spare(reader, lists['news'])} found that are not marked there; "
        f"{spare(reader, lists['none'])} in {len(lists['none'])} texts without a date"
    )


def _row_of_peer(name: str, reader: Reader, lists: dict[str, list[Expressions]]) -> Row:
    both = [score(reader, lists[each]) for each in ("looked_at", "held_out")]
    all_ = Score(*(sum(getattr(one, field) for one in both) for field in ("wanted", "found", "within", "exact")))
    english = score(reader, [row for each in ("looked_at", "held_out") for row in lists[each] if row.language == "en"])
    return told(
        "dates, a day within the value",
        f"{name} {version_of(name.partition('.')[0])}".strip(),
        f"{all_.within} of {all_.wanted}",
        f"found {all_.found}; in English {english.within} of {english.wanted}; {_spared(reader, lists)}",
    )


def _speeds(found: dict[str, Reader], texts: Sequence[Expressions]) -> list[Row]:
    ours = speed(found[EXPLORER], texts[:STORIES], _ROUNDS)
    rows = [
        Row(
            "dates, characters a second",
            "–",
            f"≥ {LEAST_SPEED:,}",
            f"{ours:,.0f}",
            ours >= LEAST_SPEED,
            "of processor, sentences cut as well",
        )
    ]
    few = texts[:_STORIES_OF_PEERS]
    for name, reader in found.items():
        if name != EXPLORER:
            beside, theirs = speed(found[EXPLORER], few, _ROUNDS), speed(reader, few, 1)
            figures = f"{beside:,.0f} / {theirs:,.0f} characters a second of processor"
            rows.append(told("dates, speed", name, f"{beside / theirs:,.0f} ×", figures))
    return rows
