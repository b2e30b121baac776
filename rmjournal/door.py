"""The journal as the screens reach it: one at a time, from a thread of its own.

Whoever shows a screen never waits for the disk: what is asked here is asked by a worker, and only
one of them is inside the journal at a time.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from rmjournal.errors import RmjournalError
from rmjournal.journal import Journal, letters, protection, scratch
from rmjournal.journal.clock import Clock, clock
from rmjournal.paths import Home
from rmjournal.storage import settings
from rmjournal.storage.contents import real_path
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.store import Store

if TYPE_CHECKING:
    from rmjournal.journal.letters import Taken
    from rmjournal.journal.protection import Encrypted

T = TypeVar("T")
Shape = tuple[int, int, int]


class Door:
    """The way to the journal of one home."""

    def __init__(self, home: Home) -> None:
        self.home = protection.housed(home)
        self.settings = settings.load(home)
        self.drafts = Drafts(self.home)
        self._lock = threading.RLock()
        self._waiting: deque[Callable[[], None]] = deque()
        self._seen: Shape | None = None
        self._first: object = None

    def ask(self, question: Callable[[Journal], T]) -> T:
        """The answer to a question, or what a verb returns; waits for whoever is inside."""
        with self._lock:
            self._seen = self._shape()
            return question(self.journal)

    @property
    def locked(self) -> bool:
        """Whether the journal is encrypted, and not open yet."""
        return protection.is_locked(self.home)

    def unlock(self, passphrase: str) -> bool:
        """Opens the journal; raises WrongPassphrase. Takes a second or two."""
        protection.open_with(self.home, passphrase)
        return True

    def encrypt(self, passphrase: str, *, recovery: bool) -> Encrypted:
        """Encrypts the journal, which stays open; raises Refused, UsageProblem, CannotWrite."""
        with self._lock:
            done = protection.encrypt(self.home, passphrase, recovery=recovery)
            self._live_in(done.home)
            return done

    def decrypt(self, passphrase: str) -> Home:
        """Decrypts the journal; raises WrongPassphrase, CannotWrite."""
        with self._lock:
            protection.open_with(self.home, passphrase)
            self.take_in()
            self._live_in(protection.decrypt(self.home))
            return self.home

    def change_passphrase(self, passphrase: str, new: str) -> None:
        """Has the key of the journal under another passphrase; raises WrongPassphrase, UsageProblem."""
        with self._lock:
            protection.open_with(self.home, passphrase)
            protection.change_passphrase(self.home, new)

    def _live_in(self, home: Home) -> None:
        """From the next question on, the files are in their other form."""
        self.home, self.drafts = home, Drafts(home)
        self.__dict__.pop("journal", None)

    def open_at_hand(self) -> bool:
        """Opens the journal with what the environment gives; tells whether it gave anything."""
        return protection.open_at_hand(self.home)

    def take_in(self) -> Taken:
        """Takes in what was sealed while the journal was locked."""
        return self.ask(letters.take_in)

    def queue(self, errand: Callable[[], None]) -> None:
        """Has an errand wait its turn: whoever asks ``serve`` next carries out the one before it."""
        self._waiting.append(errand)

    def serve(self) -> None:
        """Carries out the errand that has waited longest.

        Workers who only wait for the lock get it in any order; so each takes what is first in line,
        and not what it was started for.
        """
        with self._lock:
            self._waiting.popleft()()

    def open(self, question: Callable[[Journal], object]) -> None:
        """Asks the first question, so that its answer is there when a screen wants it."""
        with contextlib.suppress(Exception), self._lock:  # until it is there for whoever waits
            self._first = self.ask(question)  # an error is met again, and told, by who asks next

    def first(self) -> object:
        """The answer to the first question, once; none if it is not there yet."""
        found, self._first = self._first, None
        return found

    @cached_property
    def journal(self) -> Journal:
        """The person's journal; to be used within ``ask`` alone."""
        return Journal(Store(self.home, self.clock.now), self.clock, self.settings.pair)

    @cached_property
    def clock(self) -> Clock:
        """What time it is for the person."""
        return clock(self.settings.timezone)

    @cached_property
    def sample(self) -> bool:
        """Whether this is a sample to look around in, and nobody's own journal."""
        return scratch.is_sample(self.home)

    def sealed_waits(self) -> bool:
        """Whether something sealed can be taken in now."""
        encrypted = protection.is_encrypted(self.home)
        return encrypted and not self.locked and protection.letters_wait(self.home)

    def changed(self) -> bool:
        """Whether the file is another one than before the last question; looks at its size and date."""
        return self._seen != self._shape()

    def elsewhere(self) -> frozenset[str]:
        """The ids of the records that other processes changed since this was asked the last time.

        Waits for nobody: while someone is inside, it tells none, and all of them later.
        """
        if not self._lock.acquire(blocking=False):
            return frozenset()
        try:
            return self.ask(lambda journal: journal.store.storage.elsewhere())
        except RmjournalError:
            return frozenset()  # whoever asks next meets it again, and tells it
        finally:
            self._lock.release()

    def choose(self, key: str, value: str) -> None:
        """Keeps a setting, which holds from the next question on; raises CannotWrite, UsageProblem.

        Waits for the disk, and for whoever is inside.
        """
        with self._lock:
            self.settings = settings.change(self.home, key, value)
            if key in ("pair", "timezone"):
                self.__dict__.pop("clock", None)
                self.__dict__.pop("journal", None)

    def _shape(self) -> Shape | None:
        try:
            found = os.stat(real_path(self.home))
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
