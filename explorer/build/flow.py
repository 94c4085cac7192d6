"""The flow of the data, in one function: `build`. Read this first."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from explorer.build.curated import file_of
from explorer.build.documents import Done, Task, make, make_tagger
from explorer.build.plan import compare
from explorer.build.rules import Rules
from explorer.build.run import Listener, Run
from explorer.build.workers import Pool
from explorer.catalogue.store import Catalogue
from explorer.config import Config
from explorer.curation import read_rules
from explorer.documents import Discovery, discover
from explorer.errors import FolderError
from explorer.model.progress import Report
from explorer.ports import Cancelled

ALONE = 200
"""Up to so many documents it is quicker to make them in this process than to start workers."""

MOST_WORKERS = 4


def build(
    folder: Path,
    config: Config,
    catalogue: Catalogue,
    index: Path,
    progress: Listener | None = None,
    cancelled: Cancelled | None = None,
) -> Report:
    """Bring catalogue and index up to what lies in `folder`; the caller holds the write lock.

    What has not changed is left alone; what failed is tried again. Each commit can be searched at once, and a build
    that is killed or `cancelled` goes on where it was. Raises FolderError, CurationError, StorageError.
    """
    curation = read_rules(file_of(catalogue.path, config))
    run = Run(catalogue, index, config.search.language, curation, progress, cancelled)
    found = discover(folder, config.documents)
    rules = Rules(config.documents, config.entities)
    plan = compare(found.files, found.failures, catalogue, rules)
    if not found.files and not plan.known:
        raise FolderError(_nothing_in(folder, found))
    run.begin(plan, found.failures)
    with closing(_made(plan.tasks(catalogue), rules, config)) as made:
        for done in made:
            run.take(done)
            if run.full(config.build.commit_every):
                run.commit()
            if run.stopped():
                break
    run.commit()
    if not run.stopped():
        run.remove(plan.gone)
        run.resolve()
    return run.finish(found.ignored)


def _made(tasks: Iterator[Task], rules: Rules, config: Config) -> Generator[Done, None, None]:
    """Make documents: a few in this process, many in workers, so that one that breaks its process costs only itself."""
    few = list(islice(tasks, ALONE + 1))
    if len(few) <= ALONE:
        tagger = make_tagger(rules.entities)
        for task in few:
            yield make(task, rules, tagger)
        return
    with closing(Pool(config.build.workers or _cores(), rules)) as pool:
        yield from pool.run(chain(few, tasks))


def _cores() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_WORKERS, usable)


def _nothing_in(folder: Path, found: Discovery) -> str:
    why = []
    if found.ignored:
        why.append(f"{found.ignored:,} {'entry is' if found.ignored == 1 else 'entries are'} left out by the rules")
    if found.failures:
        why.append(f"{len(found.failures):,} could not be looked at, such as {found.failures[0].path}")
    return f"{folder} holds no document" + (f" ({'; '.join(why)})" if why else "")
