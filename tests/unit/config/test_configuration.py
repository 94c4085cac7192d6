"""What a person who edits config.yaml gets: their values, or a line that says what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explorer.config import DEFAULT, Config, find_config, key_names, load_config, parse_config, user_config_file
from explorer.errors import ConfigError

EXAMPLE = Path(__file__).parents[3] / "config.yaml"
FILE = Path("/etc/c.yaml")


def mistake(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, FILE)
    return str(caught.value)


def written_keys(values: dict[str, object], before: str = "") -> list[str]:
    names = []
    for name, value in values.items():
        names.append(before + name)
        if isinstance(value, dict):
            names += written_keys(value, f"{before}{name}.")
    return names


def test_the_example_has_every_key_and_no_other() -> None:
    example = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    assert written_keys(example) == list(key_names())


def test_every_key_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        name = line.strip().partition(":")[0]
        if line.startswith("  ") and not name.startswith("#"):
            above = lines[number - 1].strip()
            assert above.startswith("#") or above.partition(":")[0] in {"search", "build", "animation"}, name


def test_the_example_is_the_default_but_for_its_corpus() -> None:
    example = load_config(EXAMPLE)
    assert example == Config(path=EXAMPLE, corpus=EXAMPLE.parent / "corpus")


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null", "search:\n", "documents: {encoding: ~}"])
def test_what_is_left_out_or_empty_keeps_its_default(text: str) -> None:
    assert parse_config(text, FILE) == Config(path=FILE)


def test_values_of_each_type_are_taken() -> None:
    config = parse_config(
        "documents: {include: ['*.log'], max_bytes: 10, encoding: windows-1252, hidden: true}\n"
        "entities: {confidence: 1}\n"
        "interface: {theme: nord, keys: {next_hit: 'n,ctrl+n', first: 1, off: on}}\n",
        FILE,
    )
    assert config.documents.include == ("*.log",)
    assert (config.documents.max_bytes, config.documents.encoding, config.documents.hidden) == (
        10,
        "windows-1252",
        True,
    )
    assert config.entities.confidence == 1.0
    assert config.interface.theme == "nord"
    assert config.interface.keys == {"next_hit": "n,ctrl+n", "first": "1", "off": "on"}


def test_paths_start_at_the_file_and_the_tilde_is_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    config = parse_config("corpus: ../papers\nstorage: {data: ~/kept, cache: /var/x}", FILE)
    assert config.corpus == Path("/papers")
    assert config.storage.data == Path("/home/ada/kept")
    assert config.storage.cache == Path("/var/x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("serach:\n  page: 3", "/etc/c.yaml:1: serach is not a key; did you mean search?"),
        ("search:\n  pages: 3", "/etc/c.yaml:2: search.pages is not a key; did you mean search.page?"),
        ("page: 20", "/etc/c.yaml:1: page is not a key; did you mean search.page?"),
        ("document:\n  max_byte: 3", "/etc/c.yaml:1: document is not a key; did you mean documents?"),
        ("search: {max_byte: 3}", "/etc/c.yaml:1: search.max_byte is not a key; did you mean documents.max_bytes?"),
        ("search: {zzz: 3}", "/etc/c.yaml:1: search.zzz is not a key; search has: language, page"),
        ("[a]: 3", "/etc/c.yaml:1: (a list or mapping) is not a key"),
        ("'': 3", "/etc/c.yaml:1: '' is not a key; the file has: corpus"),
        ('"\\e[31mred": 3', "/etc/c.yaml:1: '\\x1b[31mred' is not a key"),
        ('search: {"a\\nb": 3}', "/etc/c.yaml:1: search.'a\\nb' is not a key"),
        (
            "documents:\n  exclude: [a, '[z-a]']",
            "/etc/c.yaml:2: documents.exclude must hold patterns as in .gitignore, which '[z-a]' is not",
        ),
        ("\nsearch: {page: many}", "/etc/c.yaml:2: search.page must be a whole number, but it is 'many' (text)"),
        ("search: {page: 2.5}", "search.page must be a whole number, but it is '2.5' (a number)"),
        ("search: {page: true}", "search.page must be a whole number, but it is 'true' (true or false)"),
        ("search: {page: 0}", "search.page must be between 1 and 1,000"),
        ("documents: {max_bytes: 0}", "documents.max_bytes must be at least 1"),
        ("documents: {include: '*.txt'}", "documents.include must be a list, but it is '*.txt' (text)"),
        ("documents: {include: [1]}", "an item of documents.include must be text, but it is '1' (a whole number)"),
        ("documents: {encoding: utf-9}", "documents.encoding is not a known encoding"),
        ("documents: {encoding: 'utf\\0'}", "documents.encoding is not a known encoding"),
        ("documents: {encoding: hex}", "documents.encoding is not an encoding of text"),
        ("entities: {confidence: .nan}", "entities.confidence must be between 0"),
        ("entities: {tagger: magic}", "entities.tagger must be one of: rules"),
        ("search: {language: klingon}", "search.language must be one of: "),
        ("search: 3", "search must hold keys (`name: value`), but it is a whole number"),
        ("- a\n- b", "the file must hold keys (`name: value`), but it is a list"),
        ("interface: {keys: {a: [b]}}", "interface.keys.a must be text, but it is a list"),
        ("interface: {theme: {a: b}}", "interface.theme must be text, but it is a mapping"),
        ("interface: {theme: 2001-01-01}", "interface.theme must be text, but it is '2001-01-01' (another kind"),
        ("corpus: ''", "corpus must be a path"),
        ("corpus: ~nobody_of_that_name/x", "the home directory of ~nobody_of_that_name/x is not known"),
        ("corpus: a\nsearch: {}\ncorpus: b", "/etc/c.yaml:3: corpus is given twice, first on line 1"),
        ("search: {page: 0b_}", "search.page cannot be read as a whole number"),
        ("search: [", "/etc/c.yaml:1:10: is not valid YAML: "),
        ("a: b\n\tc: d", "/etc/c.yaml:2:1: is not valid YAML: "),
        ("a: *b", "is not valid YAML: found undefined alias"),
        ("a: 1\n--- \nb: 2", "/etc/c.yaml:2:1: is not valid YAML: expected a single document"),
        ("a: 1\nb: \x07", "/etc/c.yaml:2: holds a character that YAML forbids (U+0007)"),
        ("[" * 4000, "/etc/c.yaml: is nested too deeply"),
        ("interface: {theme: &x [*x]}", "interface.theme must be text, but it is a list"),
        ("interface: {theme: !!python/name:os.system x}", "interface.theme must be text"),
    ],
)
def test_a_mistake_names_file_line_and_key(text: str, said: str) -> None:
    assert said in mistake(text)


def outcome(text: str) -> Config | str:
    try:
        return parse_config(text, FILE)
    except ConfigError as error:
        return str(error)


@given(st.text(max_size=60))
def test_any_text_is_a_configuration_or_a_clear_mistake(text: str) -> None:
    read = outcome(text)
    assert isinstance(read, Config) or read.startswith(str(FILE))


@given(
    st.dictionaries(
        st.sampled_from([name for name in key_names() if "." not in name]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_any_values_are_a_configuration_or_a_clear_mistake(values: dict[str, object]) -> None:
    read = outcome(yaml.safe_dump(values))
    assert isinstance(read, Config) or read.startswith(str(FILE))


def test_a_file_is_looked_for_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("EXPLORER_CONFIG", raising=False)
    assert find_config(None) is None
    assert load_config(None) is DEFAULT
    own = user_config_file()
    own.parent.mkdir(parents=True)
    own.write_text("search: {page: 7}", "utf-8")
    assert load_config(None).search.page == 7
    named = tmp_path / "named.yaml"
    named.write_text("\ufeffsearch: {page: 8}", "utf-8")
    monkeypatch.setenv("EXPLORER_CONFIG", str(named))
    assert load_config(None).search.page == 8
    assert find_config(Path("given.yaml")) == Path("given.yaml")


def test_what_is_no_readable_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(path: Path) -> str:
        with pytest.raises(ConfigError) as caught:
            load_config(path)
        return str(caught.value)

    assert said(tmp_path / "none.yaml") == f"{tmp_path}/none.yaml: there is no such configuration file"
    assert said(tmp_path).endswith("is a folder, not a configuration file")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"corpus: a\ninterface: {theme: caf\xe9}")
    assert said(latin) == f"{latin}:2: is not UTF-8 (byte 0xE9)"
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 1_000_001)
    assert "too large for a configuration" in said(large)
    assert "not a regular file" in said(Path("/dev/null"))
    monkeypatch.setenv("EXPLORER_CONFIG", str(tmp_path / "gone.yaml"))
    with pytest.raises(ConfigError, match=r"gone\.yaml: there is no such"):
        load_config(None)


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.yaml"
    file.touch()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match=r"secret\.yaml: cannot be read: Permission denied"):
        load_config(file)
