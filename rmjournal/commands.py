"""Every command a person can give, declared once: its words, its help, an example that runs.

The command line, its help and the README's table are made from these declarations.
"""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.i18n import N_


class Command(NamedTuple):
    """One command: the words typed after ``rmjournal``."""

    path: str
    module: str
    """The module of ``rmjournal.cli`` that holds it."""
    help: str
    """A msgid: what it does, in one sentence."""
    example: str = ""
    """A msgid: what comes after ``rmjournal`` in an example that runs on the sample journal."""
    alias: str = ""
    """Another word for the last one."""

    @property
    def first(self) -> str:
        """The first word: the group's, for a command of two."""
        return self.path.partition(" ")[0]

    @property
    def name(self) -> str:
        """The last word."""
        return self.path.rpartition(" ")[2]


GROUPS: dict[str, str] = {
    "pair": N_("The pairs of this journal."),
    "charter": N_("What the two of you agreed on, and who signed it."),
    "session": N_("Plan sessions, postpone them, mark them as held."),
    "agenda": N_("What a session will speak of."),
    "reflection": N_("What you made of the sessions."),
    "learning": N_("What was learned, and what became of it."),
    "action": N_("Who does what."),
    "objective": N_("What you chose to learn together."),
    "resource": N_("What you brought each other to read, watch or try."),
    "win": N_("What went well."),
    "conflicts": N_("What was changed in two places at once."),
    "trash": N_("What was deleted."),
    "backup": N_("Earlier states of the journal."),
    "template": N_("The forms of exports."),
    "import": N_("Bring in a journal of jrnl, or a directory of notes."),
    "config": N_("Your settings."),
}
"""The help of each group of commands, a msgid."""

