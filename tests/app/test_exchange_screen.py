"""Exchange: two people, two homes, and nothing between their screens but files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets._toast import ToastRack

from rmjournal import i18n, paths
from rmjournal.app import JournalApp
from rmjournal.exchange.words import ENGLISH
from rmjournal.journal import Journal
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.screens.conflicts import ConflictsScreen
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.exchange import ExchangeScreen
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.objectives import ObjectivesScreen
from rmjournal.screens.pair import PairScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words
from tests.app.conftest import (
    Someone,
    footer,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
)

SECRET = "What only I should know"


@pytest.fixture
def ana(tmp_path: Path) -> Home:
    """The home of Ana, mentee of Tom, with something for both and something for her alone."""
    home = paths.home(str(tmp_path / "ana"))
    journal = journal_of(home)
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    journal.wins.add("She spoke first")
    journal.reflections.log(None, what=SECRET)
    return home


@pytest.fixture
def tom(tmp_path: Path) -> Home:
    """Tom has no journal yet."""
    return paths.home(str(tmp_path / "tom"))


def pair_up(ana: Home, tom: Home, where: Path) -> tuple[Journal, Journal]:
    """The two journals, paired by files."""
    hers, his = journal_of(ana), journal_of(tom)
    hers.exchange.invite(where / "invitation", "en")
    his.exchange.accept(where / "invitation", where / "answer")
    hers.exchange.accept(where / "answer", where / "none")
    return hers, his


def by_zoe(where: Path) -> Path:
    """An invitation of somebody else's."""
    zoe = journal_of(paths.home(str(where / "zoe")))
    zoe.pairs.create(me="Zoe Blum", role=Role.MENTOR, partner="Ana R.")
    return zoe.exchange.invite(where / "zoe.json", "en")


async def fill(someone: Someone, **texts: str | Path) -> None:
    """Types into the fields of a sheet, and saves it."""
    assert isinstance(someone.app.screen, Sheet)
    for name, text in texts.items():
        someone.app.screen.query_one(f"#{name}", Input).value = str(text)
    await press(someone, "ctrl+s")


def problem(someone: Someone) -> str:
    """What the sheet says is off; what was typed is still there."""
    screen = someone.app.screen
    assert isinstance(screen, Sheet)
    assert all(each.value for each in screen.query("#file, #folder").results(Input))
    return screen.query_one("#sheet-problem", Words).said


def in_sight(someone: Someone, widget: Widget) -> bool:
    """Whether all of it is on the screen."""
    found = someone.app.screen.find_widget(widget)
    return found.visible_region == found.region


async def through_the_welcome(someone: Someone) -> None:
    """To where an invitation is taken, in French."""
    for id in ("#speak-fr", "#door-invited"):
        someone.app.screen.query_one(id).focus()
        await press(someone, "enter")
    await press(someone, "enter")


def keys_of(someone: Someone) -> list[str]:
    """The keys that are shown."""
    return [each.shown for each in someone.app.screen.query_one(KeyLine).hints]


async def choose(someone: Someone, row: str) -> None:
    """Enter on the first row whose id begins so."""
    listing = someone.app.screen.query_one("#parcel", Listing)
    id = next(each.id for each in listing.entries if each.id.startswith(row))
    listing.go_to(id)
    await settled(someone)
    await press(someone, "enter")


def be_asked(hers: Journal, his: Journal, packet: Path) -> Objective:
    """An objective that she agreed to aloud, as he noted; she hears of it, and can say whether she did."""
    asked = his.objectives.propose("Run a review", measure="Twice")
    his.objectives.agree(asked, his.pair.partner.id)
    hers.exchange.receive([his.exchange.send(packet).path])
    return asked


