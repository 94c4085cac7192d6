"""The folder of documents itself: whether it can be read, and where in it a document lies."""

from __future__ import annotations

import os
from pathlib import Path

from explorer.documents.names import to_location, to_path
from explorer.errors import FolderError


def location_of(root: Path, path: str) -> Path:
    """Return where the document written as `path` lies, given the folder `root`."""
    return Path(to_location(root, path))


def check_folder(root: Path) -> None:
    """Raise FolderError unless `root` is a folder that can be listed."""
    try:
        with os.scandir(root):
            return
    except FileNotFoundError:
        raise FolderError(f"{to_path(str(root))}: no such folder") from None
    except NotADirectoryError:
        raise FolderError(f"{to_path(str(root))}: not a folder") from None
    except (OSError, ValueError) as error:
        raise FolderError(f"{to_path(str(root))}: cannot be listed: {why(error)}") from error


def why(error: Exception) -> str:
    """Say in a few words what an operating system's error is."""
    return (getattr(error, "strerror", None) or str(error)).lower()
