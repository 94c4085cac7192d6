"""Worker processes that make documents. A document that kills one, or hangs, is known and costs only itself.

`concurrent.futures` would not do: when one of its processes dies, every document under way fails with it, and none says
which was to blame. Here each worker answers in the order it was asked, so the first answer that is missing is the one.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from explorer.build.documents import Done, Task, make, make_tagger
from explorer.build.rules import Rules
from explorer.model.document import Failure

AHEAD = 32
"""Files that a worker has been asked for and has not delivered; few enough that asking never blocks."""

PATIENCE = 120.0
"""Seconds that one document may take."""

_READY = "ready"


def work(tasks: Connection, answers: Connection, rules: Rules) -> None:
    """Make documents until there are no more tasks: the whole life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c asks the parent to stop, which then stops us
    tagger = make_tagger(rules.entities)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent was killed
        answers.send(_READY)
        while (task := tasks.recv()) is not None:
            answers.send(make(task, rules, tagger))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    tasks: Connection
    answers: Connection
    asked: deque[Task] = field(default_factory=deque)
    heard: float = field(default_factory=time.monotonic)
    ready: bool = False

    def end(self) -> None:
        self.tasks.close()
        self.answers.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Pool:
    """A number of workers; `run` hands them tasks and yields what they make, in the order it is ready."""

    def __init__(self, count: int, rules: Rules, patience: float = PATIENCE) -> None:
        self._rules = rules
        self._patience = patience
        self._context = get_context("spawn")
        self._workers: list[_Worker] = []
        self.usable = True
        for _ in range(count):
            self._workers.append(self._start())

    def run(self, tasks: Iterator[Task]) -> Iterator[Done]:
        """Yield what becomes of each task. Where no worker can be started, the rest is made in this process."""
        waiting: deque[Task] = deque()
        more = True
        while True:
            while more and len(waiting) < AHEAD * len(self._workers):
                task = next(tasks, None)
                if task is None:
                    more = False
                else:
                    waiting.append(task)
            for worker in self._workers:
                self._ask(worker, waiting)
            if not waiting and not any(worker.asked for worker in self._workers):
                return
            yield from self._listen(waiting)
            if not self.usable:
                yield from self._alone(waiting, tasks)
                return

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _start(self) -> _Worker:
        theirs, tasks = self._context.Pipe(duplex=False)
        answers, their_answers = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(theirs, their_answers, self._rules), daemon=True)
        process.start()
        theirs.close()
        their_answers.close()
        return _Worker(process, tasks, answers)

    def _ask(self, worker: _Worker, waiting: deque[Task]) -> None:
        """Hand on tasks; a stored document is large, and is sent only to a worker that waits for it."""
        while waiting and len(worker.asked) < (1 if waiting[0].stored else AHEAD):
            if not worker.asked:
                worker.heard = time.monotonic()
            task = waiting.popleft()
            worker.asked.append(task)
            with suppress(BrokenPipeError, ConnectionResetError):  # dead: `_listen` finds out and asks again
                worker.tasks.send(task)

    def _listen(self, waiting: deque[Task]) -> Iterator[Done]:
        heard = wait([worker.answers for worker in self._workers], timeout=1.0)
        for worker in list(self._workers):
            if not self.usable:
                return
            if worker.answers in heard:
                try:
                    answer = worker.answers.recv()
                except (EOFError, ConnectionResetError):
                    yield from self._replace(worker, waiting, "ended the process that read it")
                    continue
                worker.heard = time.monotonic()
                if worker.ready:
                    worker.asked.popleft()
                    yield answer
                worker.ready = True
            elif worker.asked and time.monotonic() - worker.heard > self._patience:
                yield from self._replace(worker, waiting, f"took longer than {self._patience:.0f} s")

    def _replace(self, worker: _Worker, waiting: deque[Task], what: str) -> Iterator[Done]:
        """Blame the first document that was not delivered, and put the others back; give up if none ever started."""
        worker.end()
        self._workers.remove(worker)
        if worker.ready:
            blamed = worker.asked.popleft() if worker.asked else None
            waiting.extendleft(reversed(worker.asked))
            self._workers.append(self._start())
            if blamed:
                yield Failure(blamed.path, "too much", what)
        else:
            for each in (worker, *self._workers):
                waiting.extendleft(reversed(each.asked))
            self.close()
            self.usable = False

    def _alone(self, waiting: deque[Task], tasks: Iterator[Task]) -> Iterator[Done]:
        tagger = make_tagger(self._rules.entities)
        while waiting:
            yield make(waiting.popleft(), self._rules, tagger)
        for task in tasks:
            yield make(task, self._rules, tagger)
