"""Time zones by IANA name, and which one the system is in."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_


def zone_named(name: str) -> ZoneInfo:
    """The zone; raises UsageProblem for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageProblem(
            N_("“{name}” is not a time zone."),
            todo=N_("Write it as a continent and a city, such as Europe/Paris."),
            name=name[:40],
        ) from error


def system_zone() -> str:
    """The IANA name of the system's zone; UTC where the system does not tell."""
    candidates = [os.environ.get("TZ", "").lstrip(":"), _linked(), _written()]
    for name in candidates:
        if name:
            try:
                return zone_named(name).key
            except UsageProblem:
                continue
    return "UTC"


def _linked() -> str:
    target = os.path.realpath("/etc/localtime")
    return target.partition("zoneinfo/")[2]


def _written() -> str:
    try:
        return Path("/etc/timezone").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
