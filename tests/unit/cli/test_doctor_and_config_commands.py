"""`explorer doctor` and `explorer config`: the state of things."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from explorer.cli import configuration, doctor
from explorer.config import key_names
from explorer.errors import CatalogueCorrupt
from explorer.library import Library
from explorer.model.document import Failure
from explorer.model.progress import Check


def test_doctor_tells_what_is_right_and_what_is_not(explorer, library) -> None:
    library.failed = (Failure("x.txt", "binary", "is not text"),)
    library.notices = ["index rebuilt"]
    ran = explorer("doctor")
    assert ran.code == 0
    for said in ("ok     textual: 8.", "nothing is sent", "ok     catalogue: 2 documents", "    x.txt: is not text"):
        assert said in ran.out
    library.checks = (Check("index", False, "is damaged"),)
    wrong = explorer("doctor", "--json")
    assert wrong.code == 5
    assert {"name": "index", "ok": False, "detail": "is damaged"} in wrong.objects
    assert {"failure": "x.txt", "reason": "binary", "message": "is not text"} in wrong.objects


def test_doctor_goes_on_where_nothing_opens(explorer, library, monkeypatch, tmp_path: Path) -> None:
    def refuse(folder: Path, config: object) -> None:
        raise CatalogueCorrupt("catalogue.db: is not a catalogue")

    monkeypatch.setattr(Library, "open", refuse)
    ran = explorer("doctor")
    assert ran.code == 5
    assert "WRONG  corpus: catalogue.db: is not a catalogue" in ran.out
    (tmp_path / "c.yaml").write_text("serach: 3", "utf-8")
    ran = explorer("doctor", "--config", "c.yaml")
    assert ran.code == 2
    assert "WRONG  configuration: c.yaml:1: serach is not a key; did you mean search?" in ran.out


def test_doctor_names_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["no-such-package>=3", 'pytest; extra == "dev"'])
    assert Check("no-such-package", False, "is missing: no-such-package>=3") in list(doctor.machine())


def test_doctor_knows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    told = {check.name: check.detail for check in doctor.terminal()}
    assert told["size"] == "50×10: too small for the app"
    assert told["TERM"] == "dumb: too plain for the app"
    assert told["colours"] == "off (NO_COLOR)"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert Check("colours", None, "16 million") in list(doctor.terminal())


def test_config_show_prints_every_key_as_yaml_that_is_valid(explorer, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("corpus: papers\ndocuments: {include: ['*.log']}", "utf-8")
    ran = explorer("config", "show", "--config", "c.yaml")
    values = yaml.safe_load(ran.out)
    assert values["corpus"] == str(tmp_path / "papers")
    assert values["documents"]["include"] == ["*.log"]
    assert set(values) == {name for name in key_names() if "." not in name}
    (tmp_path / "again.yaml").write_text(ran.out, "utf-8")
    assert explorer("config", "validate", "again.yaml").code == 0
    assert "these are the defaults" in explorer("config", "show").err


def test_config_path_and_validate(explorer, tmp_path: Path) -> None:
    ran = explorer("config", "path")
    assert ran.out == f"{tmp_path}/home/explorer/config.yaml\n"
    assert "the defaults are in force" in ran.err
    (tmp_path / "c.yaml").write_text("search: {page: 0}", "utf-8")
    assert explorer("--config", "c.yaml", "config", "path").out == "c.yaml\n"
    wrong = explorer("config", "validate", "c.yaml")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("explorer: c.yaml:1: search.page must be between 1 and 1,000")
    assert explorer("config", "validate").out == "no configuration file: the defaults are valid\n"
    assert configuration.plain(Path("/x")) == "/x"
