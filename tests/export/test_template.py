"""Templates: people's words stay words, a person's own template can do little harm, mistakes are told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rmjournal import paths
from rmjournal.errors import UsageProblem
from rmjournal.export import apart, sandbox
from rmjournal.export.context import Audience, Export
from rmjournal.export.journal import journal
from rmjournal.export.language import Language
from rmjournal.export.recap import recap
from rmjournal.export.render import page
from rmjournal.i18n import Words
from tests.export.sample import ENGLISH, NOW, model_pair

TEMPLATES = paths.templates()
HOSTILE = (
    "<script>alert(1)</script>",
    "# heading",
    "[click](javascript:alert(1))",
    "![image](http://x.example/y.png)",
    "*one **two _three `four",
    "</p><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% if x %}",
    "- a\n- b\n\n# c\n\n---\n\n> d",
    "\ue0000\ue001 and \ue00099999999\ue001",
    "x\x1b[31my\u202ez",
    "    code",
    "a\n===\nb",
)


def render(export: Export, words: Words, template: str | None = None, format: str = "md") -> str:
    """The text of an export that is written out, unchecked."""
    return page(export, words, template, format).text


def exported(home: Path, **options: Any) -> Export:
    """The recap of the sample, with its feedback."""
    store, pair, fifth = model_pair(home)
    return recap(
        store,
        pair,
        fifth,
        **{"audience": Audience.SELF, "now": NOW, "with_feedback": True, **options},
    )


def hostile(value: Any, text: str, key: str = "") -> Any:
    """The same data with every text that people type replaced."""
    if isinstance(value, dict):
        return {name: hostile(each, text, name) for name, each in value.items()}
    if isinstance(value, list):
        return [hostile(each, text, key) for each in value]
    typed = isinstance(value, str) and value and key in TYPED
    return text if typed else value


TYPED = {
    "topic", "outcome", "decision", "what", "so_what", "now_what", "shifted", "question", "text",
    "situation", "if_then", "title", "url", "behaviour", "impact", "intent", "stop", "start",
    "continue", "request", "change", "purpose", "why", "measure", "note",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["recap", "journal"])
def test_people_s_words_act_on_nothing(tmp_path: Path, text: str, kind: str) -> None:
    """Whatever they look like, the page has our headings, no tag, no picture and no link but to the web."""
    store, pair, _ = model_pair(tmp_path / "other")
    calm = exported(tmp_path / "home") if kind == "recap" else journal(
        store, pair, audience=Audience.SELF, now=NOW, with_feedback=True
    )  # fmt: skip
    wild = replace(calm, context=hostile(calm.context, text))
    assert _shape(render(wild, ENGLISH)) == _shape(render(calm, ENGLISH))


def _shape(text: str) -> tuple[list[str], set[str]]:
    """Our headings in order, and the kinds of element that could harm."""
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    links = [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    inner = {child.type for token in tokens for child in token.children or ()}
    kinds = {token.type for token in tokens} | inner
    harmful = {"html_block", "html_inline", "image", "code_block", "fence"}
    return headings, kinds & harmful


def test_every_text_of_the_context_is_printed_as_typed(tmp_path: Path) -> None:
    """Plain prose leaves as it came: no backslash, no entity."""
    export = exported(tmp_path)
    text = render(export, ENGLISH)
    for each in page(export, ENGLISH).said:
        assert each in text
    assert "\\" not in text


WRITTEN = st.sampled_from([
    "Plain prose, as most is.", "élan", "", " ", "\n", "a\nb", "- item", "3. so", "*x*", "a_b", "<b>",
    "\u202e", "\x1b[0m", "www.x.org", " lead", "trail ", "\ue000000000000000000\ue001", "\ud800", "**",
    "a\u00a0: b", "a\u202f!", "🙂",
])  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {"what": WRITTEN, "so_what": WRITTEN, "confidence": st.none() | st.integers(0, 10)}
)


@given(st.lists(RECORDS, max_size=4), st.sampled_from(["en", "fr"]), st.booleans())
@example([{"what": "One.", "so_what": "Two.", "confidence": 0}], "fr", False)
@example([{"what": "One.", "so_what": "Two.", "confidence": 0}], "en", True)
def test_what_is_told_at_once_is_what_is_told_text_by_text(
    records: list[dict[str, Any]], code: str, typed: bool
) -> None:
    """The same page, of the same words of people, whichever way it was made."""
    ways = (Language(Words(code, terminal=False)), Language(Words(code, terminal=False)))
    ways[1]._told_at_once = lambda *_: ""  # type: ignore[method-assign]
    pages = []
    for way in ways:
        labels: dict[str, str] = {key: way.message(words) for key, words in LABELS.items()}
        if typed:
            labels["so_what"] = "A person's *own* <b>"
        pages.append(way.filled(way.told(records, labels)))
    quick, long = pages
    assert b"".join(quick.pieces) == b"".join(long.pieces)
    assert quick.said == long.said
    assert {*_words(quick.ours)} == {*_words(long.ours)}


def _words(texts: tuple[str, ...]) -> list[str]:
    return re.findall(r"\w+", " ".join(texts))


LABELS = {"what": "What happened:", "so_what": "What I make of it:", "confidence": "Confidence:"}


def test_a_record_of_prose_is_told_at_once() -> None:
    """Else the quick way would be no way at all."""
    language = Language(Words("en", terminal=False))
    rain = {"what": "It rained.", "so_what": "", "confidence": 7}
    told = language.told([rain, rain], {
        key: language.message(words) for key, words in LABELS.items()
    })  # fmt: skip
    assert len(language._slots) == 1
    one = b"**What happened:** It rained.\n\n**Confidence:** 7 out of 10\n\n"
    assert b"".join(language.filled(told).pieces) == one * 2


@pytest.mark.parametrize("format", ["md", "text", "json"])
def test_an_export_ends_with_one_newline(tmp_path: Path, format: str) -> None:
    """As a file or a pipe wants it."""
    text = render(exported(tmp_path), ENGLISH, format=format)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_text_has_no_marks(tmp_path: Path) -> None:
    """For a mail program that shows Markdown as it is."""
    text = render(exported(tmp_path), ENGLISH, format="text")
    assert not re.search(r"\*\*|^#", text, re.MULTILINE)
    assert "Purpose: Lire seule" in text


def test_json_is_the_context(tmp_path: Path) -> None:
    """With the number of its format and its audience; dates in ISO, nothing a terminal obeys."""
    export = exported(tmp_path, audience=Audience.PARTNER)
    export.context["session"]["purpose"] = "a\x9b31mb\u202ec\x1b"
    text = render(export, ENGLISH, format="json")
    data = json.loads(text)
    assert (data["schema"], data["kind"], data["audience"]) == (1, "recap", "partner")
    assert data["session"]["starts"] == "2026-04-07T14:05"
    assert data["session"]["purpose"] == "a\x9b31mb\u202ec\x1b"
    assert not {"\x9b", "\u202e", "\x1b"} & set(text)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """With those there are."""
    with pytest.raises(UsageProblem, match="pdf"):
        render(exported(tmp_path), ENGLISH, format="pdf")


@pytest.fixture
def own(tmp_path: Path) -> Any:
    """Renders the recap of the sample in a template of one's own."""

    def rendered(source: str, **changes: Any) -> str:
        export = exported(tmp_path / "home")
        export.context.update(changes)  # type: ignore[attr-defined]
        path = tmp_path / "own.md.j2"
        path.write_text(source, encoding="utf-8")
        return render(export, ENGLISH, str(path))

    return rendered


