"""Every command of the screens, declared once: its key, its words, when it is there, its twin.

Footer, tooltip, palette, help page and the README's table of keys are made from these
declarations. Keys are letters, function keys, Ctrl with a letter, arrows, Enter and space, the same
in both languages: on an AZERTY keyboard digits and many signs ask for Shift. One key means the
same everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.i18n import N_


class Key(NamedTuple):
    """One command of a screen."""

    action: str
    """What the screen does: its method ``action_…``."""
    key: str
    """As Textual names it: ``f1``, ``ctrl+s``, ``w``, ``shift+up``."""
    label: str
    """A msgid: a word or two, for the footer."""
    tip: str
    """A msgid: what it does, in one sentence, for tooltip, palette and help."""
    twin: str = ""
    """The command that does the same on the command line: its path, and an option where it takes one."""
    needs: str = ""
    """What has to be so for it to be there: one of the facts of its screen; empty for always."""
    quiet: bool = False
    """Whether the footer leaves it out, for want of room."""
    also: tuple[str, ...] = ()
    """The commands that do the same to the other things that it may be about."""

    @property
    def twins(self) -> tuple[str, ...]:
        """Every command that does the same on the command line."""
        return (self.twin, *self.also) if self.twin else ()


EVERYWHERE = "everywhere"

RESUME = N_("Resume")
"""The label of the key that pauses a session, while it is paused."""
TAKE_UP = N_("Take up")
"""The label of the key that changes an item, on one that waits below the agenda."""
UNDO = Key("undo", "u", N_("Undo"), N_("Take back the last thing you did."), "undo",
           needs="pair", quiet=True)  # fmt: skip
CLOSE = Key("close", "escape", N_("Close"), N_("Go back to where you were, or Home."), quiet=True)
KEEP = Key("close", "escape", N_("Close (draft kept)"),
           N_("Leave this screen; what you typed is kept as a draft."))  # fmt: skip

MARKED = Key("press", "enter", N_("Choose"), N_("Press the button that is marked."))
"""Enter on a button, where the line of keys says what Enter does."""

EXCHANGE = Key("go('exchange')", "ctrl+e", N_("Exchange"),
               N_("See what goes to your partner's file, and what came from it."),
               "exchange status")  # fmt: skip
"""On every screen, and in the footer of the pair's."""

ON_FEEDBACK = (
    Key("reply", "r", N_("Reply"), N_("Answer this, and say what you will change."),
        "feedback reply", needs="received"),
    Key("got_it", "k", N_("Got it"), N_("Say that you read this, before you answer."),
        "feedback ack", needs="unread"),
    Key("discuss", "i", N_("To the agenda"), N_("Put this on the next agenda, without its words."),
        "feedback discuss", needs="delivered"),
    Key("delete", "x", N_("Delete"), N_("Put this in the trash."), "delete", needs="mine",
        quiet=True),
)  # fmt: skip
"""What can be done with feedback, in the list and while one reads it."""

