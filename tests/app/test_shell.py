"""The frame of every screen: help, palette, colours, sizes, and walls against hostile text."""

from __future__ import annotations

import ast
import asyncio
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.command import Command, CommandList, CommandPalette
from textual.screen import Screen
from textual.widgets import Input, TextArea

from rmjournal.app import JournalApp
from rmjournal.journal import Journal
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.paths import Home
from rmjournal.screens.asking import Answered
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.encryption import EncryptionScreen
from rmjournal.screens.help import HelpScreen
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.sessions import SessionsScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.used import UsedDialog
from rmjournal.storage import settings
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.frame import TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.wall import Wall
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.app.obstacles import full
from tests.conftest import NOW

PACKAGE = Path(__file__).parent.parent.parent / "rmjournal"
SCREENS = [
    PACKAGE / "app.py",
    *sorted(PACKAGE.glob("screens/*.py")),
    *sorted(PACKAGE.glob("widgets/*.py")),
]
HOSTILE = "[@click=app.quit]x[/] [/] [red]\x1b]52;c;eA==\x07\x9b31m\u202e$x {0} \\["


def test_a_verb_is_done_in_the_journal_it_was_asked_of(home: Home, empty: Home) -> None:
    """Also when another journal is on the screen by the time of its turn."""
    begun, go_on = threading.Event(), threading.Event()
    asked: list[Path] = []

    def slow(_journal: Journal) -> None:
        begun.set()
        assert go_on.wait(30)

    async def script(someone: Someone) -> None:
        app, screen = someone.app, someone.app.screen
        assert isinstance(app, JournalApp)
        assert isinstance(screen, HomeScreen)
        screen.do(slow, lambda _none: None)
        screen.do(lambda journal: asked.append(journal.store.home.journal), lambda _none: None)
        await asyncio.to_thread(begun.wait, 30)
        app.enter(empty)
        go_on.set()
        await settled(someone)

    sit(home, script)
    assert asked == [home.journal]


@pytest.mark.parametrize("opened", [("w",), ("f6", "l"), ("f6", "v"), ("f8", "l")])
def test_no_key_leaves_a_draft_that_a_full_disk_refuses(
    home: Home, monkeypatch: pytest.MonkeyPatch, opened: tuple[str, ...]
) -> None:
    """The screen stays, with what was typed on it; why is said. Once there is room, the key leads on."""
    journal = journal_of(home)
    journal.timers.start(journal.sessions.found("next"), early=True)

    async def script(someone: Someone) -> None:
        await press(someone, *opened)
        screen = someone.app.screen
        monkeypatch.setattr(Drafts, "save", full)
        await write(someone, "Half a thought")
        await press(someone, "f3")
        assert "is damaged: x" in shown(someone)
        if isinstance(someone.app.screen, Dialog):
            await press(someone, "escape")
        assert someone.app.screen is screen
        monkeypatch.undo()
        monkeypatch.setenv("RMJOURNAL_NOW", NOW.isoformat())
        await press(someone, "f3")
        assert isinstance(someone.app.screen, SessionsScreen)

    sit(home, script)
    assert "Half a thought" in str(Drafts(home).all())


@pytest.mark.parametrize("opened", [("w",), ("f6", "l")])
def test_whoever_leaves_a_draft_by_another_key_is_told_that_it_is_kept(
    home: Home, opened: tuple[str, ...]
) -> None:
    """In the words of Escape; nothing is said where nothing was typed."""

    async def script(someone: Someone) -> None:
        await press(someone, *opened, "f3")
        assert not told(someone)
        await press(someone, "f2", *opened)
        await write(someone, "Half a thought")
        await press(someone, "f3")
        assert told(someone)[-1].startswith("Your draft is kept")

    sit(home, script)


@pytest.mark.parametrize(
    ("place", "way"),
    [("home", ()), ("reflection", ("w",)), ("sheet", ("f6", "l")), ("dialog", ("f7", "f"))],
)
def test_help_shows_the_keys_of_where_one_is(home: Home, place: str, way: tuple[str, ...]) -> None:
    """First the screen's own, or the window's, then those of every screen, then who does what when."""

    async def script(someone: Someone) -> None:
        await press(someone, *way, "f1")
        assert isinstance(someone.app.screen, HelpScreen)
        for each in (*KEYS[place], *KEYS[EVERYWHERE]):
            assert (each.tip in shown(someone)) is (each.needs != "sample")
        assert "Who does what when" in shown(someone)
        await press(someone, "escape")
        assert not isinstance(someone.app.screen, HelpScreen)

    sit(home, script)


