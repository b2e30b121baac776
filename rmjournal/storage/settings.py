"""The person's settings: a small JSON file beside, never inside, the journal."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from rmjournal.errors import CannotWrite, Slugs, UsageProblem, reason_of
from rmjournal.i18n import LANGUAGES, N_
from rmjournal.paths import Home
from rmjournal.storage import disk
from rmjournal.storage.lock import locked
from rmjournal.zones import zone_named

KEYS = ("lang", "timezone", "editor", "pair", "theme", "keys")
THEMES = ("light", "dark", "contrast")
BROKEN = "config-broken.json"
"""The name under which a settings file that cannot be read is kept when another takes its place."""


class Settings(NamedTuple):
    """What the person chose; an empty text means the default."""

    lang: str = ""
    """``en`` or ``fr``; default: the locale's."""
    timezone: str = ""
    """IANA name; default: the system's."""
    editor: str = ""
    """The command that edits texts; default: $VISUAL, then $EDITOR."""
    pair: str = ""
    """The id of the pair that commands speak of."""
    theme: str = ""
    """The colours of the screens, one of THEMES; default: dark."""
    keys: str = ""
    """Keys of the screens that were given another: ``x=d ctrl+f=ctrl+k``."""


def load(home: Home) -> Settings:
    """The settings; defaults where there is no file or it does not say."""
    return _known(_stored(home))


def _known(stored: dict[str, Any]) -> Settings:
    return Settings(**{key: stored[key] for key in KEYS if isinstance(stored.get(key), str)})


def _stored(home: Home) -> dict[str, Any]:
    """All that is in the file, keys that we do not know included."""
    try:
        stored = json.loads(home.config.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise UsageProblem(
            N_("The settings file cannot be read: {file}."),
            kept=N_("The journal is untouched."),
            todo=N_(
                "Correct it; “rmjournal config set” begins a new one and keeps this one beside it."
            ),
            file=home.config,
        ) from error
    return stored if isinstance(stored, dict) else {}


def change(home: Home, key: str, value: str) -> Settings:
    """The settings with a new value for ``key``, saved.

    Whatever else is in the file stays, keys of a later version included. A file that cannot be read
    is replaced by the defaults and the new value, and kept beside. Raises UsageProblem on a value that
    cannot be one, such as an editor that could not be started here; CannotWrite, Locked.
    """
    _check(key, value)
    with locked(home.lock):
        try:
            stored, broken = _stored(home), False
        except UsageProblem:
            stored, broken = {}, True
        stored[key] = value
        _save(home, stored, broken=broken)
    return _known(stored)


def _save(home: Home, stored: dict[str, Any], *, broken: bool) -> None:
    try:
        disk.make_private(home.settings)
        if broken:
            disk.link(home.config, home.config.with_name(BROKEN))
        text = json.dumps(stored, indent=2, ensure_ascii=False) + "\n"
        disk.save_small(home.config, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise CannotWrite(
            N_("The settings could not be saved ({reason})."),
            kept=N_("The earlier settings are still there."),
            todo=N_("Make {folder} writable, or choose another one with RMJOURNAL_HOME."),
            reason=reason_of(error),
            folder=home.settings,
        ) from error


def _check(key: str, value: str) -> None:
    if key not in KEYS:
        raise UsageProblem(
            N_("There is no setting called “{key}”."),
            todo=N_("The settings are: {keys}."),
            key=key[:40],
            keys=", ".join(KEYS),
        )
    if key == "lang" and value not in ("", *LANGUAGES):
        raise UsageProblem(
            N_("“{value}” is not a language of rmjournal."),
            todo=N_("Choose one of: {choices}."),
            value=value[:40],
            choices=", ".join(LANGUAGES),
        )
    if key == "theme" and value not in ("", *THEMES):
        raise UsageProblem(
            N_("“{text}” is not one of the choices."),
            todo=N_("Choose one of: {choices}."),
            text=value[:40],
            choices=Slugs(", ".join(THEMES)),
        )
    if key == "timezone" and value:
        zone_named(value)
    if key == "editor" and value:
        _check_command(value)


def _check_command(value: str) -> None:
    """Raises UsageProblem for a command that nobody could start here, arguments aside."""
    import shlex
    import shutil

    try:
        words = shlex.split(value)
    except ValueError as error:
        raise UsageProblem(
            N_("A quotation mark has no second one in “{text}”."),
            todo=N_("Give the command as you would type it, or an empty text for none."),
            text=value[:40],
        ) from error
    if not words or shutil.which(words[0]) is None:
        raise UsageProblem(
            N_("There is no command “{text}” on this computer."),
            todo=N_(
                "Check how it is written, or give its whole path; an empty text goes back to "
                "$VISUAL or $EDITOR."
            ),
            text="".join(words[:1])[:40],
        )
