"""How fast queries are answered: each by every engine in turn, round after round."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bench.clock import Time, percentile, settled, timed
from bench.engines.base import Question
from bench.queries import Asked


class Asking(Protocol):
    """An engine that is open."""

    def question(self, asked: Asked) -> Question | None:
        """Return how to ask this, or None where the engine has no such query."""


@dataclass(slots=True)
class Answers:
    """Times of one engine: for each query that it could be asked, one a round."""

    times: dict[str, list[Time]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def typical(self, typed: str) -> float:
        """Return the median processor time of a query, in seconds."""
        return statistics.median(one.cpu for one in self.times[typed])

    def first(self, typed: str) -> float:
        """Return the processor time of the first asking, when nothing has been cached for this query."""
        return self.times[typed][0].cpu

    def slowest(self, typed: str) -> float:
        """Return the processor time of the slowest asking, in seconds."""
        return max(one.cpu for one in self.times[typed])


def ask(engines: Mapping[str, Asking], queries: Sequence[Asked], rounds: int) -> dict[str, Answers]:
    """Ask every open engine every query, `rounds` times."""
    names = list(engines)
    answers = {name: Answers() for name in engines}
    questions: dict[str, dict[str, Question]] = {}
    for name, engine in engines.items():
        made = {asked.typed: engine.question(asked) for asked in queries}
        questions[name] = {typed: question for typed, question in made.items() if question is not None}
    settled()
    for number in range(rounds):
        for asked in queries:
            for name in names[number % len(names) :] + names[: number % len(names)]:
                question = questions[name].get(asked.typed)
                if question is None:
                    continue
                with timed() as taken:
                    found = question()
                answers[name].times.setdefault(asked.typed, []).append(taken)
                answers[name].rows[asked.typed] = found
    return answers


def both(left: Answers, right: Answers) -> list[str]:
    """Return the queries that two engines were asked."""
    return [typed for typed in left.times if typed in right.times]


def milliseconds(answers: Answers, queries: Sequence[str], share: float) -> float:
    """Return a percentile of the typical times of queries."""
    return percentile([answers.typical(typed) for typed in queries], share) * 1000
