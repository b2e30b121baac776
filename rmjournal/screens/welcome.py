"""Welcome: the few questions that begin a journal, and the doors for those who have one already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from rmjournal.errors import CannotWrite, RmjournalError, UsageProblem
from rmjournal.i18n import _, words
from rmjournal.journal.beginning import Begun, begin, foresee
from rmjournal.model.record import Visibility
from rmjournal.screens import welcome_parts, welcoming
from rmjournal.screens.bindings import Active, bindings, with_nothing_behind
from rmjournal.screens.drafting import Draft
from rmjournal.screens.fields import Kind
from rmjournal.screens.phrases import joined
from rmjournal.screens.refusals import sentences
from rmjournal.screens.welcome_doors import DoorsScreen
from rmjournal.screens.welcoming import ASKED, STEPS, TYPED
from rmjournal.storage.drafts import Fields
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

DRAFT = "welcome"


class WelcomeScreen(DoorsScreen):
    """Where a journal begins: one question at a time, each of which one can go back to."""

    PLACE = "welcome"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("welcome"),
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
    ]
    CSS_PATH = "welcome.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.step = STEPS[0]
        self.said: Fields = {}
        """What was answered, by field."""
        self._foreseen: Begun | None = None
        self._warned = ""
        """What was asked of what is typed, before it is done."""

    # What is on the screen

    def body(self) -> Iterable[Widget]:
        """The question of the present step."""
        yield VerticalScroll(*self._parts(), id="welcome", can_focus=False)

    def _parts(self) -> Iterator[Widget]:
        return welcome_parts.parts(self.step, self.said, self._foreseen, self.door.home)

    def load(self, journal: Journal) -> tuple[bool, Draft | None]:
        """Whether there is a pair by now, and what was begun."""
        draft = None if self.draft else Draft(self.door.drafts, DRAFT)
        return bool(journal.pairs.all()), draft

    async def show(self, found: tuple[bool, Draft | None]) -> None:
        """Goes Home where there is a pair; takes up what was begun."""
        there, draft = found
        if there:
            if not self._busy:
                self.host.go("home")
            return
        if self.draft is None and draft is not None:
            self.draft = draft
            self.said = {**draft.kept, **self.said}
            self.keep_soon()
            step = self.said.pop("step", STEPS[0])
            await self._go(step if step in STEPS else STEPS[0])
            if self.said:
                self.host.tell(plain(_("You are where you left off; what you answered is kept.")))
            return
        self._say()

    async def in_new_words(self) -> None:
        """Says everything again, with what was typed."""
        await super().in_new_words()
        self._say()
        self._focus()

    async def _go(self, step: str) -> None:
        """Shows another step, unless one leaves meanwhile."""
        self.step = step
        column = self.query_one("#welcome")
        async with self.batch():
            await column.remove_children()
            await column.mount_all(list(self._parts()))
        if self not in self.app.screen_stack:
            return
        self._say()
        self._focus()
        self._look()
        self.refresh_bindings()

    def _say(self) -> None:
        """The heading, and what was understood."""
        step = ""
        if self.step in ASKED:
            n = ASKED.index(self.step) + 1
            step = _("step {n} of {total}", n=n, total=len(ASKED))
        who = readers(Visibility.PAIR).upper() if self.step in TYPED else ""
        self.query_one(Heading).say(plain(joined(_("Welcome"), step)), plain(who))
        self._echo()

    def _focus(self) -> None:
        """Goes to what is to be answered; where the usual stands already, to what accepts it."""
        inputs = [] if self.step == "rhythm" else list(self.query(Input))
        empty = next((each for each in inputs if not each.value), None)
        wanted = {
            "language": f"speak-{words().language}",
            "begin": "begin",
            "teaching": f"teaching-{self.said.get('teaches') or welcoming.ME}",
        }.get(self.step, "next")
        (empty or next(iter(inputs), None) or self.query_one(f"#{wanted}")).focus()

    def _echo(self) -> None:
        """Says what the answers mean: who teaches whom, how often and how long, on which day."""
        if self.step == "names":
            self._say_echo(
                welcoming.teaching(self.said.get("teaches", ""), self.said.get("partner", ""))
            )
        elif self.step == "rhythm":
            self.ask(self._foreseeing(self.step, quiet=True), self._told_summary, kind="echo")
        for each in welcoming.fields(self.step):
            if each.kind in (Kind.DAY, Kind.MOMENT):
                self.query_one(f"#line-{each.name}", Line).echo(plain(self._understood(each.name)))

    def _told_summary(self, begun: Begun | None) -> None:
        if self.step == "rhythm":
            self._say_echo(welcoming.summary(begun) if begun else "")

    def _say_echo(self, told: str) -> None:
        """What the answers come to; it takes no room while there is nothing to say."""
        shown = self.query_one("#echo", Words)
        shown.display = bool(told)
        shown.say(plain(told))

    def _understood(self, name: str) -> str:
        try:
            said = welcoming.values(self.said, self.door.clock, self.step).understood(name)
        except RmjournalError:
            return ""
        return said and f"→ {said}"

    def _problem(self, told: str) -> None:
        if shown := next(iter(self.query("#problem").results(Words)), None):
            shown.set_class(bool(told), "-there")
            shown.say(pieces(("! ", "bold"), told) if told else plain(""))

    # What is typed

    def texts(self) -> Fields:
        """What was answered so far, and where one is."""
        usual = {each.name: each.value for step in TYPED for each in welcoming.fields(step)}
        said = {name: text for name, text in self.said.items() if text != usual.get(name, "")}
        return {**said, "step": self.step} if said or self.step != STEPS[0] else {}

    @property
    def farewell(self) -> str:
        """Where one was is remembered without a word; what was answered is told of."""
        return super().farewell if self.said else ""

    def draft_failed(self, error: CannotWrite) -> None:
        """Says that only the screen has it."""
        self._problem(_("This draft could not be kept on disk; it is on this screen alone."))

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Remembers it, and says what it means."""
        if event.input.id and self.said.get(event.input.id) != event.value:
            self.said[event.input.id] = event.value
            self._warned = ""
            self._problem("")
            self._echo()

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one to the next question."""
        event.stop()
        if event.input.id == welcoming.fields(self.step)[-1].name:
            await self.action_next()
        else:
            self.focus_next()

    # What one can do

    @property
    def active_bindings(self) -> Active:
        """Where nothing was asked before, how to leave stands in the place of the way back."""
        active = super().active_bindings
        return with_nothing_behind(active, "back") if self.step == STEPS[0] else active

    async def ask_of_pair(self) -> None:
        """Asks the first question about the pair."""
        await self._go("teaching")

    async def action_language(self, language: str) -> None:
        """Speaks this language from now on, and goes on."""
        self.step = "begin"
        await self.host.speak(language)

    async def action_teaching(self, who: str) -> None:
        """Notes who teaches, and goes on."""
        self.said["teaches"] = who
        await self._go("names")

    async def action_next(self) -> None:
        """Goes on to the next question, unless an answer is missing; from the last, begins."""
        match self.step:
            case "language":
                await self.action_language(words().language)
            case "begin":
                await self._go("teaching")
            case "teaching":
                self._problem(_("Choose one of the two; you can swap later."))
            case "first":
                self._create()
            case step:
                self.ask(self._foreseeing(step), partial(self._foresaw, step), kind="next")

    async def _foresaw(self, step: str, begun: Begun | None) -> None:
        """Goes on; once, however often Enter was pressed."""
        if self.step == step:
            self._foreseen = begun
            await self._go(STEPS[STEPS.index(step) + 1])

    def _foreseeing(self, step: str, *, quiet: bool = False) -> Callable[[Journal], Begun | None]:
        """Reads what was answered up to a step; ``quiet`` where a refusal is not to be told yet."""
        texts, clock = dict(self.said), self.door.clock

        def foreseen(journal: Journal) -> Begun | None:
            try:
                return foresee(journal, welcoming.plan(texts, clock, step))
            except RmjournalError:
                if quiet:
                    return None
                raise

        return foreseen

    def _create(self) -> None:
        if self._busy:
            return
        self._busy = True
        texts, clock, warned = dict(self.said), self.door.clock, self._warned

        def created(journal: Journal) -> Begun | str:
            plan = welcoming.plan(texts, clock, STEPS[-1])
            notice = welcoming.beyond(foresee(journal, plan), plan)
            return notice if notice not in ("", warned) else begin(journal, plan)

        self.do(created, self._begun)

    def _begun(self, begun: Begun | str) -> None:
        if isinstance(begun, str):
            self._busy, self._warned = False, begun
            self._problem(begun)
            return
        self._end_draft()
        self.host.speak_of(begun.pair)
        self.host.tell(plain(welcoming.summary(begun)))
        self.host.go("home")

    def failed(self, error: RmjournalError) -> None:
        """Says what is off, beside what was typed; nothing of it is lost."""
        self._busy = False
        if self.step in ASKED:
            told = sentences(error)
            values = welcoming.values(self.said, self.door.clock, self.step)
            if isinstance(error, UsageProblem) and (field := values.unread(error)):
                told = [_("{label}:", label=field.label), *told]
                self._go_to(field.name)
            elif field := values.named(error.about):
                self._go_to(field.name)
            elif self.step == "names" and any(not each.value for each in self.query(Input)):
                self._focus()
            self._problem(" ".join(told))
        else:
            self.host.tell_error(error)

    def _go_to(self, name: str) -> None:
        for each in self.query(f"#{name}"):
            each.focus()

    async def action_back(self) -> None:
        """Goes back one step; at the first, says how to leave."""
        at = STEPS.index(self.step)
        if at:
            await self._go(STEPS[at - 1])
        else:
            self.host.tell(plain(_("To leave, press Ctrl-Q. What you typed is kept.")))