def test_help_shows_the_keys_of_the_form_one_is_in(home: Home) -> None:
    """Those of the screen beneath do nothing there; what was typed is there when one comes back."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "b")
        await write(someone, "She spoke first")
        await press(someone, "f1")
        for each in (*KEYS["sheet"], *KEYS[EVERYWHERE]):
            assert (each.tip in shown(someone)) is (each.needs != "sample")
        assert shown(someone).index("a form") < shown(someone).index("every screen")
        assert "learnings and actions" not in shown(someone)
        await press(someone, "escape", "ctrl+s")
        assert journal_of(home).wins.all()[-1].text == "She spoke first"

    sit(home, script)


def test_the_palette_finds_and_does(home: Home) -> None:
    """Typing part of a command's words and Enter does it."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+p")
        assert isinstance(someone.app.screen, CommandPalette)
        await write(someone, "later")
        await someone.pause(0.3)
        await press(someone, "enter")
        await settled(someone)
        assert isinstance(someone.app.screen, HomeScreen)
        assert "Three minutes" not in shown(someone)

    sit(home, script)


async def offered(someone: Someone, query: str) -> list[str]:
    """What the palette offers for the words typed, the best first."""
    await press(someone, "ctrl+p")
    await write(someone, query)
    await someone.pause(0.3)
    options = someone.app.screen.query_one(CommandList).options
    return [str(each.hit.text) for each in options if isinstance(each, Command)]


def test_the_palette_lacks_nothing_that_can_be_done(home: Home) -> None:
    """Neither what has no key, nor, over a form, the keys that lead elsewhere; a draft is kept."""

    async def script(someone: Someone) -> None:
        assert "Encryption" in await offered(someone, "encryption")
        await press(someone, "enter")
        await settled(someone)
        assert isinstance(someone.app.screen, EncryptionScreen)
        await press(someone, "f6", "b")
        await write(someone, "She spoke first")
        assert (await offered(someone, "sessions"))[0] == "Sessions · F3"
        await press(someone, "enter")
        await settled(someone)
        assert isinstance(someone.app.screen, SessionsScreen)
        assert told(someone) == ["Your draft is kept; it is here again the next time."]
        await press(someone, "f6", "b")
        assert someone.app.screen.query_one(TextArea).text == "She spoke first"
        assert "Encryption" not in await offered(someone, "encryption")

    sit(home, script)


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("en", {
            "wins": ["Learnings and actions · F6"],
            "sess": ["Sessions · F3", "Session in progress · F8"],
            "progress": ["Session in progress · F8"],
            "f10": ["Settings · F10"],
            "charter and": ["Pair and charter · F7"],
            "hpt": ["Hide private text · ^t"],
            "qqq": ["Nothing answers to this."],
        }),
        ("fr", {
            "réussites": ["Apprentissages et actions · F6"],
            "seance": ["Séances · F3", "Séance en cours · F8"],
            "SÉA": ["Séances · F3", "Séance en cours · F8"],
            "corbeille": ["Corbeille et historique · ^g"],
        }),
    ],
)  # fmt: skip
def test_the_palette_offers_first_what_is_called_so(
    home_in: MakeHome, lang: str, first: dict[str, list[str]]
) -> None:
    """What begins with the words, what has them, what tells of them; accents and case do not matter.

    What has no more than their letters somewhere is offered only where nothing has the words.
    """

    async def script(someone: Someone) -> None:
        for query, wanted in first.items():
            found = await offered(someone, query)
            assert found[: len(wanted)] == wanted, query
            if query in ("wins", "réussites", "f10", "corbeille", "qqq"):
                assert len(found) == len(wanted), found
            await press(someone, "escape")

    sit(home_in(lang), script)


def test_a_key_can_be_clicked_and_says_what_it_does(home: Home) -> None:
    """The last line is for the mouse too."""

    async def script(someone: Someone) -> None:
        line = someone.app.screen.query_one(KeyLine)
        sessions = line.hints[2]
        await someone.hover(KeyLine, offset=(sessions.start + 2, 0))
        assert str(line.tooltip) == "Show past and planned sessions."
        await someone.click(KeyLine, offset=(line.hints[0].start + 2, 0))
        await settled(someone)
        assert isinstance(someone.app.screen, HelpScreen)

    sit(home, script)


