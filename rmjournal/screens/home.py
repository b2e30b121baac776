"""Home: the one next step, the next session, what is open, and how far the two have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from rmjournal.commands import BY_PATH
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _, words
from rmjournal.journal.status import Step
from rmjournal.model.learning import Learning
from rmjournal.model.session import Session
from rmjournal.screens import home_parts, screen_of, steps
from rmjournal.screens.bindings import bindings
from rmjournal.screens.phrases import first, joined, session_name
from rmjournal.screens.practising import Practising
from rmjournal.screens.standing import Standing, standing
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class HomeScreen(Practising):
    """Where the two of you stand."""

    PLACE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        *(
            Binding(key, f"scroll('{how}')", show=False)
            for key, how in (
                ("down", "down"), ("up", "up"), ("pagedown", "page_down"), ("pageup", "page_up"),
                ("home", "home"), ("end", "end"),
            )
        ),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.at: Standing | None = None
        self._shown: object = self
        self._put_off: set[str] = set()
        """The steps and learnings left for another time, until the program is started again."""

    def body(self) -> Iterable[Widget]:
        """A column that scrolls; it is filled once the journal was read."""
        yield VerticalScroll(id="home", can_focus=False)

    def load(self, journal: Journal) -> Standing | None:
        """Where the pair stands."""
        return standing(journal, frozenset(self.door.drafts.all()))

    async def show(self, found: Standing | None) -> None:
        """Shows it, and leaves the screen alone where nothing changed."""
        key = (found, frozenset(self._put_off), words().language)
        if key == self._shown:
            return
        self._shown, self.at = key, found
        focused = self.focused.id if self.focused else None
        column = self.query_one("#home")
        async with self.batch():
            await column.remove_children()
            await column.mount_all(list(self._parts(found)))
        self._head(found)
        self._see_facts()
        self._focus_again(focused)

    async def in_new_words(self) -> None:
        """Says everything again."""
        self._shown = self
        await super().in_new_words()

    def _head(self, at: Standing | None) -> None:
        if at is None:
            self.query_one(Heading).say(plain(_("Welcome")), plain(""))
            return
        pair, now = at.status.pair, at.status
        names = words().listing([first(pair.myself.name), first(pair.partner.name)])
        month = _("month {n} of {total}", n=now.month, total=now.months) if now.month else ""
        moment = words().moment(at.now, year=False)
        self.query_one(Heading).say(plain(joined(names, month)), plain(moment))

    def _parts(self, at: Standing | None) -> Iterator[Widget]:
        if at is None:
            yield from _nobody_yet()
            return
        if "step" not in self._put_off:
            yield self._step(at)
        yield from home_parts.next_session(at)
        yield from home_parts.actions(at)
        if waiting := self._waiting:
            yield from home_parts.check(at, waiting[0], len(waiting) - 1)
        yield from home_parts.objectives(at)
        yield from home_parts.pulse(at)
        if not (at.rungs or at.status.actions or at.status.last):
            yield from _first_steps()
        kept = _("Kept on this computer. Nothing was sent to {name}.",
                 name=first(at.status.pair.partner.name))  # fmt: skip
        yield Words(plain(kept), id="kept", classes="-quiet")

    def _step(self, at: Standing) -> Widget:
        buttons = [
            Push(plain(label), action, id=f"step-{action.replace('_', '-')}",
                 classes="" if number else "-main")
            for number, (label, action) in enumerate(steps.offers(at))
        ]  # fmt: skip
        return Vertical(
            Words(plain(steps.sentence(at)), id="step-sentence"), Horizontal(*buttons), id="step"
        )

    @property
    def _waiting(self) -> list[Learning]:
        """The learnings to be checked that were not put off."""
        checks = self.at.status.checks if self.at else ()
        return [each for each in checks if each.id not in self._put_off]

    def _see_facts(self) -> None:
        facts = set()
        if self.at is not None:
            facts.add("pair")
            if "step" not in self._put_off and steps.offers(self.at):
                facts.add("step")
        if self._waiting:
            facts.add("check")
        if facts & {"step", "check"}:
            facts.add("later")
        self.now(*facts)

    def _focus_again(self, id: str | None) -> None:
        """The focus stays where it was, or goes to the first button."""
        buttons = list(self.query(Push))
        chosen = next((each for each in buttons if each.id == id), None)
        if target := chosen or next(iter(buttons), None):
            target.focus(scroll_visible=False)

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#home"), f"scroll_{how}")(animate=False)

    def action_step(self) -> None:
        """Does the next step, or says which command does."""
        if self.at is None:
            return
        if self.at.step is Step.REFLECT:
            self.action_reflect()
        elif self.at.step is Step.CHECK:
            self.query_one("#check-used").focus()
        elif self.at.step in steps.TWINS:
            place, twin = steps.TWINS[self.at.step]
            if screen_of(place):
                self.host.go(place)
            else:
                self.host.name_command(twin)

    def action_later(self) -> None:
        """Leaves for another time what has the focus: the learning to be checked, or the step."""
        focused = self.focused
        checking = focused and any(each.id == "check" for each in focused.ancestors)
        if checking or "step" not in self.facts:
            self.action_another_time()
        else:
            self.action_not_now()

    def action_not_now(self) -> None:
        """Leaves the next step until the program is started again."""
        self._put_off.add("step")
        self.reload()

    def action_reflect(self) -> None:
        """Opens the reflection."""
        found = screen_of("reflection")
        if found is not None:
            self.app.push_screen(found(), lambda _result: self.reload())

    def action_held(self) -> None:
        """The session took place."""
        if session := self._unsaid:
            self.do(lambda journal: journal.sessions.hold(session), self._said_held)

    def action_cancelled(self) -> None:
        """It did not take place, and will not."""
        if session := self._unsaid:
            self.do(lambda journal: journal.sessions.cancel(session), self._said_held)

    def action_moved(self) -> None:
        """It moves to another day: the command that says to which."""
        self.host.name_command("session postpone")

    @property
    def _unsaid(self) -> Session | None:
        return self.at.status.unsaid[-1] if self.at and self.at.status.unsaid else None

    def _said_held(self, session: Session) -> None:
        assert self.at is not None
        name = words().capital(session_name(self.at.status.numbers, session))
        self.done(_("{session}: noted. u takes it back.", session=name))

    def action_used(self) -> None:
        """Asks what happened, and notes that a learning was used."""
        if self._waiting:
            self.ask_used(self._waiting[0])

    def action_not_yet(self) -> None:
        """Notes that it was not used yet; asked again at the next session."""
        if self._waiting:
            self.say_not_yet(self._waiting[0])

    def action_another_time(self) -> None:
        """Puts this learning off until the program is started again."""
        if self._waiting:
            self._put_off.add(self._waiting[0].id)
            self.reload()

    def failed(self, error: RmjournalError) -> None:
        """Says it; an error while loading leaves what was shown before."""
        self.host.tell_error(error)


def _nobody_yet() -> Iterator[Widget]:
    """What an empty journal teaches."""
    yield Words(plain(_("A journal for two people who learn from each other.")),
                id="step-sentence")  # fmt: skip
    for text in (
        _("Nothing is written yet. It stays on this computer, and nothing is sent anywhere."),
        _("To begin, say who you are and who teaches:"),
    ):
        yield Words(plain(text), classes="paragraph")
    example = f"rmjournal {_(BY_PATH['init'].example)}"
    yield Words(plain(example), classes="command")
    yield Words(plain(_("To look around first, in a sample pair's nine months:")),
                classes="paragraph")  # fmt: skip
    yield Words(plain("rmjournal demo"), classes="command")


def _first_steps() -> Iterator[Widget]:
    """What a new pair can do first."""
    yield Words(plain(_(
        "This page fills as you go: plan a session, write down what you learn, "
        "choose an objective together."
    )), classes="paragraph -quiet")  # fmt: skip
