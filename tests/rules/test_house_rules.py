"""What holds everywhere in the tree: sizes, words, and the directions of imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "explorer").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEST = 400
"""Tables of cases are read from top to bottom; splitting them would hide what is missing."""

UNWANTED = {
    "an open end": r"#.*\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError",
    "a line left out of the count": r"pragma: no cover",
    "a type left unchecked without a reason": r"# type: ignore(\[[\w, -]+\])?\s*$",
    "a blind except": r"^\s*except\s*:",
    "a path of one machine": r"[\"'`]/(home|Users|root|tmp)/",
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") < LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", TESTS, ids=relative)
def test_files_of_tests_stay_small(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") < LONGEST_TEST


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_unwanted_words(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        for what, pattern in UNWANTED.items():
            assert not re.search(pattern, line), f"line {number}: {what}"


def test_every_module_says_what_it_is() -> None:
    silent = [
        relative(path)
        for path in SOURCES
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_bytes()))
    ]
    assert silent == []


def test_imports_point_one_way() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_all_data_travels_with_the_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["explorer"]
    travelling = {path for pattern in patterns for path in (ROOT / "explorer").glob(pattern)}
    data = {path for path in (ROOT / "explorer").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert data <= travelling