def test_ctrl_c_ends_nothing(home: Home) -> None:
    """It says how to leave."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+c")
        assert "Ctrl-Q" in told(someone)[-1]
        assert someone.app.is_running

    sit(home, script)


def test_what_is_said_in_passing_breaks_at_no_no_break_space(home: Home) -> None:
    """No line begins with a closing mark, at either size."""
    said = "Annulé\u00a0: «\u00a0Mettre un point de côté, sans date, pour bien\u00a0» du lundi."

    async def script(someone: Someone) -> None:
        assert isinstance(someone.app, JournalApp)
        for columns in (80, 60):
            await someone.resize_terminal(columns, 24)
            someone.app.tell(plain(said))
            await settled(someone)
            lines = list(someone.app._notifications)[-1].message.split("\n")
            assert len(lines) > 1
            assert all(len(each) <= columns - 5 for each in lines)
            assert not any(each.startswith("»") for each in lines)
            assert told(someone)[-1] == said

    sit(home, script)


def test_colours_are_kept(home: Home) -> None:
    """The chosen colours are there the next time."""

    async def choose(someone: Someone) -> None:
        someone.app.colour("contrast")  # type: ignore[attr-defined]
        await settled(someone)

    sit(home, choose)
    assert settings.load(home).theme == "contrast"
    assert sit(home, settled).theme == "contrast"


def test_the_language_switches_live(home: Home) -> None:
    """Footer and page change at once, and stay changed."""

    async def script(someone: Someone) -> None:
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert footer(someone)["F2"] == "Accueil"
        assert "PROCHAINE SÉANCE" in shown(someone)
        await someone.app.speak("en")  # type: ignore[attr-defined]
        await settled(someone)
        assert footer(someone)["F2"] == "Home"

    sit(home, script)


@pytest.mark.parametrize(
    ("size", "covered"), [((60, 20), False), ((59, 20), True), ((60, 19), True)]
)
def test_a_small_window_says_so(home: Home, size: tuple[int, int], covered: bool) -> None:
    """Down to 60 by 20 all is there; below, a notice that nothing is lost."""

    async def script(someone: Someone) -> None:
        notice = someone.app.screen.query_one(TooSmall)
        assert notice.display is covered
        if covered:
            await someone.resize_terminal(9, 3)
            await settled(someone)
            assert str(notice.render()) == "60 × 20"
        await someone.resize_terminal(80, 24)
        await settled(someone)
        assert notice.display is False

    sit(home, script, size)


@pytest.mark.parametrize(
    ("keys", "window"), [(("f6", "l"), Sheet), (("f3", "m"), Dialog), (("f6", "v"), UsedDialog)]
)
def test_a_small_window_says_so_of_what_stands_over_a_screen_too(
    home: Home, keys: tuple[str, ...], window: type[Screen[object]]
) -> None:
    """A sheet or a question is covered like a screen; what is typed beneath the notice stays."""

    async def script(someone: Someone) -> None:
        await press(someone, *keys)
        assert isinstance(someone.app.screen, window)
        await write(someone, "Half a sentence")
        notice = someone.app.screen.query_one(TooSmall)
        for size, covered in (((60, 19), True), ((80, 24), False), ((40, 12), True)):
            await someone.resize_terminal(*size)
            await settled(someone)
            assert notice.display is covered
        assert someone.app.screen.get_widget_at(20, 11)[0] is notice
        assert notice.region.size == someone.app.size
        typed = [each.value for each in someone.app.screen.query(Input)]
        typed += [each.text for each in someone.app.screen.query(TextArea)]
        assert "Half a sentence" in typed or window is Dialog

    sit(home, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("keys", [[], ["w"], ["f1"]])
def test_nothing_scrolls_sideways_at_80_columns(
    home_in: MakeHome, lang: str, keys: list[str]
) -> None:
    """The longest labels of both languages fit, the footer's too."""

    async def script(someone: Someone) -> None:
        await press(someone, *keys)
        for each in someone.app.screen.query("*"):
            assert not each.show_horizontal_scrollbar, each
            if each.display and each.region and not each.is_scrollable:
                assert each.region.right <= 80, (each, each.region)

    sit(home_in(lang), script)


def test_hostile_text_is_shown_literally(home: Home) -> None:
    """Brackets are brackets; no control is left; no action runs."""
    journal = journal_of(home)
    session = journal.sessions.next()
    assert session is not None
    journal.sessions.edit(session, purpose=HOSTILE)
    journal.actions.add(
        HOSTILE, owner=journal.pair.me, due=session.when.date() if session.when else None
    )
    journal.objectives.propose(HOSTILE)
    journal.learnings.add(HOSTILE, check_on=journal.clock.today())

    async def script(someone: Someone) -> None:
        assert shown(someone).count("[@click=app.quit]x[/] [/] [red]") >= 3
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown(someone))
        await someone.click("#actions")
        await settled(someone)
        assert someone.app.is_running

    sit(home, script, (120, 60))


