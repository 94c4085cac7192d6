"""A small corpus of news, built once for all who only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.config import BuildConfig, Config, StorageConfig
from explorer.library import Library
from explorer.storage import corpus_directories

STORIES = {
    "treaty.txt": (
        "date 2019-05-02\nA treaty on fishing\n\n"
        "OSLO, May 2 (Reuters) - Norwegian Prime Minister Erna Solberg met Angela Merkel in Oslo on Thursday. "
        '"The treaty is good for fishermen," Solberg said.\n\n'
        "Solberg and Merkel will meet again in Berlin in June 2019.\n"
    ),
    "answer.md": (
        "---\ntitle: Merkel answers\ndate: 2019-06-20\nsource: Kurier\n---\n"
        "Angela Merkel spoke in Berlin. See [the treaty](treaty.txt) and [[Harbour notes]].\n\n"
        "Erna Solberg listened. The Café Zürich was full.\n"
    ),
    "notes/harbour.md": (
        "# Harbour notes\n\nThe harbour of Oslo froze in January 2010. Angela Merkel was not there. "
        "See [outside](../../secret.txt).\n"
    ),
    "weather.html": (
        "<html><head><title>Weather</title><meta name='date' content='2020-01-05'></head>"
        "<body><p>It rained in Madrid all week. The harbour was closed.</p></body></html>"
    ),
}


@pytest.fixture(scope="session")
def write_stories():
    def write(folder: Path, stories: dict[str, str] = STORIES) -> Path:
        for name, text in stories.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def make_config():
    def make(home: Path, **sections: object) -> Config:
        storage = StorageConfig(data=home / "data", cache=home / "cache")
        return Config(storage=storage, build=BuildConfig(workers=1), **sections)

    return make


@pytest.fixture(scope="module")
def shelf(tmp_path_factory, write_stories, make_config) -> Iterator[Library]:
    """An opened library of the four stories; for tests that do not change it."""
    home = tmp_path_factory.mktemp("shelf")
    folder = write_stories(home / "news")
    with Library.open(folder, make_config(home)) as library:
        library.build()
        yield library


@pytest.fixture
def news(tmp_path, write_stories) -> Path:
    return write_stories(tmp_path / "news")


@pytest.fixture
def config(tmp_path, make_config) -> Config:
    return make_config(tmp_path)


@pytest.fixture
def library(news, config) -> Iterator[Library]:
    """A library of its own for a test that changes things."""
    opened = Library.open(news, config)
    opened.build()
    yield opened
    opened.close()
    shutil.rmtree(news, ignore_errors=True)


@pytest.fixture
def places(news, config):
    """The directories of a corpus that was built and closed."""
    with Library.open(news, config) as library:
        library.build()
        library.mark(library.find_document("treaty.txt").id, "starred", True)
    return corpus_directories(news, config)
