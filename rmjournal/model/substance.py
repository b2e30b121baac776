"""What people agree to: the digest of a record's substance, and whether both assent to it now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, TypeGuard

from rmjournal.model.record import Assent, Record, Visibility


class Agreeable(Protocol):
    """A record that members assent to."""

    @property
    def assents(self) -> tuple[Assent, ...]:
        """The assents given so far, to this substance or an earlier one."""
        ...

    @property
    def SUBSTANCE(self) -> tuple[str, ...]:
        """The names of the fields whose change takes an agreement back."""
        ...


def digest(record: Agreeable, *, leaving: bool = False) -> str:
    """SHA-256 (hex) of the canonical JSON of the fields in ``record.SUBSTANCE``.

    To agree to an objective is not yet to let others read it, so what someone assents to when a
    record is ``leaving`` the pair also says ``"visibility": "shareable"``.
    """
    plain = {name: _plain(getattr(record, name)) for name in record.SUBSTANCE}
    if leaving:
        plain["visibility"] = Visibility.SHAREABLE.value
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def assenting(record: Agreeable, *, leaving: bool = False) -> frozenset[str]:
    """The members who assent to the substance as it stands, whatever they agreed to before."""
    now = digest(record, leaving=leaving)
    return frozenset(assent.member for assent in record.assents if assent.digest == now)


def agreed(record: Agreeable, members: Iterable[str]) -> bool:
    """Whether every one of ``members`` assents to the present substance."""
    return assenting(record) >= frozenset(members)


def may_leave(record: Record, members: Iterable[str]) -> bool:
    """Whether the record may leave the pair: marked so, and every member consents to these words."""
    if record.visibility is not Visibility.SHAREABLE or not agreeable(record):
        return False
    return assenting(record, leaving=True) >= frozenset(members)


def withdrawn(record: Record) -> tuple[Assent, ...] | None:
    """The record's assents but those that let it leave the pair, in these or earlier words."""
    if not agreeable(record):
        return None
    now = digest(record, leaving=True)
    return tuple(each for each in record.assents if not each.leaving and each.digest != now)


def agreeable(record: Record) -> TypeGuard[Agreeable]:
    """Whether the record is of a kind that members can assent to."""
    return hasattr(record, "SUBSTANCE")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