def test_two_pair_by_their_screens(ana: Home, tom: Home, tmp_path: Path) -> None:
    """Invited here, accepted at the welcome there, in French; then the words are compared."""
    invitation, answer = tmp_path / "invitation.json", tmp_path / "answer.json"
    words: list[str] = []

    async def ana_invites(someone: Someone) -> None:
        await press(someone, "f7")
        assert footer(someone)["^e"] == "Exchange"
        await press(someone, "ctrl+e")
        assert list(footer(someone)) == ["n", "r", "Esc"]
        for sentence in ("not paired with Tom Weiss", "no server and no account", "no trace",
                         "After a lost laptop"):  # fmt: skip
            assert sentence in shown(someone)
        await press(someone, "n")
        for place, off in ((ana.journal, "belongs to the journal itself"),
                           ("~nobody-of-that-name/x/y", "could not be written")):  # fmt: skip
            await fill(someone, file=place)
            assert off in problem(someone)
        await fill(someone, file=invitation)
        assert "nothing secret" in shown(someone)
        await press(someone, "escape", "n")
        await fill(someone, file=invitation)
        assert "a file of that name already" in problem(someone)
        await press(someone, "escape")
        assert "You invited Tom Weiss" in shown(someone)

    async def tom_accepts(someone: Someone) -> None:
        await through_the_welcome(someone)
        await fill(someone, file=tmp_path, answer=answer)
        assert "Ce fichier est illisible" in problem(someone)
        await fill(someone, file=invitation, answer=answer)
        assert isinstance(someone.app.screen, Dialog)
        assert str(answer) in shown(someone)
        assert in_sight(someone, someone.app.screen.query_one(Push))
        words.extend(each for each in shown(someone).split() if each in ENGLISH)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, ExchangeScreen)
        assert "de votre partenaire, Ana Ruiz, sont reliés." in shown(someone)
        assert "  ".join(words) in shown(someone)
        await press(someone, "y", "f2")
        assert keys_of(someone) == list(footer(someone))  # of a Home made anew out of sight

    async def ana_compares(someone: Someone) -> None:
        await press(someone, "ctrl+e", "r")
        await fill(someone, file=by_zoe(tmp_path))
        assert "Tom Weiss is not paired yet: are they one? Nothing was changed. Choose" in problem(
            someone
        )
        await fill(someone, file=answer)
        assert len(words) == 6
        assert "  ".join(words) in shown(someone)
        await press(someone, "escape")
        assert "Not compared yet" in shown(someone)
        await press(someone, "y", "enter")
        assert "You compared them." in shown(someone)

    sit(ana, ana_invites)
    i18n.use("fr")
    sit(tom, tom_accepts)
    i18n.use("en")
    sit(ana, ana_compares)


