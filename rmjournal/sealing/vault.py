"""Files wrapped as age files: the public keys write them, an identity reads them."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Damaged, UsageProblem, WrongPassphrase
from rmjournal.i18n import N_
from rmjournal.sealing import library
from rmjournal.storage.wrapped import SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.sealing.identity import Unlocked
    from rmjournal.wrapping import Chunk, Raw


class Vault:
    """The wrapping of an encrypted home; locked until it is opened with an identity.

    The identity stays in the memory of this process.
    """

    suffix = SUFFIX

    def __init__(self, recipients: tuple[str, ...], listed: Path) -> None:
        self.recipients = recipients
        """The public keys to which everything is written."""
        self._listed = listed
        self._identity: Any = None
        self.unlocked: Unlocked | None = None
        """The identity with which it was opened."""

    @property
    def locked(self) -> bool:
        """Whether no identity is at hand yet."""
        return self._identity is None

    def open(self, unlocked: Unlocked, *, ours: bool = False) -> None:
        """From now on files can be read; ``ours`` is an identity that is known to be this home's.

        Raises WrongPassphrase for the identity of another journal, Damaged where the list of
        public keys is not the one that the identity vouches for: someone could read what is saved.
        """
        identity = unlocked.identity()
        listed = library.public(identity) in self.recipients
        if not (listed or ours):
            raise WrongPassphrase(
                N_("This identity is not the one of this journal."),
                kept=N_("The journal is as it was."),
                todo=N_("Give the identity that was made when this journal was encrypted."),
            )
        vouched = unlocked.recipients or self.recipients
        if not listed or set(vouched) != set(self.recipients):
            raise self._other_keys(" ".join(vouched))
        self._identity, self.unlocked = identity, unlocked

    def wrap(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """One age file, for every public key; needs no identity."""
        age = library.pyrage()
        try:
            recipients = [age.x25519.Recipient.from_str(each) for each in self.recipients]
            wrapped = age.encrypt(b"".join(chunks), recipients)
        except (age.RecipientError, age.EncryptError) as error:
            raise self._other_keys("age1…") from error
        yield wrapped

    def unwrap(self, raw: Raw) -> Raw:
        """What is in an age file; raises ValueError for one that is damaged, or not for this key."""
        age = library.pyrage()
        try:
            found: bytes = age.decrypt(raw[:], [self._key()])
        except age.DecryptError as error:
            raise ValueError("age") from error
        return found

    def readable(self, raw: Raw) -> Raw:
        """What is before the damage: age vouches for every 64 KiB by themselves."""
        age = library.pyrage()
        found = io.BytesIO()
        with contextlib.suppress(age.DecryptError, OSError):
            age.decrypt_io(io.BytesIO(raw[:]), found, [self._key()])
        return found.getvalue()

    def _other_keys(self, keys: str) -> Damaged:
        return Damaged(
            N_("The journal would be saved for other keys than yours: {file} was changed."),
            kept=N_("The journal is as it was."),
            todo=N_("Unless you know why, write these keys there, a line each: {keys}"),
            file=self._listed,
            keys=keys,
        )

    def _key(self) -> Any:
        if self._identity is None:
            raise UsageProblem(
                N_("The journal is locked."),
                kept=N_("The journal is as it was."),
                todo=N_("Open it with its passphrase first."),
            )
        return self._identity
