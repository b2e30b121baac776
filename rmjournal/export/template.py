"""Templates: Jinja in a sandbox, made to write Markdown."""

from __future__ import annotations

import re
from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.export.context import Export
from rmjournal.export.language import Language
from rmjournal.export.shipped import OWN, shipped
from rmjournal.export.slots import Filled
from rmjournal.i18n import N_, Words

_KINDS = frozenset({"dict", "list", "str", "int", "dict object", "list object", "str object"})
"""What Jinja's errors quote that is no value."""
_SAID = (
    (
        r"'(?P<what>[^']+)' is undefined",
        N_("The template {name} has a mistake on line {line}: “{what}” is unknown here."),
    ),
    (
        r"No filter named '(?P<what>[^']+)'",
        N_("The template {name} has a mistake on line {line}: there is no filter “{what}”."),
    ),
    (
        r"No test named '(?P<what>[^']+)'",
        N_("The template {name} has a mistake on line {line}: there is no test “{what}”."),
    ),
    (
        r"Encountered unknown tag '(?P<what>[^']+)'(?s:.*)",
        N_("The template {name} has a mistake on line {line}: there is no tag “{what}”."),
    ),
    (
        r"[Uu]nexpected end of template(?s:.*)",
        N_("The template {name} has a mistake on line {line}: it ends before a tag is closed."),
    ),
    (
        r"[Uu]nexpected '(?P<what>.+)'",
        N_("The template {name} has a mistake on line {line}: “{what}” is unexpected."),
    ),
    (
        r"expected token '(?P<wanted>.+)', got '(?P<what>.+)'",
        N_(
            "The template {name} has a mistake on line {line}: "
            "“{what}” stands where “{wanted}” is expected."
        ),
    ),
    (
        r"(?P<what>(?s:.+))",
        N_("The template {name} has a mistake on line {line} ({what})."),
    ),
)
"""What Jinja says, and how we say it, msgids; the last quotes what has no words of ours."""


def built_in(export: Export, words: Words) -> Filled:
    """The export in the template that comes with the program, and a newline."""
    name = f"{export.name}.md.j2"
    return filled(name, shipped(name) or "", words, dict(export.context), shown=name)


def filled(name: str, source: str, words: Words, context: dict[str, Any], *, shown: str) -> Filled:
    """The source filled with the context; raises UsageProblem, with the line, where it is wrong.

    ``name`` is what it is compiled as, ``shown`` what messages call it.
    """
    from rmjournal.export.sandbox import Literals, rendered

    try:
        language = Language(words, Literals(source).__contains__ if name == OWN else None)
        output = rendered(name, source, language, context)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the template made it happen
        # Its words could quote a note, so it is not kept as the cause.
        raise _mistake(error, name, shown, source) from None
    return language.filled(_closed_up(output.strip()) + "\n")


def _closed_up(text: str) -> str:
    """The text with one empty line where it had several."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _mistake(error: Exception, name: str, shown: str, source: str) -> UsageProblem:
    problem = _problem(error, source)
    hits = ((ours, re.fullmatch(pattern, problem)) for pattern, ours in _SAID)
    happened, found = next((ours, found) for ours, found in hits if found)
    return UsageProblem(
        happened,
        kept=N_("Nothing was exported."),
        todo=N_("Correct it, or leave out --template to use the built-in one."),
        name=shown,
        line=_line(error, name),
        **found.groupdict(),
    )


def _line(error: Exception, name: str) -> int:
    """The template's line: where its syntax is wrong, else where it was when it failed."""
    line = int(getattr(error, "lineno", None) or 0)
    step = None if line else error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == name:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _problem(error: Exception, source: str) -> str:
    """Jinja's words for it, unless they could quote a note: then only what kind of error it is."""
    message = str(getattr(error, "message", None) or "").rstrip(".")
    quoted = [] if hasattr(error, "lineno") else re.findall(r"'([^']*)'", message)
    harmless = message and all(each in source or each in _KINDS for each in quoted)
    return message if harmless else type(error).__name__
