"""The programs that are measured: ours and those beside it, over journals made for the purpose."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import exchanged
import peer
import screens
from measure import Program
from plan import Plan

CHECKOUT = Path(__file__).resolve().parent.parent
CACHE = CHECKOUT / ".bench"
CONSOLE_SCRIPT = "import sys\nfrom rmjournal.__main__ import main\nsys.exit(main())\n"
"""What pip makes of our entry point."""
EMPTY_COMMAND = """import typer

app = typer.Typer()


@app.command()
def main() -> None:
    pass


app()
"""
EMPTY_TEMPLATE = EMPTY_COMMAND.replace("    pass", "    import jinja2.sandbox")


class Programs:
    """The programs to be measured, over journals in a directory of their own."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.root = root
        self.plan = plan
        self.output = root / "output"
        self._jrnl = peer.installed(CACHE)
        self._env = {
            "PATH": os.environ.get("PATH", ""), "HOME": str(root), "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": str(root / "config"), "XDG_DATA_HOME": str(root / "data"),
            "TZ": "Europe/Paris",
        }  # fmt: skip

    def _script(self, name: str, text: str) -> str:
        path = self.root / name
        path.write_text(text)
        return str(path)

    @cached_property
    def empty(self) -> Program:
        """A Typer command that does nothing."""
        script = self._script("empty_command.py", EMPTY_COMMAND)
        return Program((sys.executable, script), {**self._env, "PYTHONPATH": str(CHECKOUT)})

    @cached_property
    def empty_app(self) -> Program:
        """A Textual app with a header and a footer."""
        script = self._script("empty_app.py", screens.EMPTY_APP)
        return Program((sys.executable, script), self._env)

    @cached_property
    def empty_with_jinja(self) -> Program:
        """A Typer command that imports Jinja's sandbox and does nothing."""
        script = self._script("empty_template.py", EMPTY_TEMPLATE)
        return Program((sys.executable, script), {**self._env, "PYTHONPATH": str(CHECKOUT)})

    def loading(self, journal: Path) -> Program:
        """A command that loads the file of a journal and what an exchange needs, and does nothing."""
        script = self._script("loading.py", exchanged.LOADING)
        env = {**self._env, "PYTHONPATH": str(CHECKOUT)}
        return Program((sys.executable, script, str(journal)), env)

    def encrypted(self, home: Path) -> tuple[Path, dict[str, str]]:
        """A copy of a home that is encrypted, and what opens it without the passphrase step."""
        sealed, key = self.root / f"{home.name}-encrypted", self.root / f"{home.name}-key"
        shutil.copytree(home, sealed)
        said = self._script("passphrase", "a few random words")
        program = self.ours(sealed, "encrypt", "--recovery-key", RMJOURNAL_PASSPHRASE_FILE=said)
        key.write_text(program.said())
        return sealed, {"RMJOURNAL_IDENTITY_FILE": str(key)}

    def ours(self, home: Path, *args: str, **more: str) -> Program:
        """Our program on a journal, as its console script runs it."""
        script = self._script("console_script.py", CONSOLE_SCRIPT)
        own = {"PYTHONPATH": str(CHECKOUT), "RMJOURNAL_HOME": str(home), "RMJOURNAL_LANG": "en"}
        return Program((sys.executable, script, *args), {**self._env, **own, **more})

    def exported(self, program: Program) -> Program:
        """The program, writing to a file."""
        return program._replace(output=self.output)

    def grown(self, total: int, *options: str) -> Path:
        """A journal of that size."""
        home = self.root / f"grown{total}{''.join(options)}"
        script = str(CHECKOUT / "benchmarks" / "grow.py")
        env = {**self._env, "PYTHONPATH": str(CHECKOUT), "RMJOURNAL_HOME": str(home)}
        with told(f"growing a journal: {total} {' '.join(options)}"):
            Program((sys.executable, script, str(total), *options), env).said()
        return home

    def jrnl(
        self, home: Path, entries: Callable[[Path], peer.Entries], tags: str = ""
    ) -> peer.Jrnl:
        """A journal of jrnl with the words of one of ours, each entry with these tags."""
        with told(f"putting the same words in jrnl {tags}"):
            journal = peer.Jrnl(self._jrnl, self.root / f"jrnl-{home.name}{tags}", self._env)
            journal.fill(entries(home), tags)
        return journal

    @cached_property
    def year(self) -> exchanged.Year:
        """A pair that exchanged after every session of a year."""
        with told("exchanging for a year"):
            return exchanged.year(self.root / "year", *self.plan.exchanges)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Says on stderr what is being done, then how long it took."""
    start = time.perf_counter()
    sys.stderr.write(f"{what} … ")
    sys.stderr.flush()
    yield
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")