@pytest.mark.parametrize(
    "made", [plain(HOSTILE), line(HOSTILE), pieces(HOSTILE), pieces((HOSTILE, "bold"))]
)
def test_content_is_literal(made: object) -> None:
    """Every way of making content cleans, and reads no markup."""
    assert str(made).startswith("[@click=app.quit]x[/] [/] [red]\ufffd")


def test_the_last_wall_stops_what_forgot_to_be_cleaned() -> None:
    """A control in a segment is gone; what is harmless is left alone."""
    wall = Wall()
    bad = [Segment("a\x1b[2Jb\u202ec\x9bd")]
    assert "".join(each.text for each in wall.apply(bad, Color(0, 0, 0))) == "a[2Jbcd"
    good = [Segment("Hélène 👩‍💻 [b]")]
    assert wall.apply(good, Color(0, 0, 0)) is good


RISKY = {"Static", "Label", "Button", "OptionList", "Select", "Tree", "DataTable", "TabPane", "Checkbox",
         "RadioButton", "Markdown", "Link", "Collapsible", "Option", "RichLog", "SelectionList",
         "Tab", "Tabs", "TabbedContent", "Header", "Footer", "Digits", "Log", "ListItem", "RadioSet",
         "MarkdownViewer", "Placeholder", "Toast", "Tooltip", "DirectoryTree", "widgets"}  # fmt: skip
"""What takes a ``str`` for markup."""
ALONE = {
    "Static": "words.py",
    "update": "words.py",
    "Content": "plain.py",
    "styled": "plain.py",
    "assemble": "plain.py",
    "from_text": "plain.py",
    "notify": "app.py",
}
"""What is done in one file alone."""
MADE = {"plain", "line", "pieces"}
"""What makes ``Content`` of a text."""


def markup(name: str, source: str) -> list[str]:
    """Every way by which a text could be read as markup in a file."""
    return [found for node in ast.walk(ast.parse(source)) for found in _markup(name, node)]


