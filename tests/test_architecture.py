"""The shape of the house, held by tests: what a quick command may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Program

HEAVY = (
    "textual",
    "rich.console",
    "jinja2",
    "loro",
    "pyrage",
    "cryptography",
    "pydantic",
    "icalendar",
    "pyperclip",
    "dateutil",
)
OF_ENCRYPTION = (
    "rmjournal.sealing.vault",
    "rmjournal.sealing.identity",
    "rmjournal.sealing.converting",
)
"""What a plain journal has no use for."""


def loaded(ours: Program, names: tuple[str, ...], *args: str) -> str:
    """All that a command prints, then which of the modules it loaded."""
    code = (
        "import sys\n"
        "from rmjournal.__main__ import main\n"
        f"sys.argv = ['rmjournal', *{args!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(sorted(set({names!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=ours.environment(),
        check=True,
    )
    return done.stdout


def test_log_loads_nothing_heavy(ours: Program) -> None:
    """A logged sentence never waits for a template engine, a widget set or a validation library."""
    assert loaded(ours, (*HEAVY, *OF_ENCRYPTION), "log", "A sentence.") == "[]\n"
    assert "A sentence." in (ours.home / "journal.json").read_text()


@pytest.mark.parametrize("option", ["--format=json", "--template=own.md.j2"])
def test_what_fills_a_template_is_loaded_only_where_one_is_filled(
    ours: Program, option: str, tmp_path: Path
) -> None:
    """JSON has none, and a template of one's own is filled by another process."""
    own = tmp_path / "own.md.j2"
    own.write_text("# Ours\n")
    options = (option.replace("own.md.j2", str(own)), "-o", str(tmp_path / "objectives"))
    assert loaded(ours, HEAVY, "export", "objectives", *options) == "[]\n"


def test_version_loads_almost_nothing(program: Program) -> None:
    """The version is told before Typer or TinyDB are imported."""
    code = (
        "import sys\nfrom rmjournal.__main__ import main\nsys.argv = ['rmjournal', '--version']\nmain()\n"
        "print(sorted({'typer', 'tinydb'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=program.environment(),
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
