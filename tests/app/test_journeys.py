"""The two ways that decide everything, by keys alone: a kept reflection, a suggested agenda."""

from __future__ import annotations

import pytest

from rmjournal.paths import Home
from rmjournal.screens.home import HomeScreen
from tests.app.agendas import items, upcoming
from tests.app.conftest import MakeHome, Someone, journal_of, press, shown, sit, told, write
from tests.app.seat import Seat
from tests.cli.conftest import posix

ANSWERS = (
    "La moyenne s’améliore et nos pires clients attendent plus longtemps.",
    "Je demandais des chiffres rassurants.",
    "Ouvrir la revue du lundi par la médiane.",
)
LEARNED = "Regarder la médiane et les 10 % les plus lents"
REFLECTING = ("w", ANSWERS[0], "tab", ANSWERS[1], "tab", ANSWERS[2],
              "tab", "tab", "tab", "tab", LEARNED, "ctrl+s")  # fmt: skip
"""From Home: the three questions, past what is folded away, what was learned, and kept."""
PREPARING = ("g", "s", "down", "left", "left", "up", "right", "right", "down", "shift+down",
             "down", "down", "right", "escape")  # fmt: skip
"""From Home: suggested, minutes and places put right, and back at Home."""
TEXTS = {*ANSWERS, LEARNED}


def looked_back(home: Home) -> None:
    """Nothing is left to do for the last session, and so the next one is what comes next."""
    journal = journal_of(home)
    journal.reflections.log(journal.sessions.last(), what="It went well.")
    for each in journal.feedback.unread():
        journal.feedback.acknowledge(each)


def reflected(home: Home) -> None:
    """All that was typed is in the journal, as it was typed, and no draft is left."""
    journal = journal_of(home)
    mine = journal.reflections.mine_last()
    assert (mine.what, mine.so_what, mine.now_what) == ANSWERS
    assert LEARNED in [each.what for each in journal.learnings.all()]
    assert not list(home.drafts.glob("*"))


def prepared(home: Home, before: int) -> None:
    """The agenda has more on it, fills the session, and leaves some time open."""
    _journal, session, agenda = upcoming(home)
    assert agenda.planned == session.minutes
    assert len(agenda.items) > before
    assert agenda.open_minutes >= agenda.open_floor


def test_from_launch_to_a_kept_reflection_in_twelve_keys(home_in: MakeHome) -> None:
    """Besides the text itself there are at most twelve keys to press."""
    home = home_in("fr")

    async def script(someone: Someone) -> None:
        for each in REFLECTING:
            await (write if each in TEXTS else press)(someone, each)
        assert isinstance(someone.app.screen, HomeScreen)
        assert told(someone)[-1].startswith("Enregistré à 20")

    sit(home, script)
    assert len([each for each in REFLECTING if each not in TEXTS]) <= 12
    reflected(home)


@pytest.mark.parametrize(
    ("lang", "now"),
    [("en", "45 of 45 min on the agenda"), ("fr", "45 min sur 45 à l’ordre du jour")],
)
def test_from_launch_to_a_kept_agenda_in_twenty_keys(
    home_in: MakeHome, lang: str, now: str
) -> None:
    """Suggested, put right, and back at Home: at most twenty keys."""
    home = home_in(lang)
    looked_back(home)
    before = len(items(home))

    async def script(someone: Someone) -> None:
        await press(someone, *PREPARING)
        assert isinstance(someone.app.screen, HomeScreen)
        assert now in shown(someone).replace("\xa0", " ").replace("\u202f", " ")

    sit(home, script)
    assert len(PREPARING) <= 20
    prepared(home, before)


@pytest.mark.tour
@posix
def test_both_journeys_on_a_real_terminal_in_french(home_in: MakeHome) -> None:
    """The same keys as a terminal sends them, one evening after the other."""
    home = home_in("fr")
    seat = Seat(home.data, lang="fr")
    seat.terminal.expect("Trois minutes")
    seat.rest()
    seat.press(*REFLECTING)
    seat.terminal.expect("Enregistré")
    seat.press("ctrl+q")
    assert seat.terminal.end() == 0
    seat.terminal.close()
    reflected(home)

    for each in journal_of(home).feedback.unread():
        journal_of(home).feedback.acknowledge(each)
    before = len(items(home))
    seat = Seat(home.data, lang="fr")
    seat.terminal.expect("SÉANCE")
    seat.rest()
    seat.press(*PREPARING, "ctrl+q")
    assert seat.terminal.end() == 0
    seat.terminal.close()
    prepared(home, before)