posix = pytest.mark.skipif(os.name != "posix", reason="a script and signals")


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has a line of shell run where Python would run the template."""

    def put(line: str) -> None:
        script = tmp_path / "python"
        script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        script.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(script))

    return put


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ x }}", r"\<b>"),
        ("{{ x|inline }} {{ x|quote }}", r"\<b> > \<b>"),
        ("{{ x|upper }}", r"\<B>"),
        ("{{ x ~ '!' }}", r"\<b>!"),
        ("{{ x|inline ~ '!' }}", r"\<b>!"),
        ("{{ [x, x]|join(', ') }}", r"\<b>, \<b>"),
        ("{{ [x|inline]|join }}", r"\<b>"),
        ("{{ x|inline|upper }}", r"\<b>"),
        ("{% set y %}**{{ x }}**{% endset %}{{ y }}", r"**\<b>**"),
        ("{% macro m(t) %}*{{ t }}*{% endmacro %}{{ m(x) }}", r"*\<b>*"),
        ("{{ _('{x} and {n}', x=x, n=3) }}", r"\<b> and 3"),
        ("{{ _('{x}', x=x)|capital }}", r"\<b>"),
        ("{{ [x] }}", r"['\<b>']"),
        ("{{ none }}{{ 3 }}", "3"),
        ("{{ 'a' }}{{ 'b'|inline }}", "ab"),
        ("{{ session.status }}", "held"),
        ("{{ x|safe }}", r"\<b>"),
        ("{{ x|e }}", r"\&lt;b\&gt;"),
        ("{{ _(x) }} {{ ngettext(x, x, 2) }}", r"\<b> \<b>"),
        ("{{ _('{n}', n=[x]) }} {{ _('{{n}}', n=1) }}", r"['\<b>'] {n}"),
        ("{{ _('Where: {situation}', situation=x) }}", r"Where: \<b>"),
        ("{{ x|said(x) }}", r"**\<b>** \<b>"),
        (
            "{{ [{'a': x, 'b': '', 'c': x}]|told({'a': 'A:', 'b': 'B:', 'c': x}) }}",
            "**A:** \\<b>\n\n**\\<b>** \\<b>",
        ),
        ("{{ 7|out_of(10) }}, {{ 3|out_of(4) }}", "7 out of 10, 3 out of 4"),
    ],
)
def test_whatever_is_not_ours_is_escaped(own: Any, source: str, expected: str) -> None:
    """However a template of one's own takes it, and whatever it says of it."""
    assert own(source, x="<b>") == f"{expected}\n"


