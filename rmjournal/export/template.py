"""Templates: Jinja in a sandbox, made to write Markdown."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from rmjournal import paths
from rmjournal.errors import UsageProblem
from rmjournal.export.context import Export
from rmjournal.export.language import Filled, Language, Ours
from rmjournal.i18n import N_, Words

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = "template"
"""The name under which a person's own template is compiled."""
_NAME = re.compile(r"[a-z]+\.md\.j2")
_GAP = re.compile(r"\n{3,}")
_FAULTS = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a template's own mistakes raise, beside Jinja's errors."""
_KINDS = frozenset({"dict", "list", "str", "int", "dict object", "list object", "str object"})
"""What Jinja's errors quote that is no value."""


def fill(export: Export, words: Words, template: str | None = None) -> Filled:
    """The export in its built-in template, or in the person's own at the path ``template``.

    Raises UsageProblem, with the line, where the template is wrong.
    """
    from jinja2 import TemplateError

    language = Language(words)
    name = OWN if template else f"{export.name}.md.j2"
    source = _read_own(template) if template else _shipped(name) or ""
    environment = _environment(language, name, source)
    try:
        output = environment.get_template(name).render(export.context)
    except (TemplateError, *_FAULTS) as error:
        # Its words could quote a note, so it is not kept as the cause.
        raise _mistake(error, name, template or name, source) from None
    return language.filled(_GAP.sub("\n\n", output.strip()))


def _environment(language: Language, name: str, source: str) -> Environment:
    """A sandbox that prints people's words only as ``language`` lets it, with nothing to reach."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        concat = staticmethod(lambda pieces: Ours("".join(pieces)))

        def getattr(self, obj: Any, attribute: str) -> Any:
            """A key of ours before a method of the dict: quicker, and what a writer means."""
            if type(obj) is dict and attribute in obj:
                return obj[attribute]
            return super().getattr(obj, attribute)

    def load(wanted: str) -> tuple[str, str, None] | None:
        found = source if wanted == name else _shipped(wanted)
        return None if found is None else (found, wanted, None)

    sandbox = Sandbox(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=language.printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sandbox.filters.update(language.filters())
    sandbox.globals.update(_=language.message, ngettext=language.plural)
    return sandbox


def _shipped(name: str) -> str | None:
    path = paths.templates() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


def _read_own(path: str) -> str:
    """The person's template; a symbolic link is refused, since it may lead out of sight."""
    if os.path.islink(path):
        raise _unreadable(path, N_("it is a symbolic link"))
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise _unreadable(path, N_("it is not UTF-8")) from error
    except OSError as error:
        raise _unreadable(path, error.strerror or type(error).__name__) from error


def _unreadable(path: str, reason: str) -> UsageProblem:
    return UsageProblem(
        N_("The template {name} cannot be read ({reason})."),
        kept=N_("Nothing was exported."),
        todo=N_("Correct its path, or leave --template out."),
        name=path,
        reason=reason,
    )


def _mistake(error: Exception, name: str, shown: str, source: str) -> UsageProblem:
    return UsageProblem(
        N_("The template {name} has a mistake on line {line}: {problem}."),
        kept=N_("Nothing was exported."),
        todo=N_("Correct it, or leave out --template to use the built-in one."),
        name=shown,
        line=_line(error, name),
        problem=_problem(error, source),
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
    quoted = re.findall(r"'([^']*)'", message)
    harmless = message and all(each in source or each in _KINDS for each in quoted)
    return message if harmless else type(error).__name__
