"""Getting texts from a person: in their editor, or one question after the other.

An editor works on a file among the drafts, and answers are kept as they are typed, so that a crash,
a closed terminal or a failed save loses nothing.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from rmjournal.cli import keeping
from rmjournal.cli.output import aside
from rmjournal.cli.state import STATE, interactive
from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.journal import files
from rmjournal.text import fold, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

Texts = dict[str, str]
YES = ("yes", "y", "oui", "o")
NO = ("no", "n", "non")
"""The answers to a question of yes or no, folded, in both languages."""
SENTENCE = 2
"""More words than these are no slip of a key."""


@dataclass(frozen=True, slots=True)
class Form:
    """Questions to be answered with a text each."""

    name: str
    questions: Texts
    """The question for each key, in order, in the language in use."""
    readers: str
    """Who will read the answers, said before the first letter is typed."""
    notices: Texts = field(default_factory=dict)
    """What is said before the question of a key, where other readers begin."""
    follows: Texts = field(default_factory=dict)
    """The key without whose answer a question makes no sense."""


def editor() -> list[str]:
    """The person's editor command, empty when they have none; raises UsageProblem for no command."""
    chosen = STATE.settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not chosen:
        return []
    import shlex

    try:
        return shlex.split(chosen)
    except ValueError as error:
        raise _not_started(chosen) from error


def filled(form: Form, missing: str) -> Texts:
    """The texts a person gives, a draft of the form offered first.

    Raises UsageProblem saying what is ``missing`` when nobody is there to ask.
    """
    if not interactive():
        raise UsageProblem(
            missing,
            kept=N_("Nothing was changed."),
            todo=N_("Give it after the command, or use - to read it from standard input."),
        )
    return _given(form, dict.fromkeys(form.questions, ""))


def asked(name: str, key: str, question: str, missing: str) -> str:
    """The one text that a command of one text needs, and that both will read."""
    form = Form(name, {key: question}, _("Both of you will read this."))
    return filled(form, missing)[key]


def edited(form: Form, texts: Texts) -> Texts:
    """The texts as the person changed them."""
    if not interactive():
        raise UsageProblem(
            N_("There is no terminal to edit on."),
            kept=N_("Nothing was changed."),
            todo=N_("Give the new text with an option: {options}."),
            options=options(form.questions),
        )
    return _given(form, texts)


def options(keys: Iterable[str]) -> str:
    """The options by which the questions of these keys are answered without a terminal."""
    return ", ".join(f"--{key.rstrip('_').replace('_', '-')}" for key in keys)


def _given(form: Form, texts: Texts) -> Texts:
    draft = keeping.waiting(form.name)
    if draft and not confirmed(
        _("A draft of this was kept. Take it up?"), otherwise=partial(_set_aside, form)
    ):
        draft = None
    kept = (keeping.drafts().load(draft) if draft else None) or {}
    draft = draft or keeping.free(form.name)
    keeping.take(form.name, draft, texts)
    by = _edited if editor() else _answered
    return by(form, draft, {**texts, **{k: v for k, v in kept.items() if k in form.questions}})


def _set_aside(form: Form, typed: str) -> None:
    """Keeps a sentence that was typed where a yes or a no was asked for."""
    if len(typed.split()) > SENTENCE:
        _remember(keeping.free(form.name), {next(iter(form.questions)): typed})
        aside(_("What you typed is kept as a draft, and is offered again next time."))


