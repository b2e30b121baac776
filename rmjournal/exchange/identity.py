"""Who I am for a partner, and who they are: a file of its own beside the journal, mode 0600.

Of an encrypted journal it is encrypted, too.

    {"version": 1, "pairs": {"<pair>": {"sign": "<hex>", "age": "AGE-SECRET-KEY-…", "sequence": 7,
     "language": "en", "compared": true, "peer": {"sign": "<hex>", "age": "age1…"}}}}

No backup of the journal holds it, so that restoring one takes no number back: ``sequence`` is the
number of the last packet that left.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Damaged
from rmjournal.exchange.engines import engine, guarded
from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles
from rmjournal.storage.contents import unwrapped
from rmjournal.storage.wrapped import refuse_converted

if TYPE_CHECKING:
    from rmjournal.paths import Home

VERSION = 1
_ED25519 = "cryptography.hazmat.primitives.asymmetric.ed25519"


@dataclass(frozen=True, slots=True)
class Keys:
    """The public keys of one person for one pair."""

    sign: str
    """Ed25519, 64 hexadecimal digits: whose packets these are."""
    age: str
    """X25519, as age writes recipients: to whom packets are encrypted."""

    def plain(self) -> dict[str, str]:
        """The keys as JSON."""
        return {"sign": self.sign, "age": self.age}


@dataclass(frozen=True)
class Identity:
    """My secret keys for one pair, and the partner's public ones once they are known."""

    sign: str
    """The secret Ed25519 key, 64 hexadecimal digits."""
    age: str
    """The secret X25519 key, as age writes identities."""
    sequence: int = 0
    """The number of the last packet that left."""
    language: str = "en"
    """The language of the words that the two compare."""
    compared: bool = False
    """Whether the two said that the words are the same."""
    peer: Keys | None = None

    @classmethod
    def fresh(cls, language: str) -> Identity:
        """New keys."""
        sign = engine(_ED25519).Ed25519PrivateKey.generate().private_bytes_raw().hex()
        return cls(sign, str(engine("pyrage").x25519.Identity.generate()), language=language)

    @cached_property
    def keys(self) -> Keys:
        """My public keys."""
        public = self.signer.public_key().public_bytes_raw().hex()
        return Keys(public, str(self.opener.to_public()))

    @cached_property
    def signer(self) -> Any:
        """What signs."""
        return engine(_ED25519).Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.sign))

    @cached_property
    def opener(self) -> Any:
        """What decrypts."""
        return engine("pyrage").x25519.Identity.from_str(self.age)

    def plain(self) -> dict[str, Any]:
        """The identity as JSON."""
        return {
            "sign": self.sign, "age": self.age, "sequence": self.sequence,
            "language": self.language, "compared": self.compared,
            "peer": self.peer.plain() if self.peer else None,
        }  # fmt: skip


def signed_by(key: str, signature: str, message: bytes) -> bool:
    """Whether the message was signed with that key; False for what is no key or no signature."""
    crypto = engine(_ED25519)
    try:
        public = guarded(crypto.Ed25519PublicKey.from_public_bytes, bytes.fromhex(key))
        guarded(public.verify, bytes.fromhex(signature), message)
    except ValueError:
        return False
    return True


def is_recipient(text: str) -> bool:
    """Whether age could encrypt to it."""
    try:
        guarded(engine("pyrage").x25519.Recipient.from_str, text)
    except ValueError:
        return False
    return True


def load(home: Home, pair: str) -> Identity | None:
    """My identity for the pair; none before the first invitation. Raises Damaged."""
    stored = _read(home)["pairs"].get(pair)
    if stored is None:
        return None
    try:
        peer = stored["peer"] and Keys(stored["peer"]["sign"], stored["peer"]["age"])
        identity = Identity(**{**stored, "peer": peer})
        _ = identity.keys
    except (TypeError, KeyError, ValueError) as error:
        raise _unreadable(home) from error
    return identity


def save(home: Home, pair: str, identity: Identity | None) -> None:
    """Keeps the identity, on the disk when this returns; none removes it. Raises CannotWrite."""
    known = _read(home)
    if identity is None:
        known["pairs"].pop(pair, None)
    else:
        known["pairs"][pair] = identity.plain()
    with troubles.writing(home.data, troubles.COPY):
        disk.make_private(home.data)
        refuse_converted(home)
        data = (json.dumps(known, indent=1) + "\n").encode()
        disk.save(home.exchange, home.wrapping.wrap([data]))


def counted(home: Home, pair: str, identity: Identity, *, least: int = 0) -> Identity:
    """The identity with the number of one more packet, kept before that packet is made."""
    after = replace(identity, sequence=max(identity.sequence, least) + 1)
    save(home, pair, after)
    return after


def _read(home: Home) -> dict[str, Any]:
    try:
        known = json.loads(unwrapped(home, home.exchange)[:])
    except FileNotFoundError:
        return {"version": VERSION, "pairs": {}}
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(home) from error
    if (
        not isinstance(known, dict)
        or known.get("version") != VERSION
        or not isinstance(known.get("pairs"), dict)
    ):
        raise _unreadable(home)
    return known


def _unreadable(home: Home) -> Damaged:
    return Damaged(
        N_("The keys of the exchange cannot be read: {file}."),
        kept=N_("The journal is untouched."),
        todo=N_("Put the file back from a copy, or move it away and invite your partner again."),
        file=home.exchange,
    )
