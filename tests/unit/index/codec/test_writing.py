"""Writers, merges, deletions and storages: what Whoosh does with its own codec it does with ours."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.index.codec import ArrayCollector, Codec, Segment
from tests.unit.index.codec.corpora import CODECS, WORDS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, index, query, sorting
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.multiproc import SerialMpWriter
    from whoosh.writing import AsyncWriter, BufferedWriter

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(params=sorted(CODECS))
def codec(request: pytest.FixtureRequest) -> Callable[[], Any]:
    return CODECS[request.param]


@pytest.fixture(params=["memory", "directory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return RamStorage() if request.param == "memory" else FileStorage(str(tmp_path / "index")).create()


def _schema() -> Any:
    return fields.Schema(
        id=fields.ID(stored=True, unique=True, sortable=True),
        text=fields.TEXT(stored=True, vector=True),
        number=fields.NUMERIC(sortable=True, signed=True),
    )


def _document(at: int) -> dict[str, Any]:
    return {"id": str(at), "text": f"{WORDS[at % 5]} {WORDS[at % 3]} {WORDS[at % 7]}", "number": at - 20}


def _content(made: Any) -> list[Any]:
    """Return the documents by their identity, with what Whoosh finds of each."""
    with made.searcher() as searcher:
        found = []
        for stored in searcher.search(query.Every(), limit=None):
            number = stored.docnum
            terms = [word for word in WORDS if number in searcher.docs_for_query(query.Term("text", word))]
            vector = list(searcher.vector_as("weight", number, "text"))
            found.append((int(stored["id"]), stored["text"], terms, vector, searcher.doc_field_length(number, "text")))
        numbers = [hit["id"] for hit in searcher.search(query.NumericRange("number", -5, 5), limit=None)]
        return [sorted(found), sorted(numbers), searcher.doc_count(), searcher.field_length("text")]


def _expected(numbers: Any) -> list[Any]:
    made = RamStorage().create_index(_schema())
    writer = made.writer(codec=W3Codec())
    for at in numbers:
        writer.add_document(**_document(at))
    writer.commit()
    return _content(made)


def _filled(storage: Any, codec: Callable[[], Any], segments: int = 4, each: int = 9) -> Any:
    made = storage.create_index(_schema())
    for segment in range(segments):
        writer = made.writer(codec=codec())
        for at in range(segment * each, (segment + 1) * each):
            writer.add_document(**_document(at))
        writer.commit(merge=False)
    return made


def test_segments_are_searched_as_one(storage: Any, codec: Callable[[], Any]) -> None:
    assert _content(_filled(storage, codec)) == _expected(range(36))


def test_optimising_makes_one_segment_of_all(storage: Any, codec: Callable[[], Any]) -> None:
    made = _filled(storage, codec)
    made.optimize() if codec is W3Codec else made.writer(codec=codec()).commit(optimize=True)
    assert len(made._segments()) == 1
    assert _content(made) == _expected(range(36))


def test_deleted_documents_are_gone_at_once_and_for_good_after_a_merge(storage: Any, codec: Callable[[], Any]) -> None:
    made = _filled(storage, codec)
    writer = made.writer(codec=codec())
    assert writer.delete_by_query(query.Term("id", "3") | query.Term("id", "35")) == 2
    writer.commit(merge=False)
    left = [at for at in range(36) if at not in (3, 35)]
    assert _content(made)[:3] == _expected(left)[:3]
    writer = made.writer(codec=codec())
    writer.add_document(**_document(36))
    writer.commit(optimize=True)
    assert _content(made) == _expected([*left, 36])
    with made.reader() as reader:
        assert not reader.has_deletions()


def test_a_document_can_be_put_in_place_of_another(storage: Any, codec: Callable[[], Any]) -> None:
    made = _filled(storage, codec)
    writer = made.writer(codec=codec())
    writer.update_document(**{**_document(7), "text": "delta"})
    writer.commit(merge=False)
    with made.searcher() as searcher:
        assert searcher.doc_count() == 36
        assert searcher.document(id="7")["text"] == "delta"


@pytest.mark.parametrize("first", sorted(CODECS))
def test_segments_of_either_codec_live_together_and_merge_into_one(storage: Any, first: str) -> None:
    second = "stock" if first == "ours" else "ours"
    made = _filled(storage, CODECS[first], 2)
    writer = made.writer(codec=CODECS[second]())
    for at in range(18, 30):
        writer.add_document(**_document(at))
    writer.commit(merge=False)
    assert _content(made) == _expected(range(30))
    made.writer(codec=CODECS[second]()).commit(optimize=True)
    assert _content(made) == _expected(range(30))


def test_an_index_can_be_taken_into_another(codec: Callable[[], Any]) -> None:
    source, target = _filled(RamStorage(), codec, 1, 18), RamStorage().create_index(_schema())
    writer = target.writer(codec=Codec())
    with source.reader() as reader:
        writer.add_reader(reader)
    writer.commit()
    assert _content(target) == _expected(range(18))


def test_a_buffered_writer_shows_what_is_not_yet_written(storage: Any, codec: Callable[[], Any]) -> None:
    made = _filled(storage, codec, 1)
    writer = BufferedWriter(made, period=None, limit=100, writerargs={"codec": codec()})
    for at in range(9, 14):
        writer.add_document(**_document(at))
    with writer.searcher() as searcher:
        assert searcher.doc_count() == 14
        assert searcher.document(id="12")["text"] == _document(12)["text"]
        collector = ArrayCollector(None)
        searcher.search_with_collector(query.Term("text", "alfa"), collector)
        hits = [hit.docnum for hit in searcher.search(query.Term("text", "alfa"), limit=None)]
        assert [hit.docnum for hit in collector.results()] == hits
    writer.commit()
    writer.close()
    assert _content(made) == _expected(range(14))


def test_an_asynchronous_writer_waits_for_its_turn(tmp_path: Path, codec: Callable[[], Any]) -> None:
    made = _filled(FileStorage(str(tmp_path)), codec, 1)
    first = made.writer(codec=codec())
    later = AsyncWriter(made, delay=0.01, writerargs={"codec": codec()})
    later.add_document(**_document(9))
    later.commit()
    first.add_document(**_document(10))
    first.commit()
    later.join()
    assert _content(made) == _expected(range(11))


@pytest.mark.parametrize("multisegment", [False, True])
def test_parts_that_several_writers_wrote_become_one_index(tmp_path: Path, multisegment: bool) -> None:
    made = index.create_in(tmp_path, _schema())
    writer = SerialMpWriter(made, procs=3, codec=Codec(), multisegment=multisegment)
    for at in range(20):
        writer.add_document(**_document(at))
    writer.commit()
    assert _content(made) == _expected(range(20))


def test_a_segment_can_have_a_deletion_taken_back() -> None:
    segment = Segment("MAIN")
    segment.set_doc_count(3)
    segment.delete_document(1)
    assert (segment.deleted_count(), segment.doc_count(), segment.has_deletions()) == (1, 2, True)
    segment.delete_document(1, delete=False)
    assert (list(segment.deleted_docs()), segment.doc_count(), segment.has_deletions()) == ([], 3, False)


def test_documents_out_of_turn_are_refused() -> None:
    made = RamStorage().create_index(_schema())
    writer = Codec().per_document_writer(made.storage, Segment("MAIN"))
    with pytest.raises(ValueError, match="comes when 0 should"):
        writer.start_doc(1)


def test_a_document_without_any_field_is_one(storage: Any) -> None:
    made = storage.create_index(_schema())
    writer = made.writer(codec=Codec())
    writer.add_document()
    writer.commit()
    with made.reader() as reader:
        assert reader.doc_count_all() == 1
        assert reader.stored_fields(0) == {}
        assert not list(reader.all_terms())
        assert (reader.field_length("text"), reader.min_field_length("text"), reader.max_field_length("text")) == (
            0,
            0,
            0,
        )
        assert not reader.has_vector(0, "text")


def test_documents_can_be_sorted_by_a_field_that_was_not_made_for_it(storage: Any) -> None:
    made = storage.create_index(fields.Schema(name=fields.ID(stored=True)))
    for names in ("delta", "alfa"), ("charlie", "bravo"):
        writer = made.writer(codec=Codec())
        for name in names:
            writer.add_document(name=name)
        writer.commit(merge=False)
    writer = made.writer(codec=Codec())
    sorting.add_sortable(writer, "name", sorting.StoredFieldFacet("name"))
    writer.commit(merge=False)
    for _ in range(2):
        with made.searcher() as searcher:
            found = [hit["name"] for hit in searcher.search(query.Every(), sortedby="name")]
            assert found == ["alfa", "bravo", "charlie", "delta"]
            assert searcher.reader().has_column("name")
        made.writer(codec=Codec()).commit(optimize=True)


_COLUMNS = {
    "varbytes": (columns.VarBytesColumn(), [b"one", b"", b"three" * 40]),
    "fixed": (columns.FixedBytesColumn(3), [b"abc", b"\0\0\0", b"xyz"]),
    "reference": (columns.RefBytesColumn(), [b"red", b"green", b"red"]),
    "fixed-reference": (columns.RefBytesColumn(2, b"no"), [b"de", b"en", b"no"]),
    "number": (columns.NumericColumn("i", default=-1), [5, -7, -1]),
    "long": (columns.NumericColumn("q"), [1 << 40, 0, -3]),
    "float": (columns.NumericColumn("d"), [0.5, 0.0, -2.25]),
    "bit": (columns.BitColumn(), [True, False, True]),
    "bit-raw": (columns.BitColumn(compress_at=0), [True, False, True]),
    "compressed": (columns.CompressedBytesColumn(), [b"a" * 500, b"b", b"c" * 90]),
    "block": (columns.CompressedBlockColumn(blocksize=1), [b"a" * 800, b"b" * 700, b"c"]),
    "pickle": (columns.PickleColumn(columns.VarBytesColumn()), [{"a": 1}, None, [2, "x"]]),
    "struct": (columns.StructColumn("ifH", (0, 0.0, 0)), [(1, 2.5, 3), (0, 0.0, 0), (-9, 0.25, 7)]),
}


@pytest.mark.parametrize("kind", sorted(_COLUMNS))
def test_a_column_of_any_type_gives_back_its_values(storage: Any, kind: str) -> None:
    column, values = _COLUMNS[kind]
    made = storage.create_index(fields.Schema(value=fields.COLUMN(column), id=fields.ID(stored=True)))
    for _ in range(2):
        writer = made.writer(codec=Codec())
        for at, value in enumerate(values):
            writer.add_document(value=value, id=str(at))
        writer.commit(merge=False)
    made.writer(codec=Codec()).commit(optimize=True)
    with made.reader() as reader:
        found = reader.column_reader("value")
        assert [found[at] for at in range(6)] == values * 2
