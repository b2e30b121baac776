"""The palette: every command of this moment with its key, the language, and the colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from rmjournal.i18n import LANGUAGES, N_, _
from rmjournal.keys import EVERYWHERE, KEYS, everywhere
from rmjournal.screens.bindings import Active
from rmjournal.screens.names import TONGUES, key_name
from rmjournal.storage.settings import THEMES
from rmjournal.text import fold
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.screens.host import Host

COLOURS = {
    "light": N_("Light colours"),
    "dark": N_("Dark colours"),
    "contrast": N_("High contrast"),
}

PAGES = (
    (
        "encryption",
        N_("Encryption"),
        N_("Encrypt or decrypt the journal, or change its passphrase."),
    ),
    ("keys", N_("Keys"), N_("See each command with its key, and give it another.")),
)
"""The pages that are reached through the settings: place, name and sentence, msgids."""


class Entry(NamedTuple):
    """One line of the palette."""

    label: str
    tip: str
    run: Callable[[], Any]


class Palette(Provider):
    """Offers what can be done now."""

    @property
    def _host(self) -> Host:
        return cast("Host", self.app)

    def entries(self) -> Iterator[Entry]:
        """The commands of the screen, then the pages without a key, then what is chosen once."""
        active, place = self.screen.active_bindings, getattr(self.screen, "PLACE", "")
        idle = {*KEYS[EVERYWHERE]} - {*everywhere(place)}
        left_out = {"command_palette", *(each.action for each in idle)}
        for each in active.values():
            binding = each.binding
            if each.enabled and binding.action not in left_out:
                key = self.app.get_key_display(binding)
                run = partial(self.app.run_action, binding.action, each.node)
                yield Entry(f"{binding.description} · {key}", each.tooltip, run)
        if self.screen.is_modal:
            yield from self._elsewhere(active)
        elif not self._host.door.locked:
            for place, name, tip in PAGES:
                yield Entry(_(name), _(tip), partial(self._host.visit, place))
        for language in LANGUAGES:
            label = TONGUES[language]
            yield Entry(
                label, _("Speak {language}.", language=label), partial(self._host.speak, language)
            )
        for name in THEMES:
            yield Entry(
                _(COLOURS[name]), _("Change the colours."), partial(self._host.colour, name)
            )

    def _elsewhere(self, active: Active) -> Iterator[Entry]:
        """The commands of every screen, which keep a form's draft, where a window shows only its own."""
        for each in KEYS[EVERYWHERE]:
            key = self._host.keys.get(each.key, each.key)
            if key not in active and each.action != "command_palette":
                run = partial(self.app.run_action, each.action, self.app)
                yield Entry(f"{_(each.label)} · {key_name(key)}", _(each.tip), run)

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for each in self.entries():
            yield DiscoveryHit(plain(each.label), each.run, text=each.label, help=each.tip)

    async def search(self, query: str) -> Hits:
        """What has the words typed; only where nothing has, what has their letters in this order."""
        typed, entries = fold(query.strip()), list(self.entries())
        ranked = [(float(told(each, typed)), each) for each in entries]
        if not any(rank for rank, _each in ranked):
            match = self.matcher(typed).match
            ranked = [(match(fold(each.label)), each) for each in entries]
        found = [(rank, each) for rank, each in ranked if rank]
        # Of those that have them equally well, in the order in which they stand without a word.
        for place, (rank, each) in enumerate(found):
            score = rank - place / len(found) / 2
            yield Hit(score, plain(each.label), each.run, text=each.label, help=each.tip)
        if not found:
            nothing = _("Nothing answers to this.")
            yield Hit(0.01, plain(nothing), lambda: None, text=nothing)


def told(entry: Entry, typed: str) -> int:
    """How well what is typed is found in it, folded: best where its label begins so; 0 is not at all.

    Of several words that do not stand there as they were typed, all have to occur somewhere.
    """
    label, tip = fold(entry.label), fold(entry.tip)
    all_words = all(each in f"{label} {tip}" for each in typed.split())
    ways = (
        label.startswith(typed), f" {typed}" in label, typed in label,
        f" {typed}" in f" {tip}", typed in tip, all_words,
    )  # fmt: skip
    return next((len(ways) - place for place, found in enumerate(ways) if found), 0)
