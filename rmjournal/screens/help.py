"""Help: the keys of the screen or the window one comes from, then who does what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget

from rmjournal.i18n import N_, _
from rmjournal.keys import EVERYWHERE, KEYS, Key, everywhere
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.names import key_name
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.rows import Row, Rows
from rmjournal.widgets.words import Words

TITLES = {
    "home": N_("The keys of Home"),
    "unlock": N_("The keys while the journal is locked"),
    "welcome": N_("The keys while you begin"),
    "pair": N_("The keys of your pair and its charter"),
    "exchange": N_("The keys of the exchange with your partner"),
    "reflection": N_("The keys of a reflection"),
    "sessions": N_("The keys of the sessions"),
    "session": N_("The keys of one session"),
    "agenda": N_("The keys of an agenda"),
    "feedback": N_("The keys of feedback, both ways"),
    "feedback-one": N_("The keys while you read feedback"),
    "giving": N_("The keys while you write feedback"),
    "search": N_("The keys of search"),
    "reading": N_("The keys of reading"),
    "export": N_("The keys of the export preview"),
    "history": N_("The keys of trash and history"),
    "conflicts": N_("The keys of conflicts"),
    "settings": N_("The keys of settings"),
    "encryption": N_("The keys of encryption"),
    "keys": N_("The keys of the list of keys"),
    "learnings": N_("The keys of learnings and actions"),
    "objectives": N_("The keys of your objectives"),
    "live": N_("The keys of a session in progress"),
    "sheet": N_("The keys of a form"),
    "dialog": N_("The keys of a question"),
    EVERYWHERE: N_("The keys of every screen"),
}
ROLES = (
    (N_("Before a session"), N_("Who teaches prepares the agenda; both may add to it.")),
    (N_("During a session"), N_("One of you keeps the time. Room is kept for the unplanned.")),
    (N_("Right after"), N_("Who learns writes three short answers. So can who teaches.")),
    (
        N_("Until the next"),
        N_("Each does what was promised, and says whether a learning was used."),
    ),
    (N_("From time to time"), N_("Both give feedback, the same way, and say what they change.")),
    (N_("At review points"), N_("Each says how far every objective is, then you compare.")),
)
"""What each does when, msgids."""


class HelpScreen(JournalScreen):
    """Keys and roles."""

    PLACE = "help"
    LIVE = False
    BINDINGS = bindings("help")
    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#help"

    def body(self) -> Iterable[Widget]:
        """Tables of keys, then of roles."""
        yield VerticalScroll(*self._parts(), id="help")

    def _parts(self) -> Iterator[Widget]:
        here = self._below
        for name, declared in ((here, KEYS[here]), (EVERYWHERE, everywhere(here))):
            yield Words(plain(_(TITLES[name])), classes="help-title")
            keys = [each for each in declared if each.needs != "sample" or self.door.sample]
            head = [_head()] if any(each.twin for each in keys) else []
            yield Rows([*head, *map(self._row, keys)], wide=1)
        yield Words(plain(_("Who does what when")), classes="help-title")
        yield Rows([(pieces((_(when), "bold")), plain(_(what))) for when, what in ROLES], wide=1)
        yield Words(plain(_("Tab goes from one thing to the next, Enter does it; the mouse too.")),
                    classes="help-title")  # fmt: skip

    @property
    def _below(self) -> str:
        """What one comes from: a place, or a window over one, whose keys are the only ones there."""
        stack = [each for each in self.app.screen_stack if each is not self]
        return getattr(stack[-1], "PLACE", "") or getattr(stack[-1], "WINDOW", "") or "home"

    def _row(self, key: Key) -> Row:
        shown = key_name(self.host.keys.get(key.key, key.key))
        twins = "\n".join(f"rmjournal {each}" for each in key.twins)
        return pieces((shown, "bold $accent")), plain(_(key.tip)), pieces((twins, "$text-muted"))

    def reload(self) -> None:
        """Says what this is; of the journal, which may be locked, it needs nothing."""
        self.query_one(Heading).say(plain(_("Help")), plain(""))


def _head() -> Row:
    return plain(""), plain(""), pieces((_("on the command line"), "$text-muted italic"))
