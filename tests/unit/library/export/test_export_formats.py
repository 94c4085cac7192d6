"""Each format is what its readers expect, whatever stands in a document."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from explorer.library import Library
from explorer.library.export.lines import cell
from explorer.model.entity import EntityType
from explorer.model.export import Export, Format, Subject

G = "{http://graphml.graphdrawing.org/xmlns}"
ODD = 'Ada "Q" Lovelace,\nof London & <Paris>, met Charles Babbage \ufffe\u202e there; \x1b[31mred\x0b.'


@pytest.fixture(scope="module")
def odd(tmp_path_factory, write_stories, make_config):
    """A library whose documents are hostile."""
    home = tmp_path_factory.mktemp("odd")
    stories = {
        "a.txt": f"Angela Merkel met Erna Solberg in Oslo. {ODD}",
        "b.md": '---\ntitle: "=HYPERLINK(\\"http://x\\")"\n---\nAngela Merkel spoke to Charles Babbage in June 2019.\n',
    }
    with Library.open(write_stories(home / "news", stories), make_config(home)) as library:
        library.build()
        yield library


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Oslo", "Oslo"),
        ("=1+1", "'=1+1"),
        ("+47 22", "'+47 22"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("a = b", "a = b"),
        ("two\nlines\x1b[0m", "two lines␛[0m"),
        (-0.5, -0.5),
        (None, ""),
        (True, "true"),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
    ],
)
def test_cells_are_text_and_never_a_formula(value, written) -> None:
    assert cell(value) == written


def test_a_table_has_what_the_lines_have(shelf, objects, rows) -> None:
    for subject in (Subject.MENTIONS, Subject.ENTITIES, Subject.LINKS, Subject.QUOTES):
        lines, table = objects(shelf, subject), rows(shelf, subject)
        assert [each["id"] for each in table] == [each["id"] for each in lines]
        assert list(table[0]) == list(lines[0])


def test_a_table_begins_with_a_mark_only_when_asked_to(shelf, exported) -> None:
    assert exported(shelf, Subject.DOCUMENTS, Format.CSV).startswith("id,path,title")
    assert exported(shelf, Subject.DOCUMENTS, Format.CSV, bom=True).startswith("\ufeffid,path,title")


def test_a_title_that_is_a_formula_is_text_in_a_table(odd, rows) -> None:
    titles = {each["path"]: each["title"] for each in rows(odd, Subject.DOCUMENTS)}
    assert titles["b.md"] == '\'=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    ("subject", "format_"),
    [
        *((subject, Format.JSONL) for subject in Subject if subject is not Subject.ALL),
        *((subject, Format.CSV) for subject in Subject if subject is not Subject.ALL),
        (Subject.ALL, Format.GRAPHML),
        (Subject.ALL, Format.FTM),
    ],
)
def test_nothing_in_a_text_is_obeyed_by_a_terminal(odd, exported, subject, format_) -> None:
    text = exported(odd, subject, format_)
    text.encode("utf-8")
    assert not {"\x1b", "\x0b", "\u202e", "\x00"} & set(text)


def test_lines_of_json_give_the_text_as_it_stands(odd, objects) -> None:
    titles = {each["path"]: each["title"] for each in objects(odd, Subject.DOCUMENTS)}
    assert titles["b.md"] == '=HYPERLINK("http://x")'


def graph(text: str):
    root = ElementTree.fromstring(text.encode("utf-8"))
    keys = {each.get("id"): each for each in root.iter(f"{G}key")}
    nodes = {each.get("id"): told(each, keys) for each in root.iter(f"{G}node")}
    edges = [(each.get("source"), each.get("target"), told(each, keys)) for each in root.iter(f"{G}edge")]
    assert len(nodes) == len(list(root.iter(f"{G}node")))
    numbers = [each.get("id") for each in root.iter(f"{G}edge")]
    assert len(set(numbers)) == len(numbers)
    assert all(source in nodes and target in nodes for source, target, _ in edges)
    return nodes, edges


def told(element, keys) -> dict[str, str]:
    return {keys[each.get("key")].get("attr.name"): each.text for each in element.iter(f"{G}data")}


def test_the_graph_of_entities_joins_those_that_sentences_name_together(shelf, exported, objects) -> None:
    nodes, edges = graph(exported(shelf, Subject.ENTITIES, Format.GRAPHML))
    named = {each["label"]: number for number, each in nodes.items()}
    known = [each for each in objects(shelf, Subject.ENTITIES) if each["type"] != "date"]
    assert set(nodes) == {each["id"] for each in known}
    joined = {frozenset((source, target)): each for source, target, each in edges if each["kind"] == "together"}
    both = joined[frozenset((named["Angela Merkel"], named["Erna Solberg"]))]
    assert float(both["weight"]) == 2
    assert frozenset((named["Madrid"], named["Oslo"])) not in joined


def test_the_graph_has_dates_only_when_asked_for(shelf, exported) -> None:
    nodes, _ = graph(exported(shelf, Subject.ENTITIES, Format.GRAPHML, types=(EntityType.DATE, EntityType.PLACE)))
    assert {each["type"] for each in nodes.values()} == {"date", "place"}


def test_the_graph_of_links_has_each_link_once(shelf, exported, objects) -> None:
    nodes, edges = graph(exported(shelf, Subject.LINKS, Format.GRAPHML))
    assert len(nodes) == 4
    pairs = [frozenset((source, target)) for source, target, _ in edges]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == {frozenset((each["document"], each["to"])) for each in objects(shelf, Subject.LINKS)}


def test_the_whole_graph_has_documents_with_whom_they_name_and_quote(shelf, exported) -> None:
    nodes, edges = graph(exported(shelf, Subject.ALL, Format.GRAPHML))
    assert {each["kind"] for each in nodes.values()} == {"entity", "document"}
    assert {"together", "names", "link", "quote"} <= {each["kind"] for _, _, each in edges}


@pytest.mark.parametrize(
    "subject", [Subject.ENTITIES, Subject.MENTIONS, Subject.LINKS, Subject.QUOTES, Subject.RELATIONS, Subject.DOCUMENTS]
)
@pytest.mark.parametrize("more", [{}, {"query": "oslo"}])
def test_every_graph_joins_what_it_has(shelf, exported, subject, more) -> None:
    nodes, edges = graph(exported(shelf, subject, Format.GRAPHML, **more))
    assert nodes or not edges


def test_characters_that_xml_does_not_allow_become_signs(odd, exported) -> None:
    nodes, _ = graph(exported(odd, Subject.ALL, Format.GRAPHML))
    assert "Angela Merkel" in {each["label"] for each in nodes.values()}
    text = exported(odd, Subject.ALL, Format.GRAPHML)
    assert "\ufffe" not in text


def test_a_crowd_in_one_sentence_is_no_acquaintance(library, news, exported) -> None:
    names = [
        f"{first} {last}"
        for first in ("Angela", "Erna", "Peter", "Maria", "Paul", "Anna", "John")
        for last in ("Merkel", "Solberg", "Smith", "Brown", "Miller", "Jones", "Taylor", "Wilson")
    ]
    (news / "list.txt").write_text("Those who came were " + ", ".join(names) + ".", "utf-8")
    library.build()
    nodes, edges = graph(exported(library, Subject.ENTITIES, Format.GRAPHML, query="path:list"))
    assert len(nodes) > 40
    assert not edges


def test_graphs_and_lines_say_how_many_records_there_are(shelf, exported) -> None:
    lines: list[str] = []
    count = shelf.export(Export(Subject.MENTIONS), lines.append)
    assert count == len(lines)
    assert all(json.loads(line) for line in lines)