COMMANDS: tuple[Command, ...] = (
    Command("init", "init", N_("Create your journal, or add a pair to it."),
            N_('init --me "Ana Ruiz" --role mentee --partner "Tom Weiss"')),
    Command("demo", "demo", N_("Look around in a sample pair's nine months."),
            N_("demo --dir sample")),
    Command("status", "status", N_("What is next, due and open."),
            N_("status")),
    Command("log", "log", N_("Write down what you make of the last session."),
            N_("log I spoke too long and she still asked the right question.")),
    Command("learn", "learning", N_("Write down something learned."),
            N_('learn Ask for the median --check-on "in 3 weeks"')),
    Command("export", "export", N_("Make a recap to send, an agenda, a report, or the whole journal."),
            N_("export recap")),
    Command("calendar", "calendar", N_("Put the sessions in your calendar, as iCalendar."),
            N_("calendar -o sessions.ics")),
    Command("search", "search", N_("Find words in everything you wrote; accents and case do not matter."),
            N_("search question")),
    Command("pair list", "pair", N_("List your pairs."),
            N_("pair list")),
    Command("pair show", "pair", N_("Show the pair and its frame."),
            N_("pair show")),
    Command("pair add", "pair", N_("Add a pair; you may be the mentor in one and the mentee in another."),
            N_('pair add --me "Ana Ruiz" --role mentor --partner "Lou Petit"')),
    Command("pair use", "pair", N_("Choose the pair that commands speak of."),
            N_("pair use Rhona")),
    Command("pair edit", "pair", N_("Correct a name, or who teaches whom."),
            N_('pair edit --me "Ana Ruiz"')),
    Command("pair close", "pair", N_("Conclude the mentoring; everything stays readable."),
            N_("pair close")),
    Command("pair erase", "pair", N_("Erase a pair and all its records for good, earlier states included."),
            N_('pair erase --confirm "Rhona Bello"')),
    Command("charter show", "charter", N_("Show the charter, who signed it, and what changed since."),
            N_("charter show")),
    Command("charter edit", "charter", N_("Write the charter: four questions first, then the frame."),
            N_('charter edit --why-us "Each sees what the other cannot."')),
    Command("charter set", "charter", N_("Change one field of the charter."),
            N_("charter set may-leave Only how many sessions we held.")),
    Command("charter sign", "charter", N_("Sign the charter, or note that the other agreed aloud."),
            N_("charter sign")),
    Command("session plan", "session", N_("Plan a session."),
            N_('session plan "next tuesday 2pm"')),
    Command("session list", "session", N_("List the sessions."),
            N_("session list")),
    Command("session show", "session", N_("Show a session with its agenda."),
            N_("session show last")),
    Command("session edit", "session", N_("Change the purpose, the length or the date of a session."),
            N_('session edit next --purpose "Choose what to stop measuring"')),
    Command("session done", "session", N_("Say that a session took place."),
            N_('session done --at "yesterday 2pm" --minutes 50'), "hold"),
    Command("session postpone", "session", N_("Move a session to another date, or to none yet."),
            N_('session postpone next "in 4 weeks 2pm"')),
    Command("session cancel", "session", N_("Cancel a session; the others close up."),
            N_("session cancel next")),
    Command("agenda show", "agenda", N_("Show the agenda of a session."),
            N_("agenda show")),
    Command("agenda suggest", "agenda", N_("Fill the agenda from what is open, with a reason for each item."),
            N_("agenda suggest"), "draft"),
    Command("agenda add", "agenda", N_("Add an item."),
            N_("agenda add Three charts to drop --minutes 10")),
    Command("agenda done", "agenda", N_("Say what came of an item."),
            N_('agenda done 1 --outcome "Used twice" --session last')),
    Command("agenda carry", "agenda", N_("Keep an item for a later session."),
            N_("agenda carry 2")),
    Command("agenda park", "agenda", N_("Set an item aside, without a date."),
            N_("agenda park 2")),
    Command("agenda move", "agenda", N_("Give an item another place."),
            N_("agenda move 2 1")),
    Command("agenda edit", "agenda", N_("Change an item's topic, minutes or owner."),
            N_("agenda edit 1 --minutes 7")),
    Command("agenda remove", "agenda", N_("Take an item off the agenda, into the trash."),
            N_("agenda remove 2")),
    Command("reflection list", "reflection", N_("List your reflections."),
            N_("reflection list")),
    Command("reflection show", "reflection", N_("Show a reflection."),
            N_("reflection show last")),
    Command("reflection edit", "reflection", N_("Change a reflection."),
            N_('reflection edit last --question "Who decides?"')),
    Command("learning list", "learning", N_("List what was learned, checks that are due first."),
            N_("learning list")),
    Command("learning show", "learning", N_("Show a learning and what came of it."),
            N_("learning show last")),
    Command("learning check", "learning", N_("Say that it was not used yet, and when to look again."),
            N_('learning check last --on "in 3 weeks"')),
    Command("learning applied", "learning", N_("Say that it was used, and what happened."),
            N_("learning applied last The first question was about the night shift.")),
    Command("action add", "action", N_("Add something to do."),
            N_("action add Call the night shift --due friday")),
    Command("action list", "action", N_("List what is to be done, by whom."),
            N_("action list")),
    Command("action done", "action", N_("Say that an action was done."),
            N_("action done last")),
    Command("action drop", "action", N_("Say that an action will not be done."),
            N_("action drop last")),
    Command("objective add", "objective", N_("Propose an objective."),
            N_('objective add "Read the dashboard alone" --measure "Two reviews without help"')),
    Command("objective list", "objective", N_("List the objectives and where each of you sees them."),
            N_("objective list")),
    Command("objective show", "objective", N_("Show an objective."),
            N_("objective show last")),
    Command("objective edit", "objective", N_("Change an objective; its substance needs both to agree again."),
            N_('objective edit last --measure "Two reviews without help"')),
    Command("objective agree", "objective", N_("Agree to an objective, or note that the other agreed aloud."),
            N_("objective agree last")),
    Command("objective rate", "objective", N_("Say how far you see the objective."),
            N_("objective rate last below")),
    Command("objective achieve", "objective", N_("Say that an objective is reached."),
            N_("objective achieve last")),
    Command("objective drop", "objective", N_("Give an objective up."),
            N_("objective drop last")),
    Command("resource add", "resource", N_("Bring something to read, watch or try."),
            N_("resource add A guide to medians --url https://example.org/medians --kind article")),
    Command("resource list", "resource", N_("List what you brought each other."),
            N_("resource list")),
    Command("resource used", "resource", N_("Say that it was read, watched or tried."),
            N_("resource used last")),
    Command("win add", "win", N_("Write down something that went well."),
            N_("win add She presented alone")),
    Command("win list", "win", N_("List what went well."),
            N_("win list")),
    Command("visibility", "records", N_("Say who may read a record: private, pair or shareable."),
            N_("visibility last pair")),
    Command("delete", "records", N_("Put a record in the trash."),
            N_("delete next")),
    Command("undo", "records", N_("Take back the last thing you did."),
            N_("undo")),
    Command("conflicts list", "conflicts", N_("List what was changed in two places at once."),
            N_("conflicts list")),
    Command("conflicts show", "conflicts", N_("Show both versions."),
            N_("conflicts show last")),
    Command("conflicts keep", "conflicts", N_("Choose the version to keep."),
            N_("conflicts keep last waiting")),
    Command("trash list", "records", N_("List what was deleted."),
            N_("trash list")),
    Command("trash restore", "records", N_("Take a record out of the trash."),
            N_("trash restore last")),
    Command("trash purge", "records", N_("Erase a record of the trash for good, earlier states included."),
            N_("trash purge last --confirm last")),
    Command("backup list", "backup", N_("List the earlier states that were kept."),
            N_("backup list")),
    Command("backup create", "backup", N_("Copy the journal to a file."),
            N_("backup create -o copy.json")),
    Command("backup restore", "backup", N_("Go back to an earlier state; today's is kept too."),
            N_("backup restore 1")),
    Command("import jrnl", "importing", N_("Bring in a journal of jrnl, from its JSON export."),
            N_("import jrnl journal.json --dry-run")),
    Command("import markdown", "importing", N_("Bring in a directory of Markdown notes, one note a session."),
            N_("import markdown notes --dry-run")),
    Command("doctor", "doctor", N_("Check the journal, and say what can be restored or saved."),
            N_("doctor")),
    Command("template list", "template", N_("List the built-in forms of exports."),
            N_("template list")),
    Command("template show", "template", N_("Print a built-in form."),
            N_("template show recap")),
    Command("template eject", "template", N_("Copy a built-in form, to change it."),
            N_("template eject recap -o my-recap.md.j2")),
    Command("completion", "completion", N_("Let your shell complete commands, options and references."),
            N_("completion bash")),
    Command("manual", "manual", N_("Read the manual, or write it as a page for man."),
            N_("manual -o rmjournal.1")),
    Command("config show", "config", N_("Show your settings."),
            N_("config show")),
    Command("config set", "config", N_("Change a setting."),
            N_("config set lang en")),
)  # fmt: skip
"""Every command, in the order of the help."""

BY_PATH: dict[str, Command] = {command.path: command for command in COMMANDS}
