"""Picks the language and the front end, and nothing else."""

from __future__ import annotations

import gc
import os
import sys
from types import FrameType

from rmjournal import __version__, i18n


def main() -> None:
    """Runs one command line and exits with its code; never with a traceback."""
    args = sys.argv[1:]
    if args == ["--version"]:
        print(f"rmjournal {__version__}")  # noqa: T201 - before anything slow is imported
        return
    _occupy_closed()
    _end_on_sigterm()
    gc.disable()  # a run is short, and a pass over every record of an export is not
    code = _run(args)
    gc.freeze()  # at its end the interpreter would pass over all that is left
    sys.exit(code)


def _run(args: list[str]) -> int:
    from rmjournal.errors import RmjournalError

    chosen = _root_options(args)
    try:
        i18n.use(i18n.choose(chosen.get("--lang"), _configured(chosen.get("--home"))))
        _check_language(chosen.get("--lang"))
        _speak_in_typer()
        if shell := os.environ.get("_RMJOURNAL_COMPLETE"):
            from rmjournal.cli.completing import offer

            return offer(shell, args)
        if _at_a_terminal() and _without_command(args):
            return _show(chosen.get("--home"))
        from rmjournal.cli.app import run
        from rmjournal.cli.state import STATE

        code = run(args)
        return _show(STATE.chosen_home) if STATE.to_be_shown else code
    except RmjournalError as error:
        from rmjournal.cli.problems import tell

        return tell(error)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - a traceback could show what a person wrote
        return _unexpected(error)


def _show(home: str | None) -> int:
    """The screens, on the journal of that home, which is read while they are imported."""
    import threading

    from rmjournal.door import Door
    from rmjournal.paths import home as find
    from rmjournal.screens.standing import read_ahead

    door = Door(find(home))
    threading.Thread(target=read_ahead, args=(door,), daemon=True).start()
    from rmjournal.app import run

    return run(door)


def _at_a_terminal() -> bool:
    """Whether someone sits before a terminal that can show screens."""
    streams = (sys.stdin, sys.stdout)
    there = all(stream is not None and stream.isatty() for stream in streams)
    return there and os.environ.get("TERM") not in (None, "", "dumb")


def _without_command(args: list[str]) -> bool:
    """Whether nothing but where the journal is, and in which language, was said."""
    rest = list(args)
    while rest:
        name, equals, _value = rest.pop(0).partition("=")
        if name not in ("--home", "--lang") or not (equals or rest):
            return False
        if not equals:
            rest.pop(0)
    return True


def _root_options(args: list[str]) -> dict[str, str]:
    """The values of --home and --lang, which stand before the command."""
    values: dict[str, str] = {}
    pending = iter(args)
    for arg in pending:
        name, equals, value = arg.partition("=")
        if name not in ("--home", "--lang"):
            break
        values[name] = value if equals else next(pending, "")
    return values


def _check_language(chosen: str | None) -> None:
    from rmjournal.errors import UsageProblem

    if chosen is not None and chosen not in i18n.LANGUAGES:
        raise UsageProblem(
            i18n.N_("“{value}” is not a language of rmjournal."),
            todo=i18n.N_("Choose one of: {choices}."),
            value=chosen[:40],
            choices=", ".join(i18n.LANGUAGES),
        )


def _configured(home: str | None) -> str:
    from rmjournal.errors import RmjournalError
    from rmjournal.paths import home as find
    from rmjournal.storage.settings import load

    if os.environ.get("RMJOURNAL_LANG"):
        return ""
    try:
        return load(find(home)).lang
    except RmjournalError:
        return ""


def _speak_in_typer() -> None:
    """Typer binds gettext when it is imported; from here on it speaks our language."""
    import gettext

    gettext.gettext = i18n.words().message


def _end_on_sigterm() -> None:
    import signal

    def end(signum: int, frame: FrameType | None) -> None:
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, end)


def _occupy_closed() -> None:
    """A standard stream that was closed keeps its number, so that no file of ours is taken for it."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while os.open(os.devnull, os.O_RDWR) < 2:
            pass


def _unexpected(error: Exception) -> int:
    """Says where it happened and nothing of what was being handled."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    if sys.stderr is None:
        return 1
    sys.stderr.write(
        i18n._(
            "Something unexpected went wrong ({kind}, {where}).\n"
            "The journal is as it was last saved.\n"
            "Please report these two facts; they hold nothing of what you wrote.\n",
            kind=type(error).__name__,
            where=where.rpartition(os.sep)[2],
        )
    )
    return 1


if __name__ == "__main__":
    main()