def _edited(form: Form, draft: str, texts: Texts) -> Texts:
    path = keeping.drafts().path(draft)
    if keeping.drafts().exposes():
        aside(
            _(
                "This computer has no private place in memory: while your editor works, the text "
                "lies readable in {folder}.",
                folder=path.parent,
            )
        )
    files.make_private(path.parent)
    blank = not path.exists()
    if blank:
        files.save(path, _written(form, texts).encode("utf-8", "surrogateescape"))
    try:
        code, written = _worked_on(path)
    except UsageProblem:
        if blank:
            path.unlink(missing_ok=True)
        raise
    answers = _read(form, written.decode("utf-8", "surrogateescape"))
    if code and blank and answers == {key: texts.get(key, "") for key in form.questions}:
        path.unlink(missing_ok=True)
        raise Refused(
            N_("The editor stopped with an error."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose one with “rmjournal config set editor COMMAND”."),
        )
    if code:
        raise Refused(
            N_("The editor stopped with an error."),
            kept=N_("Your text is kept as a draft in {file}."),
            todo=N_("Give the command again to take it up."),
            file=keeping.drafts().lasting(draft),
        )
    for text in answers.values():
        storable(text)
    if not any(answers.values()):
        path.unlink(missing_ok=True)
    return answers


def _worked_on(path: Path) -> tuple[int, bytes]:
    """How the editor ended, and what it left in the file, even if that was removed meanwhile.

    A draft goes when the record it is about is erased. Windows removes no file that is open.
    """
    if sys.platform == "win32":
        return _run(path), path.read_bytes()
    with path.open("rb") as held:
        code = _run(path)
        if path.exists():
            return code, path.read_bytes()
        written = held.read()
    if code:
        files.save(path, written)
    return code, written


def _run(path: Path) -> int:
    import subprocess

    command = editor()
    try:
        return subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise _not_started(command[0]) from error


def _not_started(editor: str) -> UsageProblem:
    return UsageProblem(
        N_("The editor “{editor}” could not be started."),
        kept=N_("Nothing was changed."),
        todo=N_("Choose one with “rmjournal config set editor COMMAND”."),
        editor=editor,
    )


def _mark(question: str) -> str:
    return f"## {question}"


def _end() -> str:
    return "# " + _("End of the form; what stands below goes to the first question.")


def _written(form: Form, texts: Texts) -> str:
    parts = [f"# {form.readers}\n"]
    for key, question in form.questions.items():
        notice = f"# {form.notices[key]}\n" if key in form.notices else ""
        parts.append(f"\n{notice}{_mark(question)}\n{texts.get(key, '')}\n")
    return "".join([*parts, f"\n{_end()}\n"])


def _read(form: Form, text: str) -> Texts:
    """The text under each question; what stands above or below them all belongs to the first."""
    first = next(iter(form.questions))
    marks = {_mark(question): key for key, question in form.questions.items()} | {_end(): first}
    ours = {f"# {line}" for line in (form.readers, *form.notices.values())}
    answers: dict[str, list[str]] = {key: [] for key in form.questions}
    current = answers[first]
    lines = text.split("\n")
    for line in lines[1:] if lines[0].startswith("# ") else lines:
        if line.rstrip() in marks:
            current = answers[marks[line.rstrip()]]
        elif line.rstrip() not in ours:
            current.append(line)
    return {key: "\n".join(lines).strip("\n") for key, lines in answers.items()}


def _answered(form: Form, draft: str, texts: Texts) -> Texts:
    from rmjournal.cli.prompt import answer

    aside(form.readers)
    if any(texts.values()):
        aside(_("Enter goes on; an empty line keeps what is in brackets. Ctrl-C keeps a draft."))
    else:
        aside(_("Enter goes on. Ctrl-C keeps a draft."))
    answers = dict(texts)
    try:
        for key, question in form.questions.items():
            if key in form.follows and not answers.get(form.follows[key]):
                continue
            if key in form.notices:
                aside(form.notices[key])
            aside(f"{question} [{answers[key]}]" if answers.get(key) else question)
            typed = answer(lambda text, key=key: _remember(draft, {**answers, key: text}))  # type: ignore[misc]
            if typed:
                answers[key] = typed
                _remember(draft, answers)
    except (KeyboardInterrupt, SystemExit):
        if keeping.drafts().holds(draft):
            aside()
            aside(_("What you typed is kept as a draft, and is offered again next time."))
        raise
    return answers


def _remember(draft: str, answers: Texts) -> None:
    keeping.drafts().save(draft, {key: text for key, text in answers.items() if text})


def confirmed(question: str, *, otherwise: Callable[[str], None] = lambda _text: None) -> bool:
    """The person's yes or no, asked on a terminal until it is one; no where nobody is there.

    ``otherwise`` gets what was typed and is neither.
    """
    if not interactive():
        return False
    from rmjournal.cli.prompt import answer

    aside(_("{question} [y/n]", question=question))
    while (said := fold(typed := answer(lambda _text: None).strip())) not in (*YES, *NO):
        otherwise(typed)
        aside(_("Answer yes or no."))
    return said in YES