def test_the_keys_scroll_what_is_explained(ana: Home) -> None:
    """In a small window it ends out of sight, and there is no list yet to walk through."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+e")
        teaching = someone.app.screen.query_one("#teaching")
        assert not in_sight(someone, teaching)
        await press(someone, "end")
        assert teaching.region.bottom <= someone.app.screen.query_one(KeyLine).region.y
        await press(someone, "home")
        assert in_sight(someone, someone.app.screen.query_one("#paired"))

    i18n.use("fr")
    sit(ana, script, (60, 20))


def test_escape_comes_back_to_the_pair_whose_keys_lead_here(
    ana: Home, tom: Home, tmp_path: Path
) -> None:
    """From anywhere else, it goes Home. Who lost a laptop is told of the way back."""
    pair_up(ana, tom, tmp_path)

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "ctrl+e")
        assert isinstance(someone.app.screen, ExchangeScreen)
        await press(someone, "n")
        assert "If Tom lost a laptop, take the answer with “take them" in shown(someone)
        await press(someone, "escape", "escape")
        assert isinstance(someone.app.screen, PairScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)
        await press(someone, "f3", "ctrl+e", "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(ana, script)


def test_u_takes_back_what_was_said_of_the_words_or_what_was_done_since(
    ana: Home, tom: Home, tmp_path: Path
) -> None:
    """They stand beside the journal: what it did before is not undone in their place."""
    hers, _his = pair_up(ana, tom, tmp_path)
    learned = hers.learnings.add("Ask who decides")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+e", "y", "enter")
        assert told(someone)[-1].endswith("they are the same. u takes it back.")
        await press(someone, "ctrl+p", "escape", "u")
        assert told(someone)[-1] == "Taken back: the words count as not compared."
        assert "Not compared yet" in shown(someone)
        assert not hers.exchange.standing().compared
        await press(someone, "y", "enter")
        hers.wins.add("She spoke again")
        await press(someone, "u")
        assert [each.text for each in hers.wins.all()] == ["She spoke first"]
        assert hers.exchange.standing().compared
        assert [each.id for each in hers.learnings.all()] == [learned.id]
        await press(someone, "u")
        assert hers.learnings.all() == []

    sit(ana, script)


def test_a_window_leaves_its_buttons_in_sight_and_no_other_keys(
    ana: Home, tom: Home, tmp_path: Path
) -> None:
    """However long it is, over keys of two lines, also those that need the second one later."""
    hers, his = pair_up(ana, tom, tmp_path)
    hers.sessions.plan(datetime(2026, 12, 8, 14))
    his.wins.add("He waited")
    i18n.use("fr")

    async def ana_is_told_much(someone: Someone) -> None:
        await press(someone, "ctrl+e")
        assert "séance  mardi 8\u00a0décembre 2026  \n" in shown(someone)
        keys = someone.app.screen.query_one(KeyLine)
        assert keys.lines == 2
        someone.app.push_screen(Dialog(plain("Long"), *(plain("words") for _ in range(40))))
        await settled(someone)
        assert in_sight(someone, someone.app.screen.query_one(Push))
        assert someone.app.screen.query_one(KeyLine).region == keys.region
        await someone.app.screen.mount(passing := ToastRack())
        assert passing.styles.margin.bottom == keys.lines

    async def tom_is_told_before_his_keys_are_there(someone: Someone) -> None:
        assert isinstance(someone.app, JournalApp)
        someone.app.go("exchange")
        someone.app.push_screen(Dialog(plain("Long"), *(plain("words") for _ in range(40))))
        await settled(someone)
        keys = someone.app.screen_stack[-2].query_one(KeyLine)
        assert keys.lines == 2
        covering = someone.app.screen.query_one(KeyLine).region
        assert (covering.height, covering.bottom) == (keys.lines, someone.app.size.height)
        assert in_sight(someone, someone.app.screen.query_one(Push))

    sit(ana, ana_is_told_much)
    sit(tom, tom_is_told_before_his_keys_are_there)


def test_what_leaves_and_what_comes_is_seen_before(ana: Home, tom: Home, tmp_path: Path) -> None:
    """The records by name and what stays by number; a packet is taken once told so."""
    pair_up(ana, tom, tmp_path)
    packet, torn = tmp_path / "one.age", tmp_path / "two.age"

    async def ana_sends(someone: Someone) -> None:
        await press(someone, "ctrl+e")
        assert "She spoke first" in shown(someone)
        assert "1 record is for you alone, and stays here." in shown(someone)
        assert footer(someone)["Esc"] == "Close"
        await press(someone, "ctrl+d")
        assert footer(someone)["^s"] == "Write it"
        assert "1 record is for you alone" in shown(someone)
        assert SECRET not in shown(someone)
        await fill(someone, file=packet)
        assert "only they can open it" in shown(someone)
        assert "You have not compared the six words with Tom yet" in shown(someone)
        await press(someone, "escape")
        assert "Tom Weiss has not said yet that they have your packet 1." in shown(someone)
        assert "She spoke first  again" in shown(someone)

    async def tom_receives(someone: Someone) -> None:
        await press(someone, "ctrl+e", "k")
        await fill(someone, file=tmp_path / "gone.age")
        assert "cannot be read" in problem(someone)
        await fill(someone, file=torn)
        assert "it is not for you, or not whole" in problem(someone)
        await fill(someone, file=packet)
        assert "This is what would change" in shown(someone)
        assert "She spoke first" in shown(someone)
        assert not journal_of(tom).wins.all()
        await press(someone, "escape", "k")
        await fill(someone, file=packet)
        await press(someone, "enter")
        assert [each.text for each in journal_of(tom).wins.all()] == ["She spoke first"]
        assert told(someone)[-1] == "New: 1 charter and 1 win"
        await press(someone, "k")
        await fill(someone, file=packet)
        assert "Nothing new" in shown(someone)
        assert [each.label.plain for each in someone.app.screen.query(Push)] == ["Close"]

    sit(ana, ana_sends)
    torn.write_bytes(packet.read_bytes()[:-9])
    sit(tom, tom_receives)


def test_what_waits_is_asked_one_by_one(ana: Home, tom: Home, tmp_path: Path) -> None:
    """A request, two of the same thing, versions, then the folder, gone and there."""
    journal_of(tom).pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    for home, purpose in ((ana, "Charts [/]"), (tom, "What charts hide")):
        journal = journal_of(home)
        journal.sessions.plan(datetime(2026, 12, 8, 14), purpose=purpose)
        journal.objectives.propose("Read it alone")
    hers, his = pair_up(ana, tom, tmp_path)
    asked = be_asked(hers, his, tmp_path / "1")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+e")
        assert "did you agree?" in shown(someone)
        await choose(someone, "request-")
        assert "Tom noted that you agreed to this:" in shown(someone)
        await press(someone, "tab", "enter")
        assert isinstance(someone.app.screen, ObjectivesScreen)
        await press(someone, "escape")
        await choose(someone, "request-")
        await press(someone, "enter")
        agreed = next(each for each in journal_of(ana).objectives.all() if each.id == asked.id)
        assert hers.objectives.agreed(agreed)
        assert "did you agree?" not in shown(someone)

        await choose(someone, "twins-")
        for text in ("You: ", "Tom: ", "Charts [/]", "What charts hide"):
            assert text in shown(someone)
        await press(someone, "enter")
        assert "They are one now." in "\n".join(told(someone))
        assert len(journal_of(ana).sessions.all()) == 1
        await choose(someone, "conflicts")
        assert isinstance(someone.app.screen, ConflictsScreen)
        await press(someone, "escape")
        await choose(someone, "twins-")
        await press(someone, "tab", "enter")
        assert "They stay two." in told(someone)
        assert "the same?" not in shown(someone)
        await choose(someone, "record-")
        assert not isinstance(someone.app.screen, ExchangeScreen)
        await press(someone, "escape", "ctrl+x")

        shared = tmp_path / "shared"
        await fill(someone, folder=shared)
        assert "This folder is not there" in problem(someone)
        shared.mkdir()
        await press(someone, "ctrl+s")
        assert "Left for Tom: packet 1, about" in shown(someone)
        await press(someone, "escape", "ctrl+x")
        assert someone.app.screen.query_one("#folder", Input).value == str(shared)
        await press(someone, "ctrl+s")
        assert "Nothing came and nothing left." in shown(someone)

    sit(ana, script, size=(120, 40))
    his.exchange.sync(tmp_path / "shared")
    assert [each.text for each in his.wins.all()] == ["She spoke first"]


def test_a_folder_serves_every_pair_with_a_place_in_it(
    ana: Home, tom: Home, tmp_path: Path
) -> None:
    """As by command: what both partners left is taken, and a pair without a place is named."""
    hers, his = pair_up(ana, tom, tmp_path)
    invitation, zoe = by_zoe(tmp_path), journal_of(paths.home(str(tmp_path / "zoe")))
    hers.exchange.accept(invitation, tmp_path / "to-zoe", new_pair=True)
    zoe.exchange.accept(tmp_path / "to-zoe", tmp_path / "none")
    both, toms = tmp_path / "both", tmp_path / "toms"
    for directory, partners in ((both, (his, zoe)), (toms, (his,))):
        directory.mkdir()
        for each in partners:
            each.actions.add(f"For {directory.name}")
            each.exchange.sync(directory)

    async def ana_looks(someone: Someone) -> None:
        await press(someone, "ctrl+e", "ctrl+x")
        await fill(someone, folder=both)
        said = shown(someone)
        assert said.index("With Tom Weiss:") < said.index("With Zoe Blum:")
        assert said.count("1 action") == 2
        await press(someone, "escape", "ctrl+x")
        await fill(someone, folder=toms)
        assert "no place for your pair with Zoe Blum" in shown(someone)

    sit(ana, ana_looks)
    hers = journal_of(ana)
    for name in ("Tom", "Zoe"):
        hers.pairs.use(hers.pairs.found(name))
        assert "For both" in [each.text for each in hers.actions.all()]


def test_u_takes_an_answer_back_and_never_what_was_received(
    ana: Home, tom: Home, tmp_path: Path
) -> None:
    """What she answered is asked again; before that came the packet, and that is said instead."""
    hers, his = pair_up(ana, tom, tmp_path)
    asked = be_asked(hers, his, tmp_path / "1")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+e")
        await choose(someone, "request-")
        await press(someone, "enter")
        assert told(someone) == ["Noted. u takes it back."]
        assert "did you agree?" not in shown(someone)
        assert hers.objectives.agreed(hers.objectives.all()[0])
        await press(someone, "u")
        assert told(someone)[-1].startswith("Taken back: “Agree to an objective")
        assert "did you agree?" in shown(someone)
        assert not hers.objectives.agreed(hers.objectives.all()[0])
        await press(someone, "u")
        assert isinstance(someone.app.screen, Dialog)
        assert "received from your partner, and is not undone" in shown(someone)
        assert [each.id for each in hers.objectives.all()] == [asked.id]
        await press(someone, "escape", "escape")
        assert not isinstance(someone.app.screen, ExchangeScreen)

    sit(ana, script)
