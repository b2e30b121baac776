"""Where things live: one home a person, every directory theirs alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.wrapping import PLAIN, Wrapping

PACKAGE = Path(__file__).parent


class Home(NamedTuple):
    """The directories of one person's journal."""

    data: Path
    settings: Path
    wrapping: Wrapping = PLAIN
    """How the files that hold a person's words lie there."""

    @property
    def journal(self) -> Path:
        """The TinyDB file."""
        return self.data / f"journal.json{self.wrapping.suffix}"

    @property
    def lock(self) -> Path:
        """The file whose lock a writer holds; never removed."""
        return self.data / "journal.lock"

    @property
    def generations(self) -> Path:
        """Earlier states of the journal, and damaged files that were set aside."""
        return self.data / "generations"

    @property
    def drafts(self) -> Path:
        """What is being typed."""
        return self.data / "drafts"

    @property
    def exchange(self) -> Path:
        """The keys for the exchange with a partner; no backup has them."""
        return self.data / f"exchange.json{self.wrapping.suffix}"

    @property
    def inbox(self) -> Path:
        """What was sealed while the journal was locked, to be taken in when it is opened."""
        return self.data / "inbox"

    @property
    def identity(self) -> Path:
        """The key of an encrypted journal, protected by the passphrase."""
        return self.data / "identity.age"

    @property
    def recipients(self) -> Path:
        """The public keys to which the files are encrypted; as long as it is there, they are."""
        return self.data / "recipients.txt"

    @property
    def sample(self) -> Path:
        """The file that tells a sample home from a person's own; it holds the digest of what was written."""
        return self.data / ".rmjournal-sample"

    @property
    def converting(self) -> Path:
        """The mark that encrypting or decrypting has begun, and is not over."""
        return self.data / ".converting"

    def refuse_own(self, path: Path) -> None:
        """Raises UsageProblem if the path is one of the journal's own files."""
        target = os.path.realpath(path)
        roots = {root: os.path.realpath(root) for root in (self.data, self.settings)}
        files, folders = (
            [_followed(os.path.join(roots[own.parent], own.name)) for own in group]
            for group in (self._files, self._folders)
        )
        inside = [folder for folder in folders if f"{target}{os.sep}".startswith(folder + os.sep)]
        if inside or target in files:
            raise UsageProblem(
                N_("{file} belongs to the journal itself."),
                kept=N_("Nothing was written."),
                todo=N_("Choose another file."),
                file=path,
            )

    @property
    def _files(self) -> tuple[Path, ...]:
        return self.journal, self.lock, self.exchange, self.config, self.identity, self.recipients

    @property
    def _folders(self) -> tuple[Path, ...]:
        return self.generations, self.drafts, self.inbox

    @property
    def config(self) -> Path:
        """The person's settings."""
        return self.settings / "config.json"


def _followed(path: str) -> str:
    """The path in a directory that is no link itself; only a link costs a look at every part."""
    return os.path.realpath(path) if os.path.islink(path) else path


def home(chosen: str | None = None) -> Home:
    """The chosen directory, else RMJOURNAL_HOME, else the platform's places for data and settings."""
    root = chosen or os.environ.get("RMJOURNAL_HOME")
    if root:
        directory = Path(root).expanduser().absolute()
        return Home(directory, directory)
    from platformdirs import user_config_path, user_data_path

    return Home(
        user_data_path("rmjournal", appauthor=False), user_config_path("rmjournal", appauthor=False)
    )


def templates() -> Path:
    """The shipped export templates: beside the package in a checkout, inside it in a wheel."""
    shipped = PACKAGE / "templates"
    return shipped if shipped.is_dir() else PACKAGE.parent / "templates"
