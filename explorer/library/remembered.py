"""Answers that are kept as long as the corpus does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """Answers, each about one state of the corpus; the least wanted go when all together weigh more than `most`.

    Safe from any thread.
    """

    def __init__(self, most: int, weight: Callable[[Answer], int] = lambda _: 1) -> None:
        self._most = most
        self._weight = weight
        self._held = 0
        self._guard = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[int, Answer]] = OrderedDict()

    def of(self, question: Hashable, generation: int, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about a state of the corpus, asking only where it is not known."""
        with self._guard:
            known = self._answers.get(question)
            if known is not None and known[0] == generation:
                self._answers.move_to_end(question)
                return known[1]
        answer = ask()
        with self._guard:
            self._forget(question)
            self._answers[question] = (generation, answer)
            self._held += self._weight(answer)
            while self._held > self._most and len(self._answers) > 1:
                self._forget(next(iter(self._answers)))
        return answer

    def _forget(self, question: Hashable) -> None:
        known = self._answers.pop(question, None)
        if known is not None:
            self._held -= self._weight(known[1])
