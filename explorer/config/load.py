"""From a YAML file to a Config: finds the file, reads it, and says exactly what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.config.schema import DEFAULT, Config
from explorer.errors import ConfigError

if TYPE_CHECKING:
    import yaml

VARIABLE = "EXPLORER_CONFIG"
LARGEST = 1_000_000  # bytes; a configuration beyond this is some other file given by mistake


def user_config_file() -> Path:
    """Return where the user's own configuration is looked for, whether or not it exists."""
    import platformdirs  # who names a file does not need it

    return platformdirs.user_config_path("explorer", appauthor=False) / "config.yaml"


def find_config(path: Path | None) -> Path | None:
    """Return the file to read: `path` if given, else that of $EXPLORER_CONFIG, else the user's own if it exists.

    A file that somebody named is returned even when it does not exist: reading it then says so.
    """
    if path is not None:
        return path
    if named := os.environ.get(VARIABLE):
        return Path(named)
    own = user_config_file()
    return own if own.exists() else None


def load_config(path: Path | None) -> Config:
    """Read the configuration that `find_config` finds, the defaults if there is none; raises ConfigError."""
    found = find_config(path)
    return DEFAULT if found is None else parse_config(_read(found), found)


def parse_config(text: str, path: Path) -> Config:
    """Turn the text of the file `path` into a Config; relative paths in it start at its folder; raises ConfigError."""
    import yaml  # where there is no file, nobody waits for it

    from explorer.config.check import Checker

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise ConfigError(_broken(path, error)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{path}:{line}: holds a character that YAML forbids (U+{error.character:04X})") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is nested too deeply to be a configuration") from error
    return Checker(path).config(root)


def _broken(path: Path, error: yaml.MarkedYAMLError) -> str:
    """Say in one line where the YAML breaks and why."""
    mark = error.problem_mark or error.context_mark
    where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
    why = ", ".join(part for part in (error.context, error.problem) if part)
    return f"{path}{where}: is not valid YAML: {why}"


def _read(path: Path) -> str:
    """Read a small UTF-8 file; raises ConfigError."""
    try:
        if path.is_dir():
            raise ConfigError(f"{path}: is a folder, not a configuration file")
        if path.exists() and not path.is_file():
            raise ConfigError(f"{path}: is not a regular file")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such configuration file") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{path}: is larger than {LARGEST:,} bytes, too large for a configuration")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: is not UTF-8 (byte 0x{data[error.start]:02X})") from error
