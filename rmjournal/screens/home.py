"""Home: the one next step, the next session, what is open, and how far the two have come."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from rmjournal import carried, naming
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _, words
from rmjournal.journal.status import Step
from rmjournal.model.learning import Learning
from rmjournal.model.session import Session
from rmjournal.screens import home_parts, resuming, steps
from rmjournal.screens.bindings import SCROLL, bindings
from rmjournal.screens.phrases import first, joined, the_two
from rmjournal.screens.planning import Planning
from rmjournal.screens.practising import Practising
from rmjournal.screens.standing import Standing, standing
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.begun import Begun
    from rmjournal.paths import Home
    from rmjournal.screens.session_words import Noted


class HomeScreen(Practising, Planning):
    """Where the two of you stand."""

    PLACE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        *SCROLL,
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.at: Standing | None = None
        self._shown: object = self
        self._of: Home | None = None
        """The home whose journal is shown."""
        self._nobody = False
        """Whether there is no pair yet."""
        self._put_off: set[str] = set()
        """The steps and learnings left for another time, until the program is started again."""

    def body(self) -> Iterable[Widget]:
        """A column that scrolls; it is filled once the journal was read."""
        yield VerticalScroll(id="home", can_focus=False)

    def load(self, journal: Journal) -> Standing | None:
        """Where the pair stands."""
        ahead = self.door.first()  # if it was being read just now, this waited for it
        if isinstance(ahead, Standing):
            return ahead
        return standing(journal, self.door.drafts)

    def begin(self) -> Awaitable[None] | None:
        """Shows what was read while the program started, if it was; thus it is drawn only once."""
        found = self.door.first()
        return self._show(found) if isinstance(found, Standing) else super().begin()

    async def show(self, found: Standing | None) -> None:
        """Shows it, and leaves the screen alone where nothing changed; welcomes where nobody is."""
        if self._of != self.door.home:
            self._of, self._put_off = self.door.home, set()
        self._nobody = found is None
        if found is None:
            self._welcome()
            return
        key = (found, frozenset(self._put_off), words().language, self.host.discreet)
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

    def on_screen_resume(self) -> None:
        """Welcomes, where that had to wait for what was in front."""
        self._welcome()

    def _welcome(self) -> None:
        """Welcomes, where nobody is here yet and nothing else is in front."""
        if self._nobody and self.app.screen is self:
            self.host.go("welcome")

    async def in_new_words(self) -> None:
        """Says everything again."""
        self._shown = self
        await super().in_new_words()

    def _head(self, at: Standing) -> None:
        pair, now = at.status.pair, at.status
        names = the_two(pair)
        month = naming.course(now.month, now.months, now.past)
        moment = words().moment(at.now, year=False)
        self.query_one(Heading).say(plain(joined(names, month)), plain(moment))

    def _parts(self, at: Standing) -> Iterator[Widget]:
        if self.door.sample:
            yield from home_parts.sample()
        if "step" not in self._put_off:
            yield self._step(at)
        told = at.step is Step.REFLECT and "step" not in self._put_off
        found = resuming.waiting(at, told=told, discreet=self.host.discreet)
        yield from resuming.rows(at, found)
        yield from home_parts.asides(at, discreet=self.host.discreet)
        yield from home_parts.next_session(at, self.hushed)
        yield from home_parts.actions(at, self.hushed)
        if waiting := self._waiting:
            yield from home_parts.check(at, waiting[0], len(waiting) - 1, self.hushed)
        yield from home_parts.objectives(at, self.hushed)
        yield from home_parts.pulse(at, discreet=self.host.discreet)
        if not (at.rungs or at.status.actions or at.status.last):
            yield from _first_steps()
        kept = carried.kept(first(at.status.pair.partner.name), at.status.sent, at.zone)
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
        if self.door.sample:
            facts.add("sample")
        if facts & {"step", "check"}:
            facts.add("later")
        self.now(*facts)

    def _focus_again(self, id: str | None) -> None:
        """The focus stays where it was, or goes to the first button; never by itself to the way out."""
        buttons = list(self.query(Push))
        chosen = next((each for each in buttons if each.id == id), None)
        rest = (each for each in buttons if each.id != "sample-leave")
        if target := chosen or next(rest, None):
            target.focus(scroll_visible=False)

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#home"), f"scroll_{how}")(animate=False)

    def action_step(self) -> None:
        """Does the next step."""
        if self.at is None:
            return
        match self.at.step:
            case Step.REFLECT:
                self.action_reflect()
            case Step.PLAN if self.at.status.next and not self.at.status.next.when:
                self.move_session(self.at.status.next.id)
            case Step.PLAN:
                self.plan_session()
            case Step.PREPARE if self.at.status.next:
                self.host.visit("agenda", self.at.status.next.id)
            case Step.CHECK:
                self.query_one("#check-used").focus()
            case _ if place := steps.place(self.at.status):
                self.host.go(place)
            case Step.CONCLUDE:
                self.plan_session()

    def action_pair(self) -> None:
        """Shows the frame of the pair, where the mentoring is concluded."""
        self.host.go("pair")

    def action_resume(self, form: str, id: str) -> None:
        """Goes on with what was begun."""
        found = self.at.begun if self.at else ()
        for each in found:
            if (each.form, each.id) == (form, id):
                self._go_on_with(each)

    def _go_on_with(self, begun: Begun) -> None:
        way = resuming.WAYS[begun.form]
        if way.place != self.PLACE:
            resuming.resume(self.host, begun)
        elif begun.about is None:
            getattr(self, way.new)()
        else:
            getattr(self, way.change)(begun.id)

    def noted(self, noted: Noted | None) -> None:
        """Says what was done; what a sheet that was closed left behind is offered."""
        super().noted(noted)
        if noted is None:
            self.reload()

    def action_leave(self) -> None:
        """Leaves the sample."""
        self.host.leave()

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
        """Opens the reflection on the latest session."""
        self.host.visit("reflection")

    def action_held(self) -> None:
        """The session took place."""
        if session := self._unsaid:
            self.hold_session(session.id)

    def action_cancelled(self) -> None:
        """It did not take place, and will not."""
        if session := self._unsaid:
            self.cancel_session(session.id)

    def action_moved(self) -> None:
        """It moves to another day, or to none yet."""
        if session := self._unsaid:
            self.move_session(session.id)

    def action_one_line(self) -> None:
        """It took place, and a line about it is enough."""
        if session := self._unsaid:
            self.host.visit("reflection", session.id)

    @property
    def _unsaid(self) -> Session | None:
        return self.at.status.unsaid[-1] if self.at and self.at.status.unsaid else None

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


def _first_steps() -> Iterator[Widget]:
    """What a new pair can do first."""
    yield Words(plain(_(
        "This page fills as you go: plan a session, write down what you learn, "
        "choose an objective together."
    )), classes="paragraph -quiet")  # fmt: skip
