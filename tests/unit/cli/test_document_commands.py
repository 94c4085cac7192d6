"""The commands that print one document, its entities, its links, or an overview."""

from __future__ import annotations

from pathlib import Path

from explorer.model.query import EntitySort


def test_show_prints_what_is_known_and_the_text_harmless(explorer, library) -> None:
    ran = explorer("show", "notes/ada.txt")
    assert ran.out.splitlines() == [
        "title    Ada meets Charles  (from the first sentence)",
        "date     1843-08  (from the header)",
        "source   Taylor  (from the dateline)",
        "tags     engines",
        "path     notes/ada.txt",
        "length   74 characters, utf-8",
        "",
        "Ada Lovelace met",
        "Charles Babbage in London.",
        "",
        "She wrote on the ␛[31mengine.",
    ]


def test_show_as_json_has_text_and_file(explorer, library, tmp_path: Path) -> None:
    (shown,) = explorer("show", "1", "--json").objects
    assert shown["text"].endswith("\x1b[31mengine.")
    assert shown["file"] == str(tmp_path / "notes/ada.txt")
    assert (shown["date"], shown["date_from"], shown["author"]) == ("1843-08", "header", None)


def test_a_document_is_named_by_its_path_from_where_one_stands(explorer, library, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    library.folder = tmp_path
    for name in ("ada.txt", str(tmp_path / "notes/ada.txt"), "notes/ada.txt"):
        for command in ("show", "entities", "links"):
            assert explorer(command, name, "--in", str(tmp_path)).code == 0, (command, name)
    ran = explorer("show", "/elsewhere/ada.txt", "--in", str(tmp_path))
    assert (ran.code, ran.err.split(";")[0]) == (1, "explorer: there is no document /elsewhere/ada.txt")


def test_an_unknown_document_is_said_with_the_nearest(explorer, library) -> None:
    ran = explorer("show", "tow.txt")
    assert (ran.code, ran.err) == (1, "explorer: there is no document tow.txt; the nearest is two.txt\n")
    assert explorer("links", "tow.txt").code == 1
    assert explorer("entities", "tow.txt").code == 1


def test_entities_of_the_corpus_and_of_a_document(explorer, library) -> None:
    assert explorer("entities").out.splitlines() == [
        "     3×     2 docs  person        Ada Lovelace  (also Lovelace)",
        "     1×     1 docs  place         London",
    ]
    assert (
        explorer("entities", "1", "--like", "LOVE").out
        == "     2×     2 docs  person        Ada Lovelace  (also Lovelace)\n"
    )
    (place,) = explorer("entities", "1", "--type", "place", "--json").objects
    assert place == {
        "document": "notes/ada.txt",
        "here": 3,
        "salience": 0.0,
        "id": 8,
        "type": "place",
        "label": None,
        "name": "London",
        "names": ["London"],
        "mentions": 1,
        "documents": 1,
        "query": "place:London",
    }
    assert "document" not in explorer("entities", "--json").objects[0]
    assert explorer("entities", "--type", "date").code == 1
    assert explorer("entities", "1", "--limit", "1").out.count("\n") == 1


def test_entities_come_in_the_order_that_is_asked_for(explorer, library) -> None:
    first = {order: explorer("entities", "--document", "1", "--sort", order.value, "--json") for order in EntitySort}
    assert [ran.objects[0]["name"] for ran in first.values()] == ["Ada Lovelace", "London", "Ada Lovelace"]
    assert first["salience"].objects[0]["salience"] == 0.123
    explorer("entities", "--sort", "salience")
    assert library.asked[-1][-1] is EntitySort.SALIENCE
    assert explorer("entities", "1", "--document", "1").code == 2


def test_the_card_of_an_entity_is_printed(explorer, library) -> None:
    ran = explorer("entity", "Lo")
    assert ran.code == 0
    assert ran.err == "also called so: 8 London (place)\n"
    assert ran.out.splitlines() == [
        "Ada Lovelace  person  3 mentions in 2 documents, number 7",
        "",
        "names",
        "     2×  Ada Lovelace",
        "     1×  Lovelace␛",
        "",
        "taken for the same",
        "  0.90  Lovelace␛  family name of the one such person in the corpus",
        "",
        "may be the same",
        "  0.60  London  mostly a place in the corpus; place, 1 document",
        "",
        "roles and relations",
        "  former lives in London  1843  2 documents",
        "        Ada Lovelace met Charles Babbage in London.  1843-08 · notes/ada.txt",
        "",
        "appears with",
        "     1×  London  place, 1 document",
        "",
        "quotations",
        "        Ada Lovelace met Charles Babbage in London.  1843-08 · notes/ada.txt",
        "",
        "documents",
        "     2×  Ada meets Charles  1843-08 · notes/ada.txt",
        "     1×  A second ␛]0;title␇  two.txt",
    ]
    assert "documents (2)" in explorer("entity", "Ada", "--limit", "1").out
    assert explorer("entity", "Ada", "--type", "place").code == 1


def test_the_card_of_an_entity_as_an_object(explorer, library) -> None:
    (card,) = explorer("entity", "Ada", "--json").objects
    assert (card["id"], card["name"], card["query"]) == (7, "Ada Lovelace", 'person:"Ada Lovelace"')
    (lives,) = card["relations"]
    assert lives.pop("sentence")["marks"] == [[0, 12]]
    assert lives == {
        "relation": "located",
        "subject": "Ada Lovelace",
        "what": "lives in",
        "qualifier": "former",
        "object": "London",
        "date": "1843",
        "documents": 2,
        "rule": "place",
        "confidence": 0.812,
    }
    assert [each["document"] for each in card["in"]] == ["notes/ada.txt", "two.txt"]
    assert (card["companions"][0]["name"], card["quotations"][0]["text"]) == ("London", "Yes")


def test_all_entities_come_in_pages(explorer, library) -> None:
    library.many = 1200
    assert explorer("entities", "--limit", "0").out.count("\n") == 1200
    assert [page.offset for _, _, page, _ in library.asked] == [0, 500, 1000]
    assert explorer("entities", "--limit", "700").out.count("\n") == 700


def test_links_say_why(explorer, library) -> None:
    ran = explorer("links", "1")
    assert ran.out.splitlines() == [
        " 1.75  A second ␛]0;title␇",
        "       two.txt",
        "       both ␛ name her",
    ]
    (link,) = explorer("links", "1", "--json", "--limit", "0").objects
    assert (link["document"], link["to"], link["score"]) == ("notes/ada.txt", "two.txt", 1.75)
    assert link["shared"][0] == {"entity": "Ada Lovelace", "type": "person", "weight": 0.75, "here": 2, "there": 1}
    assert link["event"] == {"entities": ["Ada Lovelace", "London"], "days_apart": 1, "day": None}
    assert (link["same_text"], link["copies"], link["quotes"]) == (0.875, ["notes/ada.txt"], ["we \x1b]0;agree"])
    assert link["reasons"] == ["both \x1b name her"]
    assert link["references"][0] == {"kind": "wiki", "target": "two", "start": 3, "end": 9, "outgoing": True}
    assert library.asked == [20, 1_000_000]
    library.links_found = False
    assert explorer("links", "1").code == 1


def test_an_overview_takes_the_place_of_the_app(explorer, library, tmp_path: Path) -> None:
    ran = explorer()
    assert ran.code == 0
    assert "here is an overview instead" in ran.err
    assert ran.out.splitlines()[:5] == [
        str(tmp_path),
        "2 documents · 150 characters · 2 people · 1 place",
        "sources: Taylor (1)",
        "years: 1843 (1)",
        "",
    ]
    assert "  1843-08     Ada meets Charles  notes/ada.txt" in ran.out
    assert "explorer search QUERY" in ran.out
    explorer("papers")
    assert library.folder == Path("papers")
