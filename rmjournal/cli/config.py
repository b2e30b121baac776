"""``config``: the person's settings."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import choices, output
from rmjournal.cli import framework as f
from rmjournal.cli.state import STATE
from rmjournal.i18n import N_, _, words
from rmjournal.journal import settings
from rmjournal.text import storable

app = f.group("config")
APPS = {"config": app}


@f.command(app, "config show")
def show_settings(
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Shows the settings, and where things are."""
    chosen = STATE.settings
    if json:
        output.as_json(
            {**chosen._asdict(), "file": str(STATE.home.config), "journal": str(STATE.home.journal)}
        )
        return
    effective = {
        "lang": words().language,
        "timezone": STATE.clock.zone,
        "editor": _("none; questions are asked instead"),
        "pair": _("the latest one under way"),
        "theme": choices.said(settings.THEMES[1]),
        "keys": _("as declared"),
    }
    set_by_hand = {**chosen._asdict(), "theme": choices.said(chosen.theme)}
    output.table(
        (key, value or _("{value} (default)", value=effective[key]))
        for key, value in set_by_hand.items()
    )
    output.say()
    output.table([(_("settings"), str(STATE.home.config)), (_("journal"), str(STATE.home.journal))])


@f.command(app, "config set")
def set_value(
    key: Annotated[str, f.argument(N_("Which setting."), "lang|timezone|editor|pair|theme|keys")],
    value: Annotated[str, f.argument(N_("Its value; an empty text for the default."), N_("VALUE"))],
) -> None:
    """Changes a setting."""
    if key == "pair" and value:
        value = STATE.journal.pairs.found(value).id
    if key == "keys":
        from rmjournal.rekeying import checked

        value = checked(value)
    if key == "theme" and value:
        value = choices.choose(value, settings.THEMES)
    settings.change(STATE.home, key, storable(value))
    shown = choices.said(value) if key == "theme" else value
    output.aside(_("Set: {key} = {value}", key=key, value=shown or _("the default")))
