"""What a person who writes curation.yaml by hand gets: their rules, or a line that says what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.curation import read_rules
from explorer.curation.editing import added, removed, write
from explorer.curation.file import LARGEST, parse_rules
from explorer.curation.nodes import GIVEN, LONGEST
from explorer.errors import CurationError, StorageReadOnly
from explorer.model.curation import Kind, Rule
from explorer.model.entity import EntityType

FILE = Path("/etc/c.yaml")
PERSON = EntityType.PERSON


def mistake(text: str) -> str:
    with pytest.raises(CurationError) as caught:
        parse_rules(text, FILE)
    return str(caught.value)


def rules(text: str) -> tuple[Rule, ...]:
    return parse_rules(text, FILE).rules


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "null", "[]", "\ufeff# nothing\n"])
def test_a_file_may_hold_no_rule(text: str) -> None:
    assert rules(text.lstrip("\ufeff")) == ()


def test_every_kind_is_read_with_the_line_it_begins_on() -> None:
    read = parse_rules(
        "# who is who\n"
        "- merge: [Dmitri Rogosin, D. Rogozin]\n  into: Dmitry Rogozin\n  type: person\n"
        "- split: Smith\n  as: Jo Smith\n  documents: [sport/*, '!sport/old/*']\n  with: Labour\n  beside: [goal, 'free kick']\n"
        "- rename: Moskva\n  to: Moscow\n"
        "- retype: [Mercury, Mars]\n  to: organisation\n  type: place\n"
        "-\n  reject: Will\n  id: will\n  note: the verb\n  by: Ada\n  date: 2026-01-02\n"
        "- {add: Gemini, aliases: [Project Gemini], type: event}\n",
        FILE,
    )
    assert read.lines == (2, 5, 10, 12, 16, 21)
    assert read.rules == (
        Rule(Kind.MERGE, ("Dmitri Rogosin", "D. Rogozin"), PERSON, "Dmitry Rogozin"),
        Rule(
            Kind.SPLIT,
            ("Smith",),
            to="Jo Smith",
            documents=("sport/*", "!sport/old/*"),
            having=("Labour",),
            beside=("goal", "free kick"),
        ),
        Rule(Kind.RENAME, ("Moskva",), to="Moscow"),
        Rule(Kind.RETYPE, ("Mercury", "Mars"), EntityType.PLACE, becomes=EntityType.ORGANISATION),
        Rule(Kind.REJECT, ("Will",), id="will", note="the verb", by="Ada", date="2026-01-02"),
        Rule(Kind.ADD, ("Gemini", "Project Gemini"), EntityType.EVENT),
    )


def test_a_name_is_what_is_written_whatever_yaml_takes_it_for() -> None:
    assert rules("- reject: [No, 1984, 3.50, true, 2001-01-01, ~]")[0].names == (
        *("No", "1984", "3.50", "true", "2001-01-01", "~"),
    )
    assert rules('- reject: "two\\n lines"')[0].names == ("two lines",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reject: X", "/etc/c.yaml:1: must be a list of rules, each begun by `- `, but it is a mapping"),
        ("\njust words", "/etc/c.yaml:2: must be a list of rules, each begun by `- `, but it is 'just words'"),
        ("- X", "/etc/c.yaml:1: a rule must hold keys such as `merge: [name, name]`, but this is 'X'"),
        ("- [X]", "but this is a list"),
        ("- reject: X\n-\n", "/etc/c.yaml:2: a rule must hold keys such as `merge: [name, name]`, but this is nothing"),
        (
            "- rejct: X",
            "/etc/c.yaml:1: a rule needs one of the keys merge, split, rename, retype, reject, add; did you",
        ),
        ("- rejct: X", "did you mean reject?"),
        ("- reject: X\n  merge: [A, B]", "/etc/c.yaml:2: a rule is one of reject and merge; make it two rules"),
        ("- reject: X\n  reject: Y", "/etc/c.yaml:2: 'reject' is given twice"),
        ("- reject: X\n  typ: person", "/etc/c.yaml:2: 'typ' is not a key of a reject rule; did you mean type?"),
        ("- reject: X\n  into: Y", "'into' is not a key of a reject rule"),
        ("- reject: X\n  [a]: Y", "'' is not a key of a reject rule"),
        ("- reject: X\n  type: persn", "/etc/c.yaml:2: type must be one of person, organisation, place"),
        ("- reject: X\n  type: date", "which 'date' is not"),
        ("- reject: ''", "/etc/c.yaml:1: reject holds an empty name"),
        ("- reject: []", "/etc/c.yaml:1: reject names nobody"),
        ("- reject: {a: b}", "/etc/c.yaml:1: reject must be text, but it is a mapping"),
        ("- reject: [[a]]", "reject must be text, but it is a list"),
        (f"- reject: {'x' * (LONGEST + 1)}", "reject holds a name of 501 characters; more than 500 are none"),
        ("- rename: [A, B]\n  to: C", "rename takes one name"),
        ("- rename: A", "a rename needs `to`, the new name"),
        ("- merge: A", "a merge needs two names or more"),
        ("- merge: [A, A]", "a merge needs two names or more"),
        ("- split: A\n  as: B", "a split needs `documents`, `with` or `beside`, which tell the two apart"),
        ("- split: A\n  with: x", "a split needs `as`"),
        ("- retype: A", "a retype needs `to`, one of person, organisation"),
        ("- retype: A\n  to: money", "to must be one of person, organisation"),
        ("- retype: A\n  to: person\n  type: person", "/etc/c.yaml:2: a retype needs `to` another type"),
        ("- add: A", "an add needs `type`, one of person, organisation"),
        ("- add: A\n  type: email", "type must be one of person, organisation"),
        ("- reject: A\n  with: '!'", "`with` and `beside` take words, and one of these has no letter"),
        (
            "- reject: A\n  documents: '[z-a]'",
            "/etc/c.yaml:2: documents must hold patterns as in .gitignore, which '[z-a]'",
        ),
        ("- reject: A\n  id: x\n- reject: B\n  id: x", "/etc/c.yaml:3: the id 'x' is given twice, first on line 1"),
        ("- reject: A\n- reject: [B\n- reject: C", "/etc/c.yaml:3: is not valid YAML: "),
        ("- a: b: c", "/etc/c.yaml:1: is not valid YAML: mapping values are not allowed here"),
        ("- reject: A\n---\n- reject: B", "/etc/c.yaml:2: is not valid YAML: expected a single document"),
        ("- reject: !!python/name:os.system A\n  nix: 1", "'nix' is not a key"),
        ("- reject: A\n- \x07", "/etc/c.yaml:2: holds a character that YAML forbids (U+0007)"),
        ("[" * 5000, "/etc/c.yaml: is nested too deeply"),
        ("- <<: *x", "/etc/c.yaml:1: is not valid YAML: found undefined alias 'x'"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_line(text: str, said: str) -> None:
    message = mistake(text)
    assert said in message
    assert "\n" not in message
    assert len(message) < 400


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"- reject: \xff", ":1: is not UTF-8 (byte 0xFF)"), (b"#" * (LARGEST + 1), "is larger than 10,000,000 bytes")],
    ids=["bytes", "size"],
)
def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "c.yaml").write_bytes(data)
    with pytest.raises(CurationError, match="c.yaml") as caught:
        read_rules(tmp_path / "c.yaml")
    assert said in str(caught.value)
    with pytest.raises(CurationError, match="is not a regular file"):
        read_rules(tmp_path)


WRITTEN = (
    "# The team's rules.\n"
    "\n"
    "- reject: X   # a letter\n"
    "\n"
    "# about Y\n"
    "-   # odd, but valid\n"
    "    reject:\n"
    "    - Y\n"
    "    - Z  # and Z\n"
    "# the last one\n"
    "- rename: 'it''s'\n"
    "  to: |\n"
    "    It's\n"
    "\n"
    "# the end\n"
)
MORE = Rule(Kind.REJECT, ("W",), PERSON, note="why")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_rule_is_added_below_what_is_there(tmp_path: Path, ending: str, indent: str) -> None:
    text = "".join(f"{indent}{line}{ending}" for line in WRITTEN.splitlines())
    (tmp_path / "c.yaml").write_bytes(text.encode())
    after = added(tmp_path / "c.yaml", MORE)
    new = f"{indent}- reject: W{ending}{indent}  type: person{ending}{indent}  note: why{ending}"
    assert after == text + new


@pytest.mark.parametrize(("number", "gone"), [(1, range(2, 3)), (2, range(5, 9)), (3, range(10, 14))])
def test_a_rule_is_taken_out_and_nothing_else(tmp_path: Path, number: int, gone: range) -> None:
    (tmp_path / "c.yaml").write_text(WRITTEN)
    lines = WRITTEN.splitlines(keepends=True)
    expected = "".join(line for at, line in enumerate(lines) if at not in gone)
    assert removed(tmp_path / "c.yaml", number) == expected


@pytest.mark.parametrize("text", ["[{reject: A}]", "--- [{reject: A}]\n", "- reject: A\n...\n"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.yaml").write_text(text)
    with pytest.raises(CurationError, match="write each rule on lines of its own, begun by `- `"):
        added(tmp_path / "c.yaml", MORE)
    assert (tmp_path / "c.yaml").read_text() == text


def test_a_rule_that_is_none_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="^the rule:.*another type"):
        added(tmp_path / "c.yaml", Rule(Kind.RETYPE, ("A",), PERSON, becomes=PERSON))


def test_a_link_to_the_file_stays_one_and_its_mode_too(tmp_path: Path) -> None:
    shared = tmp_path / "repository" / "rules.yaml"
    shared.parent.mkdir()
    shared.write_text("")
    shared.chmod(0o640)
    link = tmp_path / "c.yaml"
    link.symlink_to(shared)
    write(link, added(link, MORE), tmp_path / "data")
    assert link.is_symlink()
    assert read_rules(shared).rules == (MORE,)
    assert shared.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in shared.parent.iterdir()] == ["rules.yaml"]


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match="c.yaml cannot be written"):
        write(tmp_path / "file" / "c.yaml", "", tmp_path)


NAMES = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
WORDS = st.text("abcÄ漢 '\"#:-", min_size=1, max_size=8).map(lambda text: f"x{' '.join(text.split())}")


@given(
    st.lists(
        st.builds(
            Rule,
            st.sampled_from([Kind.REJECT, Kind.ADD]),
            st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple),
            st.sampled_from(GIVEN).map(EntityType),
            having=st.lists(WORDS, max_size=2, unique=True).map(tuple),
            note=st.text(max_size=30),
        ),
        max_size=4,
    )
)
def test_whatever_a_name_holds_it_is_read_as_it_was_written(tmp_path_factory, made: list[Rule]) -> None:
    path = tmp_path_factory.mktemp("rules") / "c.yaml"
    for rule in made:
        write(path, added(path, rule), path.parent)
    assert read_rules(path).rules == tuple(made)
    for _ in made:
        write(path, removed(path, 1), path.parent)
    assert read_rules(path).rules == ()
