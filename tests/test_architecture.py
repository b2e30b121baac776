"""The shape of the house, held by tests: what a quick command may load."""

from __future__ import annotations

import subprocess
import sys

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


def test_log_loads_nothing_heavy(ours: Program) -> None:
    """A logged sentence never waits for a template engine, a widget set or a validation library."""
    code = (
        "import sys\n"
        "from rmjournal.__main__ import main\n"
        "sys.argv = ['rmjournal', 'log', 'A sentence.']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(sorted(set({(*HEAVY, *OF_ENCRYPTION)!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=ours.environment(),
        check=True,
    )
    assert done.stdout == "[]\n"
    assert "A sentence." in (ours.home / "journal.json").read_text()


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
