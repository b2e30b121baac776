"""Jinja, shut in: loaded only when a template is rendered, since its import is slow.

A template reaches plain data and ``language`` alone: no file, no module, no attribute of an object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from types import CodeType
from typing import Any

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.bccache import Bucket
from jinja2.nodes import Const
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context

from rmjournal import paths
from rmjournal.export.language import Language
from rmjournal.export.shipped import shipped
from rmjournal.export.spoken import Ours
from rmjournal.i18n import Words


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose output is ours as soon as it is joined, people's words being slots."""

    concat = staticmethod(lambda pieces: Ours("".join(pieces)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of ours before a method of the dict: quicker, and what a writer means."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Sources(BaseLoader):
    """The template at hand under its name, and the built-in ones under theirs."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source

    def get_source(
        self,
        environment: Environment,
        template: str,
    ) -> tuple[str, str, None]:
        """The source, with the name that errors will give it."""
        source = self._source if template == self._name else shipped(template)
        if source is None:
            raise TemplateNotFound(template)
        return source, template, None


class Installed(FileSystemBytecodeCache):
    """The built-in templates as they were compiled when the program was installed.

    Jinja takes one only if this Python and this Jinja compiled it from the very same source.
    """

    def __init__(self) -> None:
        super().__init__(str(paths.PACKAGE / "export"), f"%s-{jinja2.__version__}.j2c")


class Compiled(Installed):
    """What else is compiled stays for this process; nothing is written anywhere."""

    codes: dict[tuple[str, str], CodeType] = {}  # noqa: RUF012 - shared on purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        """Finds what was compiled before."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled now."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


def rendered(name: str, source: str, language: Language, context: dict[str, Any]) -> str:
    """The output of the template, with people's words as slots of ``language``."""
    sandbox = _sandbox(Sources(name, source), language, Compiled())
    return sandbox.get_template(name).render(context)


class Literals:
    """The texts that a template has as literals: its own, and those of the built-in ones."""

    def __init__(self, source: str) -> None:
        self._own = frozenset(_literals(source))

    def __contains__(self, text: object) -> bool:
        return text in self._own or text in self._built_in

    @cached_property
    def _built_in(self) -> frozenset[str]:
        """Looked at only where a template uses their sections."""
        sources = [path.read_text(encoding="utf-8") for path in paths.templates().glob("*.j2")]
        return frozenset(text for source in sources for text in _literals(source))


def _literals(source: str) -> Iterator[str]:
    """Nothing of a template that is wrong: compiling it tells where."""
    try:
        parsed = Environment().parse(source)  # noqa: S701 - nothing is rendered with it
    except jinja2.TemplateError:
        return
    for each in parsed.find_all(Const):
        if isinstance(each.value, str):
            yield each.value


def install() -> None:
    """Compiles every built-in template, for ``Installed`` to find."""
    cache = Installed()
    cache.clear()
    for path in paths.templates().glob("*.j2"):
        sources = Sources(path.name, path.read_text(encoding="utf-8"))
        _sandbox(sources, Language(Words("en", terminal=False)), cache).get_template(path.name)


def _sandbox(sources: Sources, language: Language, cache: BytecodeCache) -> Sandbox:
    sandbox = Sandbox(
        loader=sources,
        bytecode_cache=cache,
        undefined=StrictUndefined,
        autoescape=False,
        # With the context, so that no constant is printed while compiling, into what is kept.
        finalize=pass_context(lambda _context, value: language.printed(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sandbox.filters.update(language.filters())
    sandbox.globals.update(_=language.message, ngettext=language.plural)
    return sandbox