def test_a_template_is_compiled_once_and_renders_anew(own: Any) -> None:
    """Nothing of one rendering stays in the next."""
    assert own("{{ 'k'|inline }} {{ x }}", x="one") == "k one\n"
    assert own("{{ 'k'|inline }} {{ x }}", x="two") == "k two\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where an installation of this version put the templates, still empty."""
    place = tmp_path / "installed"
    (place / "export").mkdir(parents=True)
    monkeypatch.setattr("rmjournal.export.sandbox.paths.PACKAGE", place)
    monkeypatch.setattr("rmjournal.export.sandbox.Compiled.codes", {})
    monkeypatch.setattr("rmjournal.paths.templates", lambda: TEMPLATES)
    return place / "export"


def test_what_an_installation_compiled_is_used_and_nothing_is_added(
    tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output is the same; a later run compiles nothing and writes nothing."""
    export = exported(tmp_path / "home")
    before = render(export, ENGLISH)
    assert not list(installed.iterdir())
    sandbox.install()
    there = sorted(installed.iterdir())
    assert len(there) == len(list(TEMPLATES.glob("*.j2")))
    monkeypatch.setattr(sandbox.Compiled, "codes", {})
    monkeypatch.setattr(sandbox.Sandbox, "compile", None)
    assert render(export, ENGLISH) == before
    assert sorted(installed.iterdir()) == there


def test_a_template_that_was_edited_since_is_compiled_anew(
    tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was compiled from other words is left alone."""
    sandbox.install()
    monkeypatch.setattr("rmjournal.export.template.shipped", lambda name: "edited {{ kind }}")
    assert render(exported(tmp_path / "home"), ENGLISH) == "edited recap\n"


def test_a_template_of_one_s_own_can_use_the_built_in_sections(own: Any) -> None:
    """The same words for the same things."""
    text = own('{% from "sections.md.j2" import work %}{{ work(session, 3) }}')
    assert text.startswith("### What we covered\n")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ session.__class__ }}",
        "{{ session.update({'a': 1}) }}",
        "{{ names.append('x') }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ _.__func__.__globals__ }}",
        "{{ _('{x.__html__}', x='a'|escape) }}",
        "{{ _('{x.__html__.__globals__[t].sys.modules[os].environ[SECRET]}', x='a'|escape) }}",
        "{{ ngettext('{x.a}', '{x[0]}', 2, x=names) }}",
        "{{ _('{x!r}', x=1) }}",
        "{{ _('{x:>9}', x=1) }}",
        "{{ _('{x:{y}}', x=1, y=9) }}",
        "{{ _('{0}', x=1) }}",
        "{{ ngettext('{n}', '{n}', names[0]) }}",
        "{{ cycler() }}",
        "{% include '/etc/passwd' %}",
        "{% include '../pyproject.toml' %}",
        "{% include 'sections.md.j2/../../pyproject.toml' %}",
        "{{ range(100000000) }}",
    ],
)
def test_a_template_reaches_nothing_but_its_data(own: Any, source: str) -> None:
    """No attribute, no change, no file, no endless loop."""
    with pytest.raises(UsageProblem) as problem:
        own(source)
    assert problem.value.values["line"] == 1


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("a\nb\n{% if %}\n", 3, "Expected an expression"),
        ("a\n{{ sesion.purpose }}", 2, "“sesion” is unknown here"),
        ("a\n\n{{ session.porpose }}", 3, "has no attribute 'porpose'"),
        ("{{ session.purpose|nope }}", 1, "there is no filter “nope”"),
        ("\n{{ session.purpose|date }}", 2, "ValueError"),
        ("\n{{ session[session.purpose] }}", 2, "UndefinedError"),
        ("\n{{ session.purpose + 1 }}", 2, "TypeError"),
        ("\n{{ 'nobody'|level }}", 2, "KeyError"),
        ("\n{{ _('{x.y}', x=1) }}", 2, "can only be a name"),
        ("\n{{ [session]|told({'nothing': 'A:'}) }}", 2, "KeyError"),
        ("\n\n\n{% include 'nothing.md.j2' %}", 4, "nothing.md.j2"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_no_word_of_a_note(
    own: Any, source: str, line: int, told: str
) -> None:
    """What Jinja says, where it is safe to repeat; never what the data says."""
    with pytest.raises(UsageProblem) as problem:
        own(source)
    assert problem.value.values["line"] == line
    assert told in str(problem.value)
    assert "tableau" not in str(problem.value)
    assert problem.value.__cause__ is None


def test_the_process_of_a_template_has_nothing_of_the_environment(
    own: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a template get out of the sandbox, it finds no password there."""
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    given: list[dict[str, str]] = []
    run: Any = subprocess.run

    def seen(*args: Any, env: dict[str, str], **options: Any) -> Any:
        given.append(env)
        return run(*args, env=env, **options)

    monkeypatch.setattr(subprocess, "run", seen)
    assert own("a") == "a\n"
    assert "hunter2" not in given[0].values()
    assert "HOME" not in given[0]


@pytest.mark.parametrize("kind", ["{{ x }}", "{{ x|inline ~ '' }}", "{{ x|quote }}"])
def test_a_text_that_looks_like_a_slot_is_only_itself(own: Any, kind: str) -> None:
    """Private-use characters that a person typed stand for no other text of the page."""
    typed = "see \ue0000\ue001 and \ue0001\ue001"
    assert typed in own(f"{{{{ names[0] }}}}, {{{{ names[1] }}}}\n\n{kind}", x=typed)


def test_a_template_is_a_file_of_some_size_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe would be waited for without end, a device read without end."""
    export = exported(tmp_path / "home")
    os.mkfifo(tmp_path / "pipe")
    big = tmp_path / "big"
    big.write_text("x" * 100)
    monkeypatch.setattr(apart, "LARGEST", 99)
    for path in (tmp_path / "pipe", Path("/dev/zero"), big):
        with pytest.raises(UsageProblem, match=r"file of text|too large"):
            render(export, ENGLISH, str(path))


def test_a_template_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file, a directory, a symbolic link, bytes that are no UTF-8."""
    export = exported(tmp_path / "home")
    link, odd, good = tmp_path / "link", tmp_path / "odd", tmp_path / "good"
    odd.write_bytes(b"\xff\xfe")
    good.write_text("{{ session.purpose }}", encoding="utf-8")
    link.symlink_to(good)
    assert render(export, ENGLISH, str(good))
    for path in (tmp_path / "missing", tmp_path, link, odd):
        with pytest.raises(UsageProblem):
            render(export, ENGLISH, str(path))


def test_a_template_that_never_ends_is_stopped(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence that says so; the export goes no further."""
    monkeypatch.setattr(apart, "SECONDS", 1)
    again = "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a * b %}"
    with pytest.raises(UsageProblem, match="takes more than 1 seconds"):
        own(f"{again}{{% endfor %}}{{% endfor %}}")


@pytest.mark.parametrize(
    ("source", "refusal"),
    [("{{ 'x' * 3000000 }}", "makes more than"), ("{{ ('x' * 10 ** 12)|length }}", "memory")],
)
def test_a_template_that_makes_too_much_is_stopped(
    own: Any, monkeypatch: pytest.MonkeyPatch, source: str, refusal: str
) -> None:
    """Before it fills a page that nobody reads, or the memory."""
    monkeypatch.setattr(apart, "MOST", 2_000_000)
    with pytest.raises(UsageProblem, match=refusal):
        own(source)


@pytest.mark.skipif(sys.platform != "linux", reason="not every system holds a process to its size")
def test_a_template_has_no_more_memory_than_it_may_have(
    own: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much of it the machine has left."""
    long = "{{ ('x' * 400000000)|length }}"
    assert own(long) == "400000000\n"
    monkeypatch.setattr(apart, "MEMORY", 300_000_000)
    with pytest.raises(UsageProblem, match="needs more memory"):
        own(long)


@posix
@pytest.mark.parametrize(
    ("ends", "refusal"),
    [
        ("exit 3", "memory"),
        ("kill -KILL $$", "memory"),
        ("kill -XCPU $$", "takes more than 10 seconds"),
    ],
)
def test_the_limit_that_was_reached_is_the_one_that_is_told(
    own: Any, instead: Callable[[str], None], ends: str, refusal: str
) -> None:
    """The time, or the memory: a machine that has none left kills the process."""
    instead(ends)
    with pytest.raises(UsageProblem, match=refusal):
        own("{{ x }}")


@posix
@pytest.mark.parametrize("ends", ["exit 1", "exit 127", "kill -SEGV $$"])
def test_what_is_no_doing_of_the_template_is_not_blamed_on_it(
    own: Any, instead: Callable[[str], None], ends: str
) -> None:
    """A library that is missing, or a mistake of ours, is told as the unforeseen thing it is."""
    instead(ends)
    with pytest.raises(RuntimeError, match="process of a template ended"):
        own("{{ x }}")


@posix
def test_the_process_of_a_template_finds_what_we_find(
    own: Any, instead: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Libraries may lie wherever this process was told to look, after our own code."""
    monkeypatch.setattr(sys, "path", ["", *sys.path, str(tmp_path / "libraries")])
    instead("""printf '{"text": "%s", "said": [], "ours": []}' "$PYTHONPATH" """)
    looked = own("{{ x }}").strip().split(os.pathsep)
    assert looked[0] == str(paths.PACKAGE.parent)
    assert str(tmp_path / "libraries") in looked
    assert "" not in looked


def test_a_module_beside_the_template_is_not_taken_for_ours(
    own: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever rmjournal is started, its own code runs the template."""
    (tmp_path / "rmjournal").mkdir()
    (tmp_path / "rmjournal" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert own("{{ x }}", x="é 😀") == "é 😀\n"
