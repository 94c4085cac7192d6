"""The rows about quality: Explorer's order beside those of its peers, all in the same run."""

from __future__ import annotations

from pathlib import Path

from bench.quality import command, peers
from bench.quality.questions import TEST, TUNING, Collection, load
from bench.quality.scores import Ranking, Scores, scores
from bench.table import Row, told


def measured(place: Path, work: Path) -> list[Row]:
    """Return the rows for a collection; raises Missing. Peers on the test half are what the goal is held against."""
    collection = load(place)
    ours = command.ranked(collection.texts, collection.questions, work / "explorer")
    orders: dict[str, Ranking] = {
        name: peer(collection.texts, collection.questions, work / f"peer-{number}")
        for number, (name, peer) in enumerate(peers.all_peers().items())
    }
    rows = [_row(collection, half, name, ours, theirs) for half in (TEST, TUNING) for name, theirs in orders.items()]
    return [*rows, *(_whole(collection, name, order) for name, order in {"Explorer": ours, **orders}.items())]


def _row(collection: Collection, half: str, name: str, ours: Ranking, theirs: Ranking) -> Row:
    questions = collection.half(half)
    mine, other = scores(questions, ours), scores(questions, theirs)
    met = mine.ndcg > other.ndcg and mine.precision > other.precision
    what = f"quality, {len(questions)} questions of the {half} half"
    return Row(what, name, "ahead", _said(mine), met, f"{name}: {_said(other)}")


def _whole(collection: Collection, name: str, order: Ranking) -> Row:
    found = scores(collection.questions, order)
    return told(f"quality, all {len(collection.questions)} questions", name, _said(found))


def _said(found: Scores) -> str:
    return f"nDCG@10 {found.ndcg:.4f}, MAP {found.precision:.4f}"
