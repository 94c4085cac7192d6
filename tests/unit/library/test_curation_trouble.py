"""The file of rules is the truth: whoever wrote it, wherever it lies, and whenever a process was killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.build import curate as putting_on
from explorer.catalogue import curating
from explorer.config import BuildConfig, Config, EntityConfig, StorageConfig
from explorer.errors import CurationError, Locked, NotFound, StorageReadOnly
from explorer.library import Library
from explorer.model.curation import Kind, Rule
from explorer.model.entity import EntityType
from tests.unit.library.test_curation import ADD, RENAME, SPLIT, STORIES, found, listed, rows

REJECT = Rule(Kind.REJECT, ("Angela Merkel",))
MERKEL = (EntityType.PERSON, "Angela Merkel")


@pytest.fixture
def news(tmp_path, write_stories) -> Path:
    return write_stories(tmp_path / "news", STORIES)


@pytest.fixture
def file(library) -> Path:
    path: Path = library._session.curation_file
    return path


@pytest.fixture
def other(library, news, config) -> Iterator[Library]:
    """The same corpus, opened by somebody else."""
    with Library.open(news, config) as opened:
        yield opened


def test_the_file_lies_beside_the_catalogue_for_its_owner_alone(library, file, news) -> None:
    assert not file.exists()
    library.curate(REJECT)
    assert file.parent == library._session.directories.data
    assert file.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in news.rglob("*.yaml")) == []


def test_or_where_the_configuration_says(tmp_path, news, make_config) -> None:
    shared = tmp_path / "team" / "rules.yaml"
    storage = StorageConfig(tmp_path / "data", tmp_path / "cache")
    config = Config(storage=storage, build=BuildConfig(workers=1), entities=EntityConfig(curation=shared))
    with Library.open(news, config) as library:
        library.build()
        library.curate(REJECT)
        assert library.curation().path == shared
        assert "reject: Angela Merkel" in shared.read_text()
    shared.write_text("# all is well\n")
    with Library.open(news, config) as library:
        assert MERKEL in listed(library)


def test_rules_that_were_written_by_hand_hold_from_the_next_opening_on(library, file, news, config) -> None:
    file.write_text("# by hand\n- reject: Angela Merkel\n")
    assert [each.effect for each in library.curation().rules] == [None]
    with Library.open(news, config) as opened:
        assert MERKEL not in listed(opened)
        assert found(opened, "person:merkel") == []
    assert library.refresh()
    assert MERKEL not in listed(library)


def test_or_from_the_next_build_or_at_once_if_one_says_so(library, file) -> None:
    before = rows(library)
    file.write_text("- reject: Angela Merkel\n")
    library.build()
    assert MERKEL not in listed(library)
    file.write_text("")
    assert library.apply_curation().rules == ()
    assert rows(library) == before


def test_a_file_that_has_gone_takes_its_rules_with_it(library, file, news, config) -> None:
    before = rows(library)
    library.curate(REJECT)
    file.unlink()
    with Library.open(news, config):
        assert library.refresh()
    assert rows(library) == before


def test_a_process_that_is_killed_after_it_wrote_the_file_is_caught_up_with(library, news, config, monkeypatch) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    before = rows(library)
    with monkeypatch.context() as patched:
        patched.setattr(putting_on, "curate", kill)
        with pytest.raises(Killed):
            library.curate(REJECT)
    assert rows(library) == before
    with Library.open(news, config) as opened:
        assert MERKEL not in listed(opened)


def test_a_process_that_is_killed_amid_applying_has_changed_nothing(library, news, config, monkeypatch) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object, **__: object) -> None:
        raise Killed

    library.curate(SPLIT)
    before = rows(library)
    with monkeypatch.context() as patched:
        patched.setattr(curating, "give_name", kill)
        with pytest.raises(Killed):
            library.curate(RENAME)
    assert rows(library) == before
    with Library.open(news, config) as opened:
        assert (EntityType.PERSON, "Chancellor Merkel") in listed(opened)


def test_somebody_else_who_has_the_corpus_open_sees_it(library, other) -> None:
    assert MERKEL in listed(other)
    library.curate(REJECT)
    library.curate(ADD)
    assert other.refresh()
    assert MERKEL not in listed(other)
    assert found(other, "org:gemini") == ["politics/vote.txt", "treaty.txt"]
    other.uncurate(REJECT)
    assert library.refresh()
    assert MERKEL in listed(library)


def test_while_somebody_writes_nothing_is_changed(library, other, file) -> None:
    with other._session.lock(0.1), pytest.raises(Locked):
        library.curate(REJECT)
    assert not file.exists()


def test_a_corpus_that_cannot_be_written_keeps_its_file_as_well(library, file) -> None:
    library._session.catalogue.read_only = True
    with pytest.raises(StorageReadOnly):
        library.curate(REJECT)
    assert not file.exists()


def test_a_mistake_is_told_and_what_was_applied_stays(library, file, news, config) -> None:
    library.curate(REJECT)
    file.write_text(f"{file.read_text()}- rejct: Oslo\n")
    for ask in (library.curation, library.apply_curation, library.build, lambda: library.curate(RENAME)):
        with pytest.raises(CurationError, match=r"curation.yaml:4: a rule needs one of the keys"):
            ask()
    assert "rejct: Oslo" in file.read_text()
    with Library.open(news, config) as opened:
        assert MERKEL not in listed(opened)
        assert [notice for notice in opened.notices if "curation.yaml:4:" in notice and "stay in force" in notice]


def test_a_trial_says_what_rules_would_change_and_changes_nothing(library, tmp_path) -> None:
    library.curate(SPLIT)
    before = rows(library)
    trial = tmp_path / "trial.yaml"
    trial.write_text("- reject: Angela Merkel\n- reject: Nobody\n")
    first, second = library.try_curation(trial).rules
    assert first.effect is not None
    assert (first.effect.mentions, first.effect.documents) == (3, 2)
    assert second.effect is not None
    assert second.effect.remarks == ("nothing is called “Nobody”",)
    assert rows(library) == before
    with pytest.raises(NotFound, match="there is no file"):
        library.try_curation(tmp_path / "none.yaml")


def test_a_folder_that_was_never_read_takes_rules_for_later(tmp_path, news, make_config) -> None:
    with Library.open(news, make_config(tmp_path / "new")) as library:
        assert library.curate(REJECT).effect is None
        assert not library.is_built()
        library.build()
        assert MERKEL not in listed(library)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (["- rename: Oslo\n  to: A", "- rename: Oslo\n  to: B"], {2: "gives another name than rule 1; the later"}),
        (["- reject: Oslo", "- reject: Oslo\n  note: again"], {2: "says the same as rule 1"}),
        (["- reject: Oslo", "- rename: Oslo\n  to: A"], {2: "nothing is called “Oslo” any more: rule 1 rejects it"}),
        (["- rename: Solberg\n  to: A"], {1: "nothing is called “Solberg”; written so are “Erna Solberg” (person)"}),
        (["- reject: Oslo\n  type: person"], {1: "nothing is called “Oslo” as person; written so are “Oslo” (place)"}),
        (["- rename: Oslo\n  to: Berlin"], {1: "another is called “Berlin”, too; a merge would make them one"}),
        (["- reject: Oslo\n  with: unheard"], {1: "changes nothing: no mention lies within its limits"}),
        (["- merge: [Oslo, Berlin]", "- rename: Berlin\n  to: A"], {2: "takes “Berlin” out of “Oslo”, of which"}),
        (["- rename: Oslo\n  to: Oslo"], {1: "changes nothing: it is so without this rule"}),
        (["- add: Xyzzy\n  type: place"], {1: "nothing in the texts is written “Xyzzy”"}),
        (["- retype: Oslo\n  to: work", "- retype: Oslo\n  to: law"], {2: "gives another type than rule 1"}),
    ],
)
def test_what_there_is_to_remark_about_a_rule_is_said(library, file, rules: list[str], said: dict[int, str]) -> None:
    file.write_text("\n".join(rules))
    applied = library.apply_curation().rules
    for each in applied:
        assert each.effect is not None
        remarks = "".join(each.effect.remarks)
        assert remarks.startswith(said[each.number]) if each.number in said else not remarks


HOSTILE = (
    '"; DROP TABLE names; --',
    "[bold]x[/bold]",
    "\x1b[31mred",
    "%s {0} \\",
    "x" * 400,
    "a\nb",
    "' OR 1=1",
    "%_*?",
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_a_name(library, name: str) -> None:
    before = rows(library)
    name = " ".join(name.split())
    library.curate(Rule(Kind.RENAME, ("Oslo",), to=name))
    assert (EntityType.PLACE, name) in listed(library)
    library.curate(Rule(Kind.MERGE, (name, "Berlin"), to=f"{name}!"))
    assert listed(library)[EntityType.PLACE, f"{name}!"] == (4, 2)
    library.curate(Rule(Kind.ADD, (name,), EntityType.WORK))
    while library.curation().rules:
        library.uncurate()
    assert rows(library) == before
