"""What a build has to do: the files of the folder held against what the catalogue remembers of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.build.rules import Rules
from explorer.catalogue import documents
from explorer.catalogue.store import Catalogue
from explorer.model.document import Failure, FoundFile

if TYPE_CHECKING:
    from explorer.build.documents import Task


@dataclass(slots=True)
class Plan:
    """What is to be read (with the digest that needs no work), annotated again, and taken out.

    `gone` are paths no longer there, `moved` their digests → paths; `known` are all paths that the catalogue has.
    """

    read: list[tuple[FoundFile, str | None]] = field(default_factory=list)
    annotate: list[tuple[int, FoundFile, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    unchanged: int = 0

    def __len__(self) -> int:
        return len(self.read) + len(self.annotate)

    def tasks(self, catalogue: Catalogue) -> Iterator[Task]:
        """Yield the work, the files first; stored texts are fetched one by one as they are wanted."""
        from explorer.build.documents import Task  # who only compares need not import what reads and annotates

        for file, digest in self.read:
            yield Task(file, digest)
        for number, file, read_by in self.annotate:
            with catalogue.reading() as connection:
                stored = documents.as_read(connection, number)
            yield Task(file, stored=stored, read_by=read_by)


def compare(files: Sequence[FoundFile], failures: Sequence[Failure], catalogue: Catalogue, rules: Rules) -> Plan:
    """Hold the files that were found against the catalogue; what lies in a folder that failed is not taken out."""
    plan = Plan()
    read_by, annotated_by = rules.read_by, rules.annotated_by
    found = {file.path: file for file in files}
    unseen = tuple(failure.path.rstrip("/") + "/" for failure in failures)
    with catalogue.reading() as connection:
        for known in documents.known(connection):
            plan.known.add(known.path)
            file = found.pop(known.path, None)
            if file is None:
                if known.path.startswith(unseen):
                    plan.unchanged += 1
                else:
                    plan.gone.append(known.path)
                    plan.moved[known.digest] = known.path
            elif known.read_by != read_by:
                plan.read.append((file, None))
            elif file.stamp != known.stamp:
                plan.read.append((file, known.digest if known.annotated_by == annotated_by else None))
            elif known.annotated_by != annotated_by:
                plan.annotate.append((known.id, file, known.read_by))
            else:
                plan.unchanged += 1
    plan.read += [(file, None) for file in found.values()]
    return plan
