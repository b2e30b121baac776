"""Settings: language, colours, time zone, editor; and where the journal is, and who can read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from rmjournal.i18n import LANGUAGES, N_, _, words
from rmjournal.journal.framing import said
from rmjournal.screens import chartering
from rmjournal.screens.base import CRAMPED, JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.chartering import Frame
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.editing import chosen_editor
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.names import TONGUES
from rmjournal.screens.palette import COLOURS
from rmjournal.screens.phrases import heading, the_two
from rmjournal.screens.sheet import Sheet
from rmjournal.vocabulary import CHARTER
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.pair import Pair

NAMES = {
    "lang": N_("Language"), "theme": N_("Colours"), "timezone": N_("Time zone"),
    "editor": N_("Editor"), "pair": N_("Pair"), "encryption": N_("Encryption"), "keys": N_("Keys"),
}  # fmt: skip
"""What can be set, msgids."""
PAGES = ("encryption", "keys")
"""What is set on a page of its own."""
AGREED = ("every_weeks", "minutes")
"""What a new session is planned with: the two settled it together, so it stands in their charter."""
NAME = 45
"""The part of a narrow screen that the names take at most, in hundredths."""
HINTS = {
    "timezone": N_("Such as Europe/Paris; empty for the one of this computer."),
    "editor": N_("The command that opens a text, such as nano; empty for $VISUAL or $EDITOR."),
}


class Found(NamedTuple):
    """What the screen shows besides the settings themselves."""

    pairs: tuple[Pair, ...]
    current: str
    """The id of the pair that is spoken of; empty where there is none."""
    frame: Frame | None = None
    """What the two settled; nothing where there is no pair yet."""


class SettingsScreen(JournalScreen):
    """Where one chooses how the journal speaks and looks."""

    PLACE = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("settings"),
        # The list is short; what is true of the file stands beneath it.
        Binding("pagedown", "scroll('page_down')", show=False, priority=True),
        Binding("pageup", "scroll('page_up')", show=False, priority=True),
    ]
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "#settings"

    def __init__(self) -> None:
        super().__init__()
        self.found = Found((), "")

    def body(self) -> Iterable[Widget]:
        """The settings, then what is true of the file."""
        yield Listing(wide=1, wrap=True, id="settings")
        yield Words(plain(heading(_("Where it is, and who can read it"))), classes="settings-name")
        yield Words(plain(""), id="where")

    def load(self, journal: Journal) -> Found:
        """The pairs that can be chosen."""
        pairs = tuple(journal.pairs.all())
        return Found(pairs, journal.pair.id if pairs else "", chartering.frame(journal))

    def show(self, found: Found) -> None:
        """Shows how everything is set."""
        self.found = found
        self.query_one(Heading).say(plain(_("Settings")), plain(""))
        self._fill()
        home = self.door.home
        told = (
            _("Journal: {file}", file=home.journal),
            _("Settings: {file}", file=home.config),
            _("Nothing is sent anywhere. The journal is encrypted: only its passphrase opens it.")
            if home.wrapping.suffix
            else _("Nothing is sent anywhere. Only your own account on this computer can open these "
                   "files; they are not encrypted yet: whoever opens your session can read them. "
                   "“Encryption”, above, changes that."),
        )  # fmt: skip
        self.query_one("#where", Words).say(plain("\n".join(told)))

    def _fill(self) -> None:
        """Each setting with how it is set; where there is little room, either goes on beneath itself."""
        names = [(key, plain(_(name))) for key, name in self._names()]
        widest = max(name.cell_length for _key, name in names)
        if 0 < self.size.width < CRAMPED:
            widest = min(widest, self.size.width * NAME // 100)
        rows = [Entry(key, (name, line(self._said(key)))) for key, name in names]
        self.query_one(Listing).fill(rows, widths=(widest, 0))

    def on_resize(self, event: events.Resize) -> None:
        """The names have the room there is."""
        super().on_resize(event)
        self._fill()

    def _names(self) -> list[tuple[str, str]]:
        several = len(self.found.pairs) > 1
        names = [(key, name) for key, name in NAMES.items() if key != "pair" or several]
        agreed = AGREED if self.found.frame else ()
        return [*names[:-2], *((key, CHARTER[key]) for key in agreed), *names[-2:]]

    def _said(self, key: str) -> str:
        """How it is set, in words; a default says so."""
        chosen = self.door.settings
        if key == "lang":
            return _or_default(chosen.lang, TONGUES[words().language])
        if key == "theme":
            return _or_default(chosen.theme, _(COLOURS[chosen.theme or "dark"]))
        if key == "timezone":
            return _or_default(chosen.timezone, self.door.clock.zone)
        if key == "editor":
            return _or_default(chosen.editor, chosen_editor(chosen) or _("none"))
        if key in AGREED and self.found.frame:
            value = said(key, getattr(self.found.frame.charter, key))
            return _("{value} (in your charter)", value=value)
        if key == "pair":
            return next(
                (the_two(each) for each in self.found.pairs if each.id == self.found.current), ""
            )
        if key == "encryption":
            return _("on") if self.door.home.wrapping.suffix else _("off")
        return _("each command with its key")

    # What one can do

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self, f"scroll_{how}")(animate=False)

    @on(Listing.Chosen)
    async def action_open(self) -> None:
        """Asks how it is to be."""
        key = self.query_one(Listing).highlighted or ""
        if key in HINTS:
            self._ask_text(key)
        elif key in AGREED and self.found.frame:
            sheet = chartering.sheet(self.found.frame, key)
            self.app.push_screen(sheet, lambda settled: self.reload() if settled else None)
        elif key in PAGES:
            self.host.visit(key)
        elif key:
            self._ask_choice(key)

    def _ask_choice(self, key: str) -> None:
        offers = {
            "lang": [(TONGUES[each], each) for each in LANGUAGES],
            "theme": [(_(label), name) for name, label in COLOURS.items()],
            "pair": [(the_two(each), each.id) for each in self.found.pairs],
        }[key]
        present = {
            "lang": words().language,
            "theme": self.app.theme,
            "pair": self.found.current,
        }[key]
        dialog = Dialog(plain(_(NAMES[key])), offers=tuple(offers), present=present)
        self.app.push_screen(dialog, lambda answer: self._chosen(key, answer or ""))

    async def _chosen(self, key: str, answer: str) -> None:
        if not answer:
            return
        if key == "lang":
            await self.host.speak(answer)
        elif key == "theme":
            self.host.colour(answer)
        else:
            pair = next(each for each in self.found.pairs if each.id == answer)
            self.host.speak_of(pair)
        self.reload()

    def _ask_text(self, key: str) -> None:
        before: str = getattr(self.door.settings, key)
        door = self.door

        def save(_journal: Journal, values: Values) -> bool:
            door.choose(key, values.text("value").strip())
            return True

        sheet = Sheet(
            plain(_(NAMES[key])), (Field("value", _(NAMES[key]), value=before),), save,
            draft=f"setting-{key}", visibility=None, intro=plain(_(HINTS[key])),
        )  # fmt: skip
        self.app.push_screen(sheet, lambda saved: self.reload() if saved else None)


def _or_default(chosen: str, shown: str) -> str:
    return shown if chosen else _("{value} (default)", value=shown)
