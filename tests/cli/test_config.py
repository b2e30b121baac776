"""Settings: shown with where things are, changed one by one, checked."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import listed
from tests.conftest import EDITOR, Program


def test_settings_are_shown_with_their_defaults(program: Program) -> None:
    """What was not chosen is shown as what is in force, and where the files are."""
    shown = program.ok("config", "show").out
    assert "Europe/Paris (default)" in shown
    assert str(program.home / "config.json") in shown
    assert str(program.home / "journal.json") in shown
    assert not program.home.exists()


def test_a_setting_is_kept_and_taken_back(program: Program) -> None:
    """A value is stored beside the journal; an empty one is the default again."""
    program.ok("config", "set", "timezone", "America/Montreal")
    program.ok("config", "set", "editor", f"{EDITOR} -w")
    data = listed(program, "config", "show")
    assert data["timezone"] == "America/Montreal"
    assert (data["editor"], data["lang"]) == (f"{EDITOR} -w", "")
    assert "timezone = the default" in program.ok("config", "set", "timezone", "").err
    assert listed(program, "config", "show")["timezone"] == ""
    assert json.loads((program.home / "config.json").read_text())["editor"] == f"{EDITOR} -w"
    assert (program.home / "config.json").stat().st_mode & 0o077 == 0


def test_colours_have_their_french_words(exemple: Program) -> None:
    """They are taken, shown and offered in French, and stored as the screens know them."""
    exemple.ok("config", "set", "theme", "sombre")
    assert "sombre" in exemple.ok("config", "show").out
    assert listed(exemple, "config", "show")["theme"] == "dark"
    assert "clair (light), sombre (dark)" in exemple("config", "set", "theme", "rose").err


@pytest.mark.parametrize("editor", ["no-such-editor --wait", "vi 'half quoted", " ", "~/vi"])
def test_an_editor_that_is_not_there_is_no_setting(program: Program, editor: str) -> None:
    """It is refused, named without its arguments, and the one before stays."""
    program.ok("config", "set", "editor", f"{EDITOR} -w")
    run = program("config", "set", "editor", editor)
    assert run.code == 2
    assert f"“{editor.removesuffix(' --wait').strip()}”" in run.err
    assert "Nothing was changed." in run.err
    assert "an empty text" in run.err
    assert listed(program, "config", "show")["editor"] == f"{EDITOR} -w"
    program.ok("config", "set", "editor", "")


def test_the_language_that_was_chosen_is_spoken(sample: Program) -> None:
    """The setting wins over the locale, and the environment over the setting."""
    sample.ok("config", "set", "lang", "fr")
    silent = partial(sample.ok, RMJOURNAL_LANG="", LC_ALL="en_GB.UTF-8")
    assert "séance 13" in silent("status", "--short").out
    assert "session 13" in sample.ok("status", "--short").out
    assert "session 13" in silent("--lang", "en", "status", "--short").out


def test_the_time_zone_that_was_chosen_is_lived_in(ours: Program) -> None:
    """What people type is in their zone, and so is what is stored."""
    ours.ok("config", "set", "timezone", "America/Montreal")
    ours.ok("session", "plan", "2026-12-03 17:00")
    session = listed(ours, "session", "show")
    assert (session["starts"], session["zone"]) == ("2026-12-03T17:00", "America/Montreal")


def test_the_pair_is_chosen_by_name(ours: Program) -> None:
    """Commands speak of the pair that was chosen; adding one changes nothing of that, and says so."""
    added = ours.ok("pair", "add", "--me", "Ana Ruiz", "--role", "mentor", "--partner", "Lou Petit")
    assert "What you write still goes to Tom Weiss and Ana Ruiz." in added.err
    assert "To write to the new pair: rmjournal pair use " in added.err
    ours.ok("learn", "With Tom")
    ours.ok("pair", "use", "lou")
    assert listed(ours, "learning", "list") == []
    ours.ok("pair", "use", "tom")
    assert [each["what"] for each in listed(ours, "learning", "list")] == ["With Tom"]
    ours.ok("config", "set", "pair", "lou")
    assert listed(ours, "learning", "list") == []
    marked = [row for row in ours.ok("pair", "list").out.splitlines() if row.startswith("*")]
    assert len(marked) == 1
    assert "Lou Petit" in marked[0]


def test_a_pair_added_after_a_mentoring_was_concluded_is_spoken_of(ours: Program) -> None:
    """Nothing more is planned in the old one; that words go elsewhere now is said."""
    ours.ok("pair", "close")
    added = ours.ok("pair", "add", "--me", "Ana Ruiz", "--role", "mentor", "--partner", "Lou Petit")
    assert "From now on: Ana Ruiz and Lou Petit." in added.err
    assert "Ana Ruiz teaches, Lou Petit learns" in ours.ok("pair", "show").out


def test_undoing_names_what_was_typed(program: Program) -> None:
    """Of a first pair that is init, though adding one does the same."""
    program.ok("init", "--me", "Ana", "--role", "senior", "--partner", "Tom")
    assert "“init”" in program.ok("undo", "--yes").err


def test_a_pair_that_is_gone_is_no_longer_spoken_of(ours: Program) -> None:
    """Taking the addition of a pair back leaves the one before it, settings or not."""
    ours.ok("pair", "add", "--me", "Ana Ruiz", "--role", "mentor", "--partner", "Lou Petit")
    ours.ok("undo", "--yes")
    assert "Tom Weiss teaches" in ours.ok("pair", "show").out


def test_a_first_journal_says_where_it_is_and_who_can_read_it(
    program: Program, tmp_path: Path
) -> None:
    """``init`` names the file, says that nothing is sent, and admits what is not protected."""
    run = program.ok("init", "--me", "Ana", "--role", "senior", "--partner", "Tom")
    assert run.out == ""
    assert "Tom teaches, Ana learns: every 3 weeks, 45\u00a0min" in run.err
    assert str(tmp_path / "home" / "journal.json") in run.err
    assert "Nothing is sent anywhere" in run.err
    assert "not encrypted" in run.err
    for path in (program.home, *program.home.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_french_speaker_may_say_it_in_french(french: Program) -> None:
    """Roles, levels, kinds, visibilities and references have French words too."""
    french.ok("init", "--me", "Hélène", "--role", "personne mentorée", "--partner", "Karim")
    french.ok("session", "plan", "le 3 décembre à 17h", "--template", "lancement")
    french.ok("agenda", "add", "Un point", "--kind", "thème", "--by", "nous")
    french.ok("objective", "add", "Lire seule", "--domain", "regard neuf", "--learner", "moi")
    objective = listed(french, "objective", "list")[0]
    french.ok("objective", "rate", f"#{objective['id']}", "en chemin")
    french.ok("visibility", "prochaine", "moi uniquement")
    french.ok("session", "show", "suivante")
    session = listed(french, "session", "show", "prochaine")
    assert (session["template"], session["visibility"]) == ("kick-off", "private")
    assert session["starts"] == "2026-12-03T17:00"
    assert (session["agenda"][0]["table"], session["agenda"][0]["kind"]) == ("items", "topic")
    objective = listed(french, "objective", "list")[0]
    assert (objective["domain"], objective["ratings"][0]["level"]) == ("fresh-eyes", "below")


BROKEN = ["", "{", "\\xff", '{"lang": "fr"', "[" * 100_000]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_settings_file_locks_nobody_out(ours: Program, broken: str) -> None:
    """The defaults hold, with a word about it; a setting changed later keeps the file beside."""
    config = ours.home / "config.json"
    config.write_text(broken)
    run = ours.ok("learn", "Kept all the same")
    assert "The settings file cannot be read" in run.err
    assert "The defaults hold meanwhile" in run.err
    assert listed(ours, "learning", "list")[0]["what"] == "Kept all the same"
    assert config.read_text() == broken
    ours.ok("config", "set", "editor", EDITOR)
    assert (ours.home / "config-broken.json").read_text() == broken
    assert listed(ours, "config", "show")["editor"] == EDITOR


def test_a_time_zone_that_is_none_locks_nobody_out(ours: Program) -> None:
    """The zone of the computer is lived in until the settings are mended."""
    (ours.home / "config.json").write_text('{"timezone": "Mars/Olympus"}')
    run = ours.ok("learn", "Kept all the same")
    assert "“Mars/Olympus” is not a time zone." in run.err


def test_the_colours_of_the_screens_are_a_setting(program: Program) -> None:
    """One of three, and nothing else."""
    program.ok("config", "set", "theme", "light")
    assert listed(program, "config", "show")["theme"] == "light"
    run = program("config", "set", "theme", "pink")
    assert run.code == 2
    assert "light, dark, contrast" in run.err
