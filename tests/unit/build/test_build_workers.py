from __future__ import annotations

import os
import signal
import time
from contextlib import closing

import pytest

from explorer.build import flow, workers
from explorer.build.documents import Rules, Task
from explorer.build.plan import Plan
from explorer.build.workers import Pool
from explorer.catalogue import open_catalogue, writing
from explorer.catalogue.rows import Packed
from explorer.config import BuildConfig, Config, DocumentRules, EntityConfig
from explorer.documents import discover

RULES = Rules(DocumentRules(), EntityConfig())


@pytest.fixture
def tasks(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Story {number} of Ada Lovelace.")
    return [Task(file) for file in discover(folder, RULES.documents).files]


def misbehaving(answers_to_documents):
    """Return a worker's life that does to some documents what the mapping says."""

    def work(asked, answers, rules):
        tagger = workers.make_tagger(rules.entities)
        answers.send("ready")
        while (task := asked.recv()) is not None:
            what = answers_to_documents.get(task.path)
            if what == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if what == "hang":
                time.sleep(600)
            answers.send(workers.make(task, rules, tagger))

    return work


class Forked(Pool):
    """A pool whose workers are forked, so that a test can say what they do."""

    def __init__(self, count, patience, life):
        import multiprocessing

        self._life = life
        self._real = workers.get_context
        workers.work, self._kept = life, workers.work
        workers.get_context = lambda _: multiprocessing.get_context("fork")
        try:
            super().__init__(count, RULES, patience)
        finally:
            workers.get_context = self._real

    def close(self):
        super().close()
        workers.work = self._kept


def outcome(pool, tasks):
    made, failed = set(), {}
    with closing(pool):
        for done in pool.run(iter(tasks)):
            if isinstance(done, Packed):
                assert done.path not in made
                made.add(done.path)
            else:
                failed[done.path] = done.message
    return made, failed


def test_workers_make_every_document_once(tasks):
    made, failed = outcome(Forked(2, 60, misbehaving({})), tasks)
    assert made == {task.path for task in tasks}
    assert failed == {}


def test_a_document_that_kills_its_worker_costs_only_itself(tasks):
    made, failed = outcome(Forked(2, 60, misbehaving({"03.txt": "die", "07.txt": "die"})), tasks)
    assert failed == dict.fromkeys(("03.txt", "07.txt"), "ended the process that read it")
    assert len(made) == 10


def test_a_document_that_hangs_is_given_up(tasks):
    made, failed = outcome(Forked(1, 0.5, misbehaving({"05.txt": "hang"})), tasks)
    assert list(failed) == ["05.txt"]
    assert "took longer" in failed["05.txt"]
    assert len(made) == 11


def test_where_no_worker_starts_the_documents_are_made_here(tasks):
    made, failed = outcome(Forked(2, 60, lambda *_: os._exit(1)), tasks)
    assert (len(made), failed) == (12, {})


def test_many_documents_are_built_by_workers(tmp_path, tasks, monkeypatch):
    monkeypatch.setattr(flow, "ALONE", 5)
    pools = []
    monkeypatch.setattr(flow, "Pool", lambda count, rules: pools.append(count) or Pool(1, rules))
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        config = Config(build=BuildConfig(workers=3))
        assert flow.build(tmp_path / "news", config, catalogue, tmp_path / "index").added == 12
    assert pools == [3]


def test_as_many_workers_as_cores_but_no_more_than_four():
    assert 1 <= flow._cores() <= 4


def test_stored_documents_are_annotated_again_by_workers(tmp_path, tasks):
    first = [workers.make(task, RULES, workers.make_tagger(RULES.entities)) for task in tasks]
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        with catalogue.writing() as connection:
            writing.store(connection, first, {})
        plan = Plan(annotate=[(number, task.file, "r") for number, task in enumerate(tasks, 1)])
        made, failed = outcome(Forked(2, 60, misbehaving({})), plan.tasks(catalogue))
    assert (len(made), failed) == (12, {})
