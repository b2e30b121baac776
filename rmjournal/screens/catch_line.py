"""The line at the foot of a session: one key opens it, Enter keeps, Escape keeps the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from rmjournal.errors import UnknownDate
from rmjournal.i18n import _, words
from rmjournal.journal.assignment import Assignment
from rmjournal.journal.members import meant
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.screens.catching import MEMBER, Catch, Said
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import brief, joined, who
from rmjournal.storage.drafts import Fields
from rmjournal.text import shorten
from rmjournal.vocabulary import readers
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal.clock import Clock

DUE = Field("due", "", Kind.DAY)
SHORT = 30
"""The characters of what is to be done, where it is said again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the line is open for."""

    catch: Catch
    pair: Pair
    session: Session
    """The one that was under way then; it may have ended since."""
    item: Item | None
    """The item that was spoken of then."""
    readers: Visibility


class Typed(Input):
    """A field whose Enter takes what stands in it then, and nothing that is typed after."""

    async def on_key(self, event: events.Key) -> None:
        """Hands the text in at once; the way over the app's bindings lets later letters pass by."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()


class CatchLine(Vertical):
    """One line to type, whose it is and until when, and beneath it what was understood of that."""

    DEFAULT_CSS = """
    CatchLine {
        height: auto; padding: 0 1;
        #catch-row { height: 1; display: none; }
        &.-open #catch-row { display: block; background: $surface; }
        .catch-label { color: $accent; text-style: bold; padding-right: 1; }
        #catch-due-sign { color: $text-muted; padding: 0 1; display: none; }
        #catch-text { width: 1fr; }
        #catch-who { width: 12; margin-left: 1; display: none; }
        #catch-due { width: 18; display: none; }
        &.-who #catch-who { display: block; }
        &.-dated #catch-due, &.-dated #catch-due-sign { display: block; }
        #catch-foot { height: auto; }
        #catch-told { color: $text-muted; }
        #catch-told.-problem { color: $warning; }
        #catch-readers { color: $text-muted; text-style: bold; padding-left: 2; display: none; }
        &.-open #catch-readers { display: block; }
        #catch-readers.-private { color: $accent; }
    }
    """

    class Entered(Message):
        """Enter was pressed on the line, where these texts stood then."""

        def __init__(self, texts: Fields) -> None:
            super().__init__()
            self.texts = texts

    def __init__(self, clock: Clock, *, id: str) -> None:
        super().__init__(id=id)
        self._clock = clock
        self.opened: Opened | None = None
        """What it is open for; nothing while it is closed."""

    def compose(self) -> ComposeResult:
        """The row that is typed on, then the one that tells."""
        with Horizontal(id="catch-row"):
            yield Words(plain(""), id="catch-label", classes="-fixed catch-label")
            yield Typed(id="catch-text", compact=True, select_on_focus=False)
            yield Typed(id="catch-who", compact=True)
            yield Words(plain(_("due")), id="catch-due-sign", classes="-fixed")
            yield Typed(id="catch-due", compact=True, placeholder=_("Friday, 7 April …"))
        with Horizontal(id="catch-foot"):
            yield Words(plain(""), id="catch-told")
            yield Words(plain(""), id="catch-readers", classes="-fixed")

    def open(self, opened: Opened, kept: Fields) -> None:
        """Asks for one kind of line, with what was typed of it before."""
        self.opened = opened
        catch = opened.catch
        self.add_class("-open")
        self.set_class(catch.who, "-who")
        self.set_class(catch.dated, "-dated")
        self.query_one("#catch-label", Words).say(plain(_("{label}:", label=_(catch.label))))
        with self.prevent(Input.Changed):
            for name, field in (("text", catch.field), ("who", MEMBER), ("due", "due")):
                self._input(name).value = kept.get(field, "")
        read = self.query_one("#catch-readers", Words)
        read.say(plain(readers(opened.readers).upper()))
        read.set_class(opened.readers is Visibility.PRIVATE, "-private")
        self._input("text").focus()
        understood = self._understood()
        if kept.get(catch.field):
            again, keeps = _("Here is what you had begun."), _("Enter keeps it.")
            self.tell(plain(f"{again} {understood or keeps}"))
        else:
            self.tell(plain(understood or self._hint()))

    def close(self) -> None:
        """Is closed and empty."""
        self.opened = None
        self.remove_class("-open", "-who", "-dated")
        for name in ("text", "who", "due"):
            self._input(name).value = ""
        self.screen.set_focus(None)

    def go_on_after(self, saved: str) -> bool:
        """Leaves what was typed after a text that was kept; tells whether there is any."""
        text = self._input("text")
        if not text.value.startswith(saved) or text.value == saved:
            return False
        text.value = text.value.removeprefix(saved)
        return True

    def tell(self, told: Content, *, problem: bool = False) -> None:
        """Says something under the line."""
        shown = self.query_one("#catch-told", Words)
        shown.set_class(problem, "-problem")
        shown.say(pieces(("! ", "bold"), told) if problem else told)

    def texts(self) -> Fields:
        """What is typed, under the names of the draft."""
        if self.opened is None:
            return {}
        catch = self.opened.catch
        return {
            catch.field: self._input("text").value,
            **({MEMBER: self._input("who").value} if catch.who else {}),
            **({"due": self._input("due").value} if catch.dated else {}),
        }

    def said(self, texts: Fields) -> Said:
        """What was typed when Enter was pressed, its date read; raises UnknownDate."""
        assert self.opened is not None
        day = self._due(texts["due"]).day("due")
        return Said(texts["text"], texts["who"], day, self.opened.item)

    def _due(self, text: str) -> Values:
        return Values((DUE,), {"due": text}, self._clock, "")

    def _input(self, name: str) -> Input:
        return self.query_one(f"#catch-{name}", Input)

    def _hint(self) -> str:
        assert self.opened is not None
        catch, keeps = self.opened.catch, _("Enter keeps it, Esc closes the line.")
        if catch.dated:
            return " ".join((_("Enter keeps it."), _("At its end, or by Tab: @name, a day.")))
        return " ".join((keeps, _("Tab: who."))) if catch.who else keeps

    @on(Input.Changed)
    def understand(self, event: Input.Changed) -> None:
        """Says whose it will be, and until which day."""
        event.stop()
        if self.opened is None or (event.input.id == "catch-text" and not self.opened.catch.dated):
            return
        self.tell(plain(self._understood() or self._hint()))

    def _understood(self) -> str:
        """What was understood, beneath the line; beside it too, where nothing is typed there."""
        assert self.opened is not None
        pair, said = self.opened.pair, self._assigned()
        typed = self._input("who").value.strip().removeprefix("@")
        member = meant(pair, typed) or said.owner
        self._input("who").placeholder = f"@{who(pair, said.owner or pair.me)}"
        due = brief(said.due, self._clock.today()) if said.due else _("Friday, 7 April …")
        self._input("due").placeholder = due
        told = joined(
            _("“{text}”", text=shorten(said.text, SHORT))
            if said.text != self._input("text").value
            else "",
            words().capital(who(pair, member)) if member else "",
            _("by {date}", date=words().date(said.due)) if said.due else "",
        )
        return f"→ {told}" if told else ""

    def _assigned(self) -> Assignment:
        """What is typed, as it would be kept; a day that is not understood is none yet."""
        assert self.opened is not None
        text, member = self._input("text").value, self._input("who").value
        if not self.opened.catch.dated:
            return Assignment(text)
        typed = self._input("due").value
        try:
            due = self._due(typed).day("due")
        except UnknownDate:
            return Assignment(text)
        return Said(text, member, due).meant(self.opened.pair, self._clock.local())

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter keeps, from whichever field."""
        event.stop()
        texts = {name: self._input(name).value for name in ("text", "who", "due")}
        if event.input.id:
            texts[event.input.id.removeprefix("catch-")] = event.value
        self.post_message(self.Entered(texts))
