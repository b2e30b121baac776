"""The bytes that travel: one signed line of JSON, encrypted by age to the one who may read it.

    age file ─► {"format": "rmjournal-packet", "version": 1, …}
                {"signature": "<Ed25519 over the line above, newline excluded>"}

The line names the format, its version, the pair, the sender, the key it is encrypted to, the device
and a number, so none of these can be exchanged for another. An invitation and its answer are such
lines, not encrypted: they hold public keys and names.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound, PacketRefused, Refused, reason_of
from rmjournal.exchange.engines import Failed, engine, guarded
from rmjournal.exchange.identity import Keys, is_recipient, signed_by
from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles
from rmjournal.storage.lines import strict

if TYPE_CHECKING:
    from rmjournal.exchange.identity import Identity

VERSION = 1
PACKET, INVITATION, ANSWER = "rmjournal-packet", "rmjournal-invitation", "rmjournal-answer"
LARGEST = 16 << 20
"""Bytes beyond which a packet is neither made, nor read, nor decrypted."""
BESIDE = 64 << 10
"""Bytes kept free of a packet for what is not its text: its encryption, its signature."""
SMALL = 64 << 10
"""The same of an invitation."""
LONGEST = 2 << 20
"""Characters of one text."""
MOST = 400_000
"""Values in one packet, at most ``DEEPEST`` levels deep."""
DEEPEST = 12
LOOK = N_("Check that it is the right file; if it is, ask your partner to send it again.")
_AGE = b"age-encryption.org/v1\n"
_SIGNING = b"rmjournal signed line 1\n"
_LINES = re.compile(rb'(\{[^\n]*\})\n\{"signature":"([0-9a-f]{128})"\}\n')

_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode

Body = dict[str, Any]


class NotTheirs(PacketRefused):
    """What is signed, and not by the partner."""

    def __init__(self) -> None:
        super().__init__(
            N_("This was not signed with your partner's key."),
            kept=N_("Nothing of it was taken; the journal is as it was."),
            todo=N_(
                "If their laptop was lost or replaced, invite them anew; a packet from before is "
                "made good by their next one. Otherwise somebody else wrote it."
            ),
        )


def refused(happened: str, todo: str, **values: object) -> PacketRefused:
    """The error for what is not taken."""
    return PacketRefused(
        happened, kept=N_("Nothing of it was taken; the journal is as it was."), todo=todo, **values
    )


def unknown(form: str = PACKET) -> PacketRefused:
    """The error for what is nothing of that format, or not whole."""
    if form == PACKET:
        happened = N_("This is no packet of rmjournal, or not a whole one.")
    else:
        happened = N_(
            "This is no invitation of rmjournal, nor the answer to one, or not a whole one."
        )
    return refused(happened, LOOK)


def canonical(value: Any) -> bytes:
    """The one way in which we write a JSON value: sorted keys, no spaces, UTF-8."""
    return _encode(value).encode()


def signed(body: Body, identity: Identity) -> bytes:
    """The body on its line, and the line that signs it."""
    line = canonical(body)
    signature = identity.signer.sign(_SIGNING + line).hex()
    return line + b"\n" + canonical({"signature": signature}) + b"\n"


def sealed(body: Body, identity: Identity, recipient: str) -> bytes:
    """The signed body as an age file that only the holder of the recipient's identity can open.

    Raises Refused beyond the size that is read.
    """
    plain = signed(body, identity)
    if len(plain) > LARGEST - BESIDE:
        raise Refused(N_("This is more than fits into one packet."), kept=N_("Nothing was sent."))
    pyrage = engine("pyrage")
    to = pyrage.x25519.Recipient.from_str(recipient)
    return bytes(pyrage.encrypt(plain, [to]))


def opened(data: bytes, identity: Identity) -> bytes:
    """What an age file to me holds; raises PacketRefused."""
    if len(data) > LARGEST or not data.startswith(_AGE):
        raise _no_packet(data)
    try:
        return bytes(guarded(engine("pyrage").decrypt, data, [identity.opener]))
    except Failed as error:
        raise refused(
            N_("This packet cannot be opened: it is not for you, or not whole."),
            N_("If it is one of yours, it is for your partner; if not, ask them to send it again."),
        ) from error


def _no_packet(data: bytes) -> PacketRefused:
    if len(data) <= SMALL and form_of(data) in (INVITATION, ANSWER):
        return refused(
            N_("This is an invitation, or the answer to one, and not a packet."),
            N_("“rmjournal exchange accept” takes it; on its screen, ‹r›."),
        )
    return unknown()


def opens(data: bytes, identity: Identity) -> bool:
    """Whether the identity opens the age file."""
    try:
        opened(data, identity)
    except PacketRefused:
        return False
    return True


def verified(plain: bytes, form: str, key: str | None = None) -> tuple[Body, bytes]:
    """The body of signed lines, and its line; raises PacketRefused.

    It must be signed with ``key``, or with the one that it names itself, as an invitation does.
    """
    match = _LINES.fullmatch(plain)
    if match is None:
        raise unknown(form)
    line, signature = match[1], match[2].decode()
    if key is not None and not signed_by(key, signature, _SIGNING + line):
        raise NotTheirs
    body = parsed(line, form)
    known(body, form)
    if key is None:
        named = body.get("keys")
        key = named.get("sign") if isinstance(named, dict) else None
        if not isinstance(key, str) or not signed_by(key, signature, _SIGNING + line):
            raise refused(
                N_("This was changed after it was signed, or is not whole."),
                N_("Ask them to send it again, by another way if need be."),
            )
    return body, line


def form_of(plain: bytes) -> str:
    """Which format signed lines say they are, before anything of them is believed; empty for none."""
    match = _LINES.fullmatch(plain)
    with suppress(PacketRefused):
        return str(parsed(match[1]).get("format")) if match else ""
    return ""


def by_another(data: bytes, identity: Identity) -> bool:
    """Whether it is a packet to this identity, whole, that the partner did not sign."""
    try:
        match = _LINES.fullmatch(opened(data, identity))
    except PacketRefused:
        return False
    if match is None or identity.peer is None:
        return False
    return not signed_by(identity.peer.sign, match[2].decode(), _SIGNING + match[1])


def known(body: Body, form: str) -> None:
    """Raises PacketRefused unless the body is of that format, in the version that we know."""
    if body.get("format") != form:
        raise unknown(form)
    if body.get("version") != VERSION:
        raise refused(
            N_("This was written by another version of rmjournal, which this one cannot read."),
            N_("Update rmjournal on both sides."),
        )


def parsed(line: bytes, form: str = PACKET) -> Body:
    """The JSON object of a line, bounded in depth, counts and lengths; raises PacketRefused."""
    try:
        body = strict(line.decode())
        bounded(body)
    except (ValueError, RecursionError) as error:
        raise unknown(form) from error
    if not isinstance(body, dict):
        raise unknown(form)
    return body


def bounded(value: Any) -> int:
    """How many values there are; raises ValueError for what no packet may hold."""
    left, stack = MOST, [(value, 0)]
    while stack:
        each, depth = stack.pop()
        left -= 1
        if left < 0 or depth > DEEPEST:
            raise ValueError("too much")
        if isinstance(each, dict):
            stack += [(part, depth + 1) for part in each.values()]
            stack += [(part, depth + 1) for part in each]
        elif isinstance(each, list):
            stack += [(part, depth + 1) for part in each]
        elif isinstance(each, str):
            if len(each) > (LONGEST if depth else 0):
                raise ValueError("too long")
        elif isinstance(each, float) or (isinstance(each, int) and abs(each) > 10**12):
            raise ValueError("number")
    return MOST - left


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, never more than ``most``; raises PacketRefused, NotFound."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise NotFound(
            N_("This file cannot be read ({reason}): {file}."),
            kept=N_("Nothing was changed."),
            todo=N_("Check its name and its folder."),
            reason=reason_of(error),
            file=path,
        ) from error
    if len(data) > most:
        raise refused(
            N_("This file is too large to be one of the exchange: {file}."), LOOK, file=path
        )
    return data


def write(path: Path, data: bytes) -> None:
    """A new file that only its owner can read; raises Refused where one is, CannotWrite."""
    with troubles.writing(path.parent, troubles.COPY):
        try:
            disk.write_whole(path, [data])
        except FileExistsError as error:
            raise taken(path) from error
        disk.fsync_directory(path.parent)


def free(path: Path) -> Path:
    """The path, at which nothing is yet; raises Refused where something is."""
    if os.path.lexists(path):
        raise taken(path)
    return path


def taken(path: Path) -> Refused:
    """The error for a name that is in use."""
    return Refused(
        N_("There is a file of that name already: {file}."),
        kept=N_("It was not changed."),
        todo=N_("Choose another name."),
        file=path,
    )


def public_keys(body: Body) -> Keys:
    """The keys that an invitation or an answer names; raises PacketRefused."""
    named = body.get("keys")
    if isinstance(named, dict):
        sign, age = named.get("sign"), named.get("age")
        if isinstance(sign, str) and isinstance(age, str) and is_recipient(age):
            return Keys(sign, age)
    raise unknown(INVITATION)
