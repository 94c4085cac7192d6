"""Records as a graph in GraphML, as Gephi, yEd, Cytoscape and networkx read it.

Entities are joined by being named in one sentence and by what is stated of them, documents by their links, and
documents with entities by naming them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from explorer.library.export.identifiers import identifier
from explorer.library.export.records import Record, Records
from explorer.model.export import Subject
from explorer.model.safe import safe

Write = Callable[[str], object]

XMLNS = "http://graphml.graphdrawing.org/xmlns"

NODE = {
    "label": "string",
    "kind": "string",
    "type": "string",
    "mentions": "int",
    "documents": "int",
    "names": "string",
    "path": "string",
    "date": "string",
    "source": "string",
}
"""What a node tells, and of which type it is: `kind` is entity or document, the others as in the records."""

EDGE = {"kind": "string", "label": "string", "weight": "double", "documents": "int"}
"""What an edge tells: `kind` is together, names, link, quote, or that of the relation."""

_NOT_XML = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")
"""What XML does not allow, or nothing reads, beyond what is unsafe on a terminal as well."""


def text(value: object) -> str:
    """Return a value as characters that XML allows: signs in the place of controls."""
    return _NOT_XML.sub("\ufffd", safe(str(value)))


class Graph:
    """A graph that is being written; counts what it has."""

    def __init__(self, write: Write, directed: bool) -> None:
        self.count = 0
        self._write = write
        write('<?xml version="1.0" encoding="UTF-8"?>\n')
        write(
            f'<graphml xmlns="{XMLNS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xsi:schemaLocation="{XMLNS} {XMLNS}/1.0/graphml.xsd">\n'
        )
        for of, fields in (("node", NODE), ("edge", EDGE)):
            for name, type_ in fields.items():
                write(f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{type_}"/>\n')
        write(f'  <graph edgedefault="{"directed" if directed else "undirected"}">\n')

    def node(self, number: str, **told: object) -> None:
        """Write a node; what is None is left out."""
        self._write(f'    <node id="{number}">{_data("node", told)}</node>\n')
        self.count += 1

    def edge(self, number: str, source: str, target: str, **told: object) -> None:
        """Write an edge between two nodes."""
        ends = f'source="{source}" target="{target}"'
        self._write(f'    <edge id="{number}" {ends}>{_data("edge", told)}</edge>\n')
        self.count += 1

    def close(self) -> None:
        """Write the end."""
        self._write("  </graph>\n</graphml>\n")


def _data(of: str, told: dict[str, object]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{of}-{name}')}>{escape(text(value))}</data>"
        for name, value in told.items()
        if value is not None
    )


def write(records: Records, write: Write) -> int:
    """Write an export as a graph; returns how many nodes and edges it has."""
    subject = records.wanted.subject
    graph = Graph(write, directed=subject not in UNDIRECTED)
    for part in GRAPHS[subject]:
        part(records, graph)
    graph.close()
    return graph.count


def _entities(records: Records, graph: Graph) -> None:
    for each in records.of(Subject.ENTITIES):
        _entity(graph, each)


def _entity(graph: Graph, each: Record) -> None:
    others = " | ".join(name for name in each["names"] if name != each["name"]) or None
    told = {"type": each["type"], "mentions": each["mentions"], "documents": each["documents"], "names": others}
    graph.node(each["id"], label=each["name"], kind="entity", **told)


def _documents(records: Records, graph: Graph) -> None:
    for each in records.of(Subject.DOCUMENTS):
        told = {name: each[name] for name in ("mentions", "path", "date", "source")}
        graph.node(each["id"], label=each["title"], kind="document", **told)


def _together(records: Records, graph: Graph) -> None:
    for left, right, pair in records.together():
        number = identifier("together", left, right)
        told = {"weight": pair.sentences, "documents": pair.documents}
        graph.edge(number, left, right, kind="together", **told)


def _related(records: Records, graph: Graph) -> None:
    """Write each relation once, whose weight is the number of places that state it."""
    for (kind, subject, what, of), many in _stated(records).items():
        if records.has(subject) and records.has(of):
            number = identifier("relation", kind, subject, what, of)
            graph.edge(number, subject, of, kind=kind, label=what or kind, weight=many)


def _stated(records: Records) -> Counter[tuple[str, str, str, str]]:
    """Count the places that state each relation of two entities: (kind, subject, what, object)."""
    return Counter(
        (each["relation"], each["subject"], each["what"], each["object"])
        for each in records.of(Subject.RELATIONS)
        if each["object"]
    )


def _relations(records: Records, graph: Graph) -> None:
    ends = {end for _, subject, _, of in _stated(records) for end in (subject, of)}
    for each in records.of(Subject.ENTITIES):
        if each["id"] in ends:
            _entity(graph, each)
    _related(records, graph)


def _names(records: Records, graph: Graph) -> None:
    for document, entity, many in records.named():
        graph.edge(identifier("names", document, entity), document, entity, kind="names", weight=many)


def _links(records: Records, graph: Graph) -> None:
    """Write each link of two documents once, though both may have it."""
    waiting: dict[str, set[str]] = {}
    done: set[str] = set()
    last = ""
    for each in records.of(Subject.LINKS):
        here, there = each["document"], each["to"]
        if here != last:
            waiting.pop(last, None)
            done.add(last)
            last = here
        if there in waiting.get(here, ()):
            continue
        if there not in done:
            waiting.setdefault(there, set()).add(here)
        label = ", ".join([*each["refers"], *each["shared"]][:3])
        if records.is_wanted(there):
            graph.edge(each["id"], here, there, kind="link", label=label, weight=each["score"])


def _quotes(records: Records, graph: Graph) -> None:
    said = Counter((each["speaker"], each["document"]) for each in records.of(Subject.QUOTES) if each["speaker"])
    for (speaker, document), many in said.items():
        if records.has(speaker):
            graph.edge(identifier("said", speaker, document), speaker, document, kind="quote", weight=many)


def _speakers(records: Records, graph: Graph) -> None:
    speakers = {each["speaker"] for each in records.of(Subject.QUOTES)}
    for each in records.of(Subject.ENTITIES):
        if each["id"] in speakers:
            _entity(graph, each)


Part = Callable[[Records, Graph], None]

GRAPHS: dict[Subject, tuple[Part, ...]] = {
    Subject.ENTITIES: (_entities, _together, _related),
    Subject.MENTIONS: (_entities, _documents, _names),
    Subject.LINKS: (_documents, _links),
    Subject.QUOTES: (_speakers, _documents, _quotes),
    Subject.RELATIONS: (_relations,),
    Subject.DOCUMENTS: (_documents, _links),
    Subject.ALL: (_entities, _documents, _together, _related, _names, _links, _quotes),
}
"""Of what the graph of each subject is made."""

UNDIRECTED = frozenset({Subject.ENTITIES, Subject.LINKS, Subject.DOCUMENTS, Subject.ALL})