KEYS: dict[str, tuple[Key, ...]] = {
    EVERYWHERE: (
        Key("help", "f1", N_("Help"), N_("Show the keys of this screen, and who does what when."),
            "manual"),
        Key("go('home')", "f2", N_("Home"), N_("Show where the two of you stand."), "status"),
        Key("go('sessions')", "f3", N_("Sessions"), N_("Show past and planned sessions."),
            "session list"),
        Key("go('objectives')", "f4", N_("Objectives"), N_("Show what you chose to learn together."),
            "objective list"),
        Key("go('feedback')", "f5", N_("Feedback"), N_("Show feedback both ways."),
            "feedback list"),
        Key("go('learnings')", "f6", N_("Learnings and actions"),
            N_("Show learnings, actions and wins."), "learning list", quiet=True,
            also=("action list", "win list")),
        Key("go('pair')", "f7", N_("Pair and charter"),
            N_("Show the frame of your pair, and who signed it."), "charter show", quiet=True,
            also=("pair show",)),
        Key("go('live')", "f8", N_("Session in progress"),
            N_("Start the next session with its timer, or go back to it."), "session start",
            quiet=True),
        Key("go('export')", "f9", N_("Export"),
            N_("See exactly what would leave, then save or copy it."), "export", quiet=True),
        Key("go('settings')", "f10", N_("Settings"),
            N_("Choose language, colours, editor and time zone."), "config show", quiet=True),
        Key("go('search')", "ctrl+f", N_("Search"), N_("Find words in everything you wrote."),
            "search"),
        Key("go('history')", "ctrl+g", N_("Trash and history"),
            N_("Bring back what was deleted, or an earlier state."), "trash list", quiet=True,
            also=("backup list",)),
        Key("go('conflicts')", "ctrl+l", N_("Conflicts"),
            N_("Choose between two versions of the same words."), "conflicts list", quiet=True),
        EXCHANGE._replace(quiet=True),
        Key("discreet", "ctrl+t", N_("Hide private text"),
            N_("Hide what only you may read, for a shared screen; again to show it."), quiet=True),
        Key("command_palette", "ctrl+p", N_("All"), N_("List every command with its key."), "manual"),
        Key("quit", "ctrl+q", N_("Quit"), N_("Leave; what you were typing is kept as a draft."),
            quiet=True),
    ),
    "home": (
        Key("step", "g", N_("Next step"), N_("Do the one thing that is most useful now."),
            "status", needs="step", quiet=True),
        Key("later", "z", N_("Later"), N_("Leave this for another time."),
            needs="later", quiet=True),
        Key("reflect", "w", N_("Write"), N_("Write a reflection on the last session."), "log",
            needs="pair", quiet=True),
        Key("used", "v", N_("Used"), N_("Say that a learning was used, and what happened."),
            "learning applied", needs="check", quiet=True),
        Key("not_yet", "t", N_("Not yet"), N_("Say that a learning was not used yet."),
            "learning check", needs="check", quiet=True),
        UNDO,
        Key("leave", "q", N_("Leave the sample"), N_("Go back to your own journal."),
            needs="sample", quiet=True),
    ),
    "reflection": (
        Key("save", "ctrl+s", N_("Save"), N_("Keep this in the journal."), "log"),
        Key("readers", "ctrl+r", N_("Who can read"),
            N_("Let the other read this too, or keep it for yourself."), "log --for-partner"),
        Key("editor", "ctrl+o", N_("Editor"), N_("Write this answer in your own editor."), "log"),
        KEEP,
        Key("forget", "ctrl+n", N_("Start anew"), N_("Throw this draft away and begin again."),
            needs="draft", quiet=True),
    ),
    "sessions": (
        Key("open", "enter", N_("Open"), N_("Open the agenda, or what came of the session."),
            "session show", needs="one", also=("agenda show",)),
        Key("new", "n", N_("New"), N_("Plan a session."), "session plan", needs="pair"),
        Key("edit", "e", N_("Edit"), N_("Change the purpose, the length or the date."),
            "session edit", needs="one"),
        Key("done", "f", N_("Done"), N_("Say that this session took place."), "session done",
            needs="unheld"),
        Key("move", "m", N_("Postpone"), N_("Move it to another date, or cancel it."),
            "session postpone", needs="open", also=("session cancel",)),
        Key("reflect", "w", N_("Write"), N_("Write a reflection on this session."), "log",
            needs="past"),
        Key("delete", "x", N_("Delete"), N_("Put this in the trash."), "delete", needs="one",
            quiet=True),
        UNDO,
        CLOSE,
    ),
    "session": (
        Key("reflect", "w", N_("Write"), N_("Write a reflection on this session."), "log",
            needs="past"),
        Key("agenda", "enter", N_("Agenda"), N_("Open the agenda of this session."), "agenda show",
            needs="pair"),
        Key("edit", "e", N_("Edit"), N_("Change the purpose, the length or the date."),
            "session edit", needs="pair"),
        Key("export", "c", N_("Recap"), N_("See the recap of this session before it leaves."),
            "export", needs="held"),
        UNDO,
        CLOSE,
    ),
    "agenda": (
        Key("new", "n", N_("New"), N_("Add an item."), "agenda add"),
        Key("open", "enter", N_("Edit"), N_("Change this item, or take it up from below."),
            "agenda edit", needs="one", also=("agenda take",)),
        Key("park", "p", N_("Park"), N_("Set this aside, without a date."), "agenda park",
            needs="item"),
        Key("carry", "c", N_("Carry"), N_("Keep this for a later session."), "agenda carry",
            needs="item", quiet=True),
        Key("objective", "o", N_("Objective"), N_("Link this to an objective."), "agenda edit",
            needs="item"),
        Key("suggest", "s", N_("Suggest"), N_("Fill the agenda from what is open, with reasons."),
            "agenda suggest", needs="planned"),
        Key("done", "f", N_("Done"), N_("Say what came of this item."), "agenda done",
            needs="item", quiet=True),
        Key("up", "shift+up", N_("Move up"), N_("Give this item the place before."), "agenda move",
            needs="movable", quiet=True),
        Key("down", "shift+down", N_("Move down"), N_("Give this item the place after."),
            "agenda move", needs="movable", quiet=True),
        Key("fewer", "left", N_("Fewer minutes"), N_("Take a minute from this item."),
            "agenda edit", needs="movable", quiet=True),
        Key("more", "right", N_("More minutes"), N_("Give this item more minutes."), "agenda edit",
            needs="movable", quiet=True),
        Key("edit", "e", N_("Edit"), N_("Change the purpose, the length or the date."),
            "session edit", needs="session", quiet=True),
        Key("readers", "ctrl+r", N_("Who can read"), N_("Change who can read this."), "visibility",
            needs="item", quiet=True),
        Key("delete", "x", N_("Delete"), N_("Put this in the trash."), "agenda remove",
            needs="record", quiet=True),
        UNDO,
        CLOSE,
    ),
    "live": (
        Key("step", "g", N_("Next step"), N_("Start the next session, with its first item."),
            "session start", needs="step"),
        Key("learned", "l", N_("Learned"), N_("Write down something learned."), "learn",
            needs="running"),
        Key("action", "a", N_("Action"), N_("Write down who does what."), "action add",
            needs="running"),
        Key("park", "p", N_("Park"), N_("Set a topic aside, without a date."),
            "agenda add --parked", needs="running"),
        Key("decision", "d", N_("Decided"), N_("Write down what was decided; the item goes on."),
            "agenda decide", needs="item"),
        Key("win", "b", N_("Well done"), N_("Write down a win: what went well."), "win add",
            needs="running"),
        Key("next", "enter", N_("Next"), N_("Go on to the next item."), "session next",
            needs="onward"),
        Key("more", "right", N_("More minutes"),
            N_("Give this item, and the session, 5 more minutes."), "session extend",
            needs="timed"),
        Key("pause", "space", N_("Pause"), N_("Stop the timer for a while; again, go on."),
            "session pause", needs="timed", also=("session resume",)),
        Key("done", "f", N_("End"), N_("End the session, and look back on it."), "session end",
            needs="running"),
        UNDO,
        CLOSE,
    ),
    "objectives": (
        Key("open", "enter", N_("Open"), N_("Show this objective with its levels and history."),
            "objective show", needs="list"),
        Key("new", "n", N_("New"), N_("Propose an objective."), "objective add", needs="pair"),
        Key("edit", "e", N_("Edit"), N_("Change the words; that takes the other's agreement back."),
            "objective edit", needs="one"),
        Key("agree", "y", N_("Agree"), N_("Agree to these very words, or note that the other did."),
            "objective agree", needs="active"),
        Key("level", "h", N_("Level"), N_("Say how far you see it, with a note."),
            "objective rate", needs="active"),
        Key("done", "f", N_("Done"), N_("Say that this objective was reached."),
            "objective achieve", needs="active"),
        Key("discuss", "i", N_("To the agenda"), N_("Put this on the next agenda."),
            "agenda add --objective", needs="active", quiet=True),
        Key("delete", "x", N_("Delete"), N_("Drop this objective, or put it in the trash."),
            "objective drop", needs="one", quiet=True, also=("delete",)),
        UNDO,
        CLOSE,
    ),
    "feedback": (
        Key("open", "enter", N_("Read"), N_("Read this, or go on writing."), "feedback show",
            needs="one"),
        Key("new", "n", N_("New"), N_("Give feedback; it is yours alone until you deliver it."),
            "feedback give", needs="pair"),
        *ON_FEEDBACK,
        UNDO,
        CLOSE,
    ),
    "feedback-one": (*ON_FEEDBACK, UNDO, CLOSE._replace(quiet=False)),
    "giving": (
        Key("save", "ctrl+s", N_("Save"), N_("Keep this as a draft for you alone."),
            "feedback give --draft", also=("feedback edit",)),
        Key("sleep", "ctrl+b", N_("Sleep on it"), N_("Keep this, and read it again tomorrow."),
            "feedback give --sleep", also=("feedback edit --sleep",)),
        Key("deliver", "ctrl+d", N_("Deliver"), N_("Let the other read this from now on."),
            "feedback deliver", also=("feedback give --deliver",)),
        Key("editor", "ctrl+o", N_("Editor"), N_("Write this answer in your own editor."),
            "feedback give", quiet=True, also=("feedback edit",)),
        KEEP,
    ),
    "learnings": (
        Key("open", "enter", N_("Open"), N_("Show all of this."), "learning show", needs="one"),
        Key("learned", "l", N_("Learned"), N_("Write down something learned."), "learn",
            needs="pair"),
        Key("action", "a", N_("Action"), N_("Write down who does what."), "action add",
            needs="pair"),
        Key("win", "b", N_("Well done"), N_("Write down a win: what went well."), "win add", needs="pair"),
        Key("used", "v", N_("Used"), N_("Say that a learning was used, and what happened."),
            "learning applied", needs="learning"),
        Key("not_yet", "t", N_("Not yet"), N_("Say that a learning was not used yet."),
            "learning check", needs="learning", quiet=True),
        Key("done", "f", N_("Done"), N_("Say that this was done."), "action done", needs="action"),
        Key("edit", "e", N_("Edit"), N_("Change the words."), "learning edit", needs="one",
            quiet=True, also=("action edit", "win edit")),
        Key("readers", "ctrl+r", N_("Who can read"), N_("Change who can read this."), "visibility",
            needs="one", quiet=True),
        Key("delete", "x", N_("Delete"), N_("Put this in the trash."), "delete", needs="one",
            quiet=True, also=("action drop",)),
        UNDO,
        CLOSE,
    ),
    "pair": (
        Key("open", "enter", N_("Edit"),
            N_("Answer this question of the charter, or go to this other pair."), "charter set",
            needs="field", also=("pair use",)),
        Key("agree", "y", N_("Sign"), N_("Sign the charter, or note that the other agreed."),
            "charter sign", needs="pair"),
        Key("edit", "e", N_("Edit"), N_("Correct a name, or who teaches whom."), "pair edit",
            needs="pair", quiet=True),
        Key("new", "n", N_("New"), N_("Add a pair; you may teach in one and learn in another."),
            "pair add", quiet=True),
        Key("move", "m", N_("Postpone"), N_("Move this review point to another date."),
            "session postpone", needs="review", quiet=True),
        Key("done", "f", N_("Conclude"), N_("Conclude the mentoring; everything stays readable."),
            "pair close", needs="pair"),
        EXCHANGE,
        UNDO,
        CLOSE,
    ),
    "exchange": (
        Key("open", "enter", N_("Open"),
            N_("Say whether you agreed, join two records into one, or show this record."),
            "exchange join", needs="one", also=("objective agree", "charter sign")),
        Key("invite", "n", N_("Invite"), N_("Write an invitation for your partner."),
            "exchange invite", needs="pair"),
        Key("accept", "r", N_("Accept"), N_("Take an invitation, or the answer to yours."),
            "exchange accept"),
        Key("receive", "k", N_("Receive"), N_("See what a packet would change, then take it."),
            "exchange receive", needs="paired"),
        Key("send", "ctrl+d", N_("Send"), N_("Write a packet with all that your partner lacks."),
            "exchange send", needs="paired"),
        Key("sync", "ctrl+x", N_("Folder"), N_("Receive and send through a folder that you share."),
            "exchange sync", needs="paired"),
        Key("same", "y", N_("The same"),
            N_("Say that you compared the words by voice, and they are the same."),
            "exchange status --same", needs="uncompared", quiet=True),
        UNDO,
        CLOSE._replace(quiet=False),
    ),
    "search": (
        Key("open", "enter", N_("Open"), N_("Show this in its own screen."), "search", needs="one"),
        CLOSE._replace(quiet=False),
    ),
    "reading": (
        Key("open", "enter", N_("Open"), N_("Open the page of this resource, once you said yes."),
            needs="address"),
        Key("edit", "e", N_("Edit"), N_("Change the words."), "learning edit", needs="words",
            also=("action edit", "win edit", "reflection edit")),
        Key("readers", "ctrl+r", N_("Who can read"), N_("Change who can read this."), "visibility",
            needs="readers"),
        Key("delete", "x", N_("Delete"), N_("Put this in the trash."), "delete",
            needs="deletable"),
        UNDO._replace(quiet=False),
        CLOSE._replace(quiet=False),
    ),
    "export": (
        Key("save", "ctrl+s", N_("Save"), N_("Write exactly this into a file."), "export",
            needs="page"),
        Key("copy", "ctrl+y", N_("Copy"), N_("Put exactly this on the clipboard."), "export",
            needs="page"),
        CLOSE._replace(quiet=False),
    ),
    "settings": (
        Key("open", "enter", N_("Edit"), N_("Change this setting."), "config set"),
        CLOSE._replace(quiet=False),
    ),
    "encryption": (
        Key("save", "ctrl+s", N_("Save"), N_("Encrypt or decrypt the journal, or change its passphrase."),
            "encrypt", needs="form", also=("passphrase", "decrypt")),
        CLOSE._replace(quiet=False),
    ),
    "keys": (
        Key("open", "enter", N_("Edit"), N_("Give this command another key."), "config set",
            needs="one"),
        Key("delete", "x", N_("Usual key"), N_("Give it its usual key back."), "config set",
            needs="changed"),
        CLOSE._replace(quiet=False),
    ),
    "history": (
        Key("open", "enter", N_("Bring back"), N_("Bring this back as it was."), "trash restore",
            needs="one", also=("backup restore",)),
        Key("delete", "x", N_("Erase"), N_("Erase this for good, earlier states included."),
            "trash purge", needs="trashed"),
        Key("save", "ctrl+s", N_("Save"), N_("Save a copy of the journal elsewhere."),
            "backup create"),
        UNDO._replace(quiet=False),
        CLOSE._replace(quiet=False),
    ),
    "conflicts": (
        Key("keep", "enter", N_("Keep this"), N_("Keep the version that is marked."),
            "conflicts keep", needs="one"),
        Key("edit", "e", N_("Edit"), N_("Write one version out of both."), "conflicts write",
            needs="text"),
        UNDO._replace(needs=""),
        CLOSE._replace(quiet=False),
    ),
    "unlock": (Key("open", "enter", N_("Open"), N_("Open the journal with this passphrase.")),),
    "welcome": (
        Key("next", "enter", N_("Go on"), N_("Go on to the next question."), "init"),
        Key("back", "escape", N_("Back"), N_("Go back one step; what you answered is kept.")),
    ),
    "sheet": (
        Key("save", "ctrl+s", N_("Save"), N_("Keep this in the journal.")),
        Key("readers", "ctrl+r", N_("Who can read"),
            N_("Let the other read this too, or keep it for yourself."), needs="readers"),
        KEEP,
    ),
    "help": (CLOSE._replace(quiet=False),),
    "dialog": (
        MARKED,
        CLOSE._replace(quiet=False, tip=N_("Give no answer, and go back.")),
    ),
}  # fmt: skip
"""The commands of each screen, in the order of its footer."""

BEFORE: dict[str, tuple[str, ...]] = {
    "unlock": ("help", "command_palette", "quit"),
    "welcome": ("help", "go('settings')", EXCHANGE.action, "command_palette", "quit"),
}
"""The commands of every screen that there is use for while there is no journal to be shown."""


def everywhere(place: str) -> tuple[Key, ...]:
    """The commands of every screen that are of use on this one."""
    keys = KEYS[EVERYWHERE]
    return tuple(each for each in keys if place not in BEFORE or each.action in BEFORE[place])
