"""The command line: commands, and the one place where errors become exit codes.

stdout carries data, stderr narration. Importing this package costs little: a command loads what it needs when it runs.
"""

from __future__ import annotations

from explorer.cli.main import run

__all__ = ["run"]
