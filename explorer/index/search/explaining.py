"""Why a document ranks where it does: what each part of a query adds to its score."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from explorer.index.layout import SCORED
from explorer.index.looking import said
from explorer.index.nodes import Forms, Keys, Plan, Series, Term
from explorer.index.search.answering import LEADING, Answer
from explorer.index.search.arrays import Hits, found_at
from explorer.index.search.closeness import Gain
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Share
from explorer.model.query import Sort
from explorer.model.results import Explained, Part


def explained(evaluation: Evaluation, answer: Answer, number: int, sort: Sort) -> Explained | None:
    """Return what makes up the score of a document, None if it was not found; raises IndexCorrupt."""
    rows = np.flatnonzero(answer.numbers(np.arange(len(answer.places))) == number)
    if not len(rows):
        return None
    parts = list(_parts(evaluation, answer, int(rows[0])))
    if answer.by_relevance and rows[0] in answer.first(LEADING).rows:
        parts += map(_gained, (gain for gain in answer.gains(rows) if gain.points[0]))
    score = sum(part.points for part in parts)
    if sort is Sort.RECENT:
        weighed = score * float(answer.recency(rows)[0])
        parts.append(Part(_date(answer.day(rows)), "recent", weighed - score))
        score = weighed
    return Explained(number, score, tuple(parts))


def _parts(evaluation: Evaluation, answer: Answer, row: int) -> Iterator[Part]:
    """Yield what the parts of the plan add, and what is added for having them all."""
    at, document = evaluation.snapshot.parts(answer.places[row : row + 1])[0]
    for share in answer.scoring.shares:
        hits = answer.scoring.hits(share, at)
        place, there = found_at(document, hits.documents)
        if there[0]:
            yield _part(evaluation, answer, share, Hits(document, hits.counts[place]), at)
    if evaluation.whole is not None and document[0] in evaluation.whole[at]:
        yield Part("all words", "all words", answer.ahead)


def _part(evaluation: Evaluation, answer: Answer, share: Share, hits: Hits, at: int) -> Part:
    points = float(answer.scoring.points(share, hits, at)[0])
    having = evaluation.leaves.count(share.leaf)
    if isinstance(share.of, Keys):
        return Part(said(share.of.name), "entity", points, documents=having)
    lengths = evaluation.snapshot.segments[at].content.lengths
    length = int(lengths[share.field][hits.documents[0]]) if share.field in SCORED else 0
    field = "text" if share.field == "body" else share.field
    return Part(said(share.of), _why(share.of), points, field, int(hits.counts[0]), having, length)


def _why(plan: Plan) -> str:
    match plan:
        case Series():
            return "phrase"
        case Forms():
            return plan.shape.value
        case Term():
            return "words"
        case _:
            return ""


def _date(day: int) -> str:
    """Return a day (YYYYMMDD) as one reads it."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else "undated"


def _gained(gain: Gain) -> Part:
    """Return what a rule for leading documents adds."""
    match gain.why:
        case "near":
            what = " near ".join(gain.what)
        case "phrase":
            what = f"“{' '.join(gain.what)}”"
        case _:
            what = " ".join(gain.what)
    why = {"phrase": "in a row", "feedback": "like the best"}.get(gain.why, gain.why)
    return Part(what, why, float(gain.points[0]), "text", int(gain.counts[0]))
