"""Export preview: what, for whom, and exactly what will leave, before it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from rmjournal import clipboard
from rmjournal.errors import CannotWrite
from rmjournal.i18n import LANGUAGES, _
from rmjournal.journal.exporting import Audience
from rmjournal.journal.files import save_new, typed
from rmjournal.screens import preview
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.names import TONGUES
from rmjournal.screens.preview import EXPORTS, Preview
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.pages import Pages
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class ExportScreen(JournalScreen):
    """Where one sees what would leave, then saves or copies it."""

    PLACE = "export"
    BINDINGS = bindings("export")
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "#page"

    def __init__(self, session: str = "", kind: str = "recap") -> None:
        super().__init__()
        self.wish = preview.default_wish(session, kind)
        self.at: Preview | None = None

    def body(self) -> Iterable[Widget]:
        """What, for whom, in which language; then the page, and what is withheld from it."""
        kinds = [(name, plain(_(label))) for name, label in EXPORTS.items()]
        yield _asked(_("What"), Choice(kinds, value=self.wish.kind, id="kind"))
        yield _asked(_("For"), Choice(self._for(), value=self.wish.audience, id="audience"))
        tongues = [(each, plain(TONGUES[each])) for each in LANGUAGES]
        feedback = [("", plain(_("without feedback"))), ("yes", plain(_("with feedback")))]
        yield _asked(
            _("In"),
            Choice(tongues, value=self.wish.language, id="language"),
            Choice(feedback, value="", id="feedback"),
        )
        yield Pages(id="page")
        yield Words(plain(""), id="refused")
        yield Horizontal(Push(plain(_("Leave it out")), "leave_out", classes="-main"), id="way")
        yield Words(plain(""), id="told", classes="-quiet")

    def _for(self) -> list[tuple[str, Content]]:
        pair = self.at.pair if self.at else None
        return [(each, line(label)) for each, label in preview.audiences(pair, self.wish.kind)]

    def load(self, journal: Journal) -> Preview:
        """The page, written out."""
        return preview.preview(journal, self.wish)

    def show(self, found: Preview) -> None:
        """Shows the page, or why there is none."""
        if found.wish != self.wish:
            return
        self.at = found
        audience = self.query_one("#audience", Choice)
        with audience.prevent(Choice.Changed):
            audience.offer(self._for(), value=self.wish.audience)
        self.query_one("#feedback").display = self.wish.may_hold_feedback
        private = self.wish.audience is Audience.SELF
        right = preview.length(found.text) if found.text else ""
        self.query_one(Heading).say(plain(preview.title(found)), plain(right), private=private)
        self._say_page(found)
        self.now(*(("page",) if found.text else ()))

    def _say_page(self, found: Preview) -> None:
        hidden = self.host.discreet and self.wish.audience is Audience.SELF
        page = self.query_one(Pages)
        page.say("" if hidden else found.text)
        page.display = bool(found.text)
        refused = self.query_one("#refused", Words)
        refused.display = bool(found.refused)
        refused.say(plain(found.refused))
        self.query_one("#way").display = bool(found.carrier)
        self.query_one("#told", Words).say(
            plain(" ".join(filter(None, (found.readers, found.left_out))))
        )

    @on(Choice.Changed)
    def changed(self, event: Choice.Changed) -> None:
        """Another wish: the page is written anew."""
        if event.choice.id == "kind":
            self.wish = self.wish.of(event.value)
        elif event.choice.id == "audience":
            self.wish = replace(self.wish, audience=Audience(event.value), without=())
        elif event.choice.id == "language":
            self.wish = replace(self.wish, language=event.value)
        else:
            self.wish = replace(self.wish, feedback=bool(event.value))
        self.reload()

    # What one can do

    def action_leave_out(self) -> None:
        """Leaves out the record that repeats what may not be read."""
        if self.at and self.at.carrier:
            self.wish = replace(self.wish, without=(*self.wish.without, self.at.carrier))
            self.reload()

    def action_save(self) -> None:
        """Asks where, and writes exactly what is shown."""
        if self.at is None or not self.at.text:
            return
        text, home = self.at.text, self.door.home
        fields = (Field("file", _("File"), Kind.PATH, f"~/{self.at.name}"),)

        def save(_journal: Journal, values: Values) -> str:
            return str(save_new(home, str(typed(values.text("file"))), [text.encode()]))

        sheet = Sheet(
            plain(_("Save exactly this")), fields, save, draft="export-file", visibility=None
        )
        self.app.push_screen(sheet, self._saved)

    def _saved(self, path: str | None) -> None:
        if path:
            self.host.tell(plain(_("Written to {file}.", file=path)))

    def action_copy(self) -> None:
        """Puts exactly what is shown on the clipboard."""
        if self.at and self.at.text:
            text = self.at.text
            self.run_worker(lambda: self._copy(text), thread=True, group="copy", exclusive=True)

    def _copy(self, text: str) -> None:
        try:
            clipboard.copy(text)
        except CannotWrite:
            self.app.call_from_thread(self._copy_by_terminal, text)
        else:
            self.app.call_from_thread(self.host.tell, plain(_("Copied.")))

    def _copy_by_terminal(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.host.tell(
            plain(_("Handed to your terminal's clipboard; if it is not there, save it."))
        )


def _asked(label: str, *choices: Choice) -> Widget:
    return Horizontal(Words(plain(label), classes="asked-label"), *choices, classes="asked")