def _markup(name: str, node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (each.name for each in names if each.name.startswith(("textual", "rich")))
        case ast.ImportFrom(module=str(module), names=names) if module.startswith("textual"):
            wrong = {each.name for each in names} & RISKY
            yield from (each for each in wrong if ALONE.get(each) != name)
        case ast.ImportFrom(module="rich.markup" | "rich.markdown" | "rich.traceback" as module):
            yield module
        case ast.Call():
            yield from _called(name, node)
        case ast.Attribute(ctx=ast.Store(), attr="border_title" | "border_subtitle" | "sub_title"):
            yield node.attr
        case ast.Assign(targets=[ast.Attribute(attr="tooltip" | "label" as attr)], value=value):
            yield from () if name == "push.py" or _is_content(value) else (attr,)
        case ast.FunctionDef(name="render", returns=returns):
            told = ast.unparse(returns) if returns else ""
            yield from () if told in {"Content", "Visual"} else ("render",)


def _called(name: str, call: ast.Call) -> Iterator[str]:
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if called in {"from_markup", "with_tooltip", "render_str"}:
        yield called
    if called in ALONE and ALONE[called] != name:
        yield called
    if called == "notify":
        marks = [each.value for each in call.keywords if each.arg == "markup"]
        yield from (
            () if [getattr(each, "value", True) for each in marks] == [False] else ("markup",)
        )
    if any(each.arg == "tooltip" for each in call.keywords) and name != "bindings.py":
        yield "tooltip"
    if called in {"Words", "Push", "Dialog", "Sheet", "say", "tell", "echo"}:
        shown = call.args[0] if call.args else None
        yield from (called,) if isinstance(shown, ast.Constant | ast.JoinedStr) else ()


def _is_content(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_content(value.body) and _is_content(value.orelse)
    made = isinstance(value, ast.Call) and getattr(value.func, "id", "") in MADE
    return made or (isinstance(value, ast.Constant) and value.value is None)


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_no_text_reaches_a_widget_as_markup(path: Path) -> None:
    """Widgets that read markup are not used, and content is made in one place alone.

    What is ours (titles of dialogs and sheets, buttons, choices, tables) takes ``Content`` only,
    which the type checker sees to; ``notify`` reads no markup.
    """
    assert markup(path.name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Button",
        "from textual import widgets",
        "import textual.widgets",
        "from rich.markup import escape",
        "Content(note)",
        "Content.from_markup(note)",
        "self.app.notify(note, markup=False)",
        "self.tooltip = note",
        "button.label = f'{note}'",
        "Widget(tooltip=note)",
        "panel.border_title = note",
        "static.update(note)",
        "Dialog('[b]sure?[/]')",
        "Words(f'{note}')",
        "def render(self) -> str: return self.note",
    ],
)
def test_markup_would_be_found(source: str) -> None:
    """Each way that there is trips over the test above."""
    assert markup("some_screen.py", source) != []


def test_no_screen_hides_from_the_test_above() -> None:
    """All that shows anything lies in the folders it looks into."""
    shown = {
        path
        for path in PACKAGE.glob("**/*.py")
        if re.search(
            r"^ *(from|import) (textual|rich)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert shown <= set(SCREENS)


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("**/*.tcss")), ids=lambda path: path.name)
def test_styles_name_no_colour(path: Path) -> None:
    """Colours come from the theme."""
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\s*[;%]|\brgb|\bhsl|\bansi_", path.read_text())


def test_no_wait_for_textual_without_screens(home: Home) -> None:
    """The declarations of the keys load no widget."""
    code = "import sys, rmjournal.keys, rmjournal.door; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_window_is_dragged_narrower_and_wider(home: Home) -> None:
    """Column by column; the keys go on as many lines as they need, and come back to one."""

    async def script(someone: Someone) -> None:
        line = someone.app.screen.query_one(KeyLine)
        lines = set()
        for width in (*range(90, 58, -1), 96):
            await someone.resize_terminal(width, 24)
            await someone.pause()
            lines.add(line.size.height)
            assert all(each.line < line.size.height for each in line.hints)
            assert line.render().plain.count("\n") + 1 == line.size.height
        assert lines == {1, 2}
        assert line.size.height == 1

    sit(home, script, (90, 24))


def test_how_to_leave_is_never_crowded_out(home_in: MakeHome) -> None:
    """In French and in sixty columns it goes on a line of its own rather than away."""

    async def script(someone: Someone) -> None:
        for place in ("f3", "f4", "f5", "f6", "f7"):
            await press(someone, place)
            line = someone.app.screen.query_one(KeyLine)
            out = line.hints[-1]
            assert (out.key, out.label) == ("escape", "Fermer")
            assert out.line < line.size.height
            assert out.end <= line.content_size.width

    sit(home_in("fr"), script, (60, 20))


def test_keys_that_change_out_of_sight_are_not_stacked_once_they_are_seen(home: Home) -> None:
    """What has no room for a moment is laid out for the room that it will have."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        screen = someone.app.screen
        assert isinstance(screen, JournalScreen)
        line = screen.query_one(KeyLine)
        line.display = False
        await someone.pause()
        screen.now("one", "pair")
        await someone.pause()
        line.display = True
        await someone.pause()
        assert len(line.hints) > 2
        assert {each.line for each in line.hints} == {0}
        assert line.size.height == 1

    sit(home, script)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_a_dialog_shows_its_own_keys_and_none_that_do_nothing(
    home: Home, size: tuple[int, int]
) -> None:
    """Those of the screen beneath are covered, on however many lines they are."""

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "f")
        beneath, dialog = someone.app.screen_stack[-2:]
        assert isinstance(dialog, Dialog)
        line = dialog.query_one(KeyLine)
        assert line.render().plain.strip() == "Enter Choose  Esc Close"
        assert line.region.contains_region(beneath.query_one(KeyLine).region)
        assert not line.region.overlaps(dialog.query_one("#dialog").region)

    journal_of(home).timers.start(journal_of(home).sessions.found("next"), early=True)
    sit(home, script, size)


def test_an_answer_that_comes_amid_a_change_of_language_is_shown_after_it(home: Home) -> None:
    """While a screen says everything anew, it has nothing to show an answer in."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        screen = someone.app.screen
        assert isinstance(screen, JournalScreen)
        found = screen.load(journal_of(home))
        removed = screen.query("*").first()
        anew = asyncio.create_task(screen.in_new_words())
        while removed.is_attached:  # noqa: ASYNC110 - what goes tells nobody
            await asyncio.sleep(0)
        screen.post_message(Answered(screen.show, found))
        await anew
        await settled(someone)
        assert "HELD" in shown(someone)

    sit(home, script)


def test_a_change_of_language_waits_for_the_answer_that_is_being_shown(home: Home) -> None:
    """What an answer is shown in stays until it is shown."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        screen = someone.app.screen
        assert isinstance(screen, JournalScreen)
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def show(_found: object) -> None:
            begun.set()
            await go_on.wait()
            assert screen.query(Listing)

        screen.post_message(Answered(show, None))
        await begun.wait()
        anew = asyncio.create_task(screen.in_new_words())
        done, _waiting = await asyncio.wait({anew}, timeout=0.3)
        go_on.set()
        assert not done
        await anew
        await settled(someone)
        assert "HELD" in shown(someone)

    sit(home, script)
