"""Both languages say everything, with the same placeholders and their own typography."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from rmjournal import i18n
from rmjournal.cli import choices
from rmjournal.commands import COMMANDS, GROUPS
from rmjournal.i18n import Words
from rmjournal.text import fold
from rmjournal.vocabulary import CHARTER
from tests.cli.conftest import Servers, servers
from tests.cli.warm import Warm
from tests.conftest import Program
from tools import catalogue

__all__ = ["servers"]

ROOT = Path(__file__).parent.parent
FRENCH = ROOT / "rmjournal/locale/fr/LC_MESSAGES/rmjournal.po"


def french() -> Catalog:
    """The French catalogue."""
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def texts(message: Message) -> list[str]:
    """Every form of a translation."""
    return (
        list(message.string) if isinstance(message.string, list | tuple) else [str(message.string)]
    )


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


MESSAGES = [message for message in french() if message.id]
SOURCES = [message.id for message in MESSAGES if isinstance(message.id, str)]


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    """What the code and the templates say today is what the translators saw, and no more."""
    ours = {message.id for message in catalogue.collected() if message.id}
    assert ours == {message.id for message in MESSAGES}


def test_nothing_is_left_untranslated() -> None:
    """Every message has a French text, and none is a guess."""
    assert [message.id for message in MESSAGES if message.fuzzy or not all(texts(message))] == []


def fills_the_same(message: Message) -> bool:
    """Whether a translation fills the same placeholders; a singular may leave the number out."""
    sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
    spared = {"n"} if len(sources) > 1 else set()
    return all(
        placeholders(source) ^ placeholders(form) <= spared
        for source, form in zip(sources, texts(message), strict=True)
    )


def test_placeholders_are_the_same() -> None:
    """What the English sentence is filled with, the French one is filled with."""
    assert [message.id for message in MESSAGES if not fills_the_same(message)] == []


CODE = re.compile(
    r"rmjournal [^«»…\u00a0]*|--\S+|\"[^\"]*\"|\S*[|/=]\S*|https?:\S+|#\S+|\d+:\d+|^> |\{[a-z_]+\}"
)


UNTYPICAL = re.compile(
    r"[^\s\u00a0\u202f][?!;]|[^\u202f][?!;](?=\s|$)|[^\u00a0]:(?=\s|$)|«[^\u00a0]|[^\u00a0]»|\w'\w"
)
"""High punctuation without its no-break space, quotation marks without theirs, straight apostrophes."""


def test_french_is_typeset_as_french() -> None:
    """No-break spaces before high punctuation and inside quotation marks, curly apostrophes."""
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if UNTYPICAL.search(CODE.sub("x", form))] == []


@pytest.mark.parametrize(
    ("name", "of", "that"),
    [
        ("Ana", "d’Ana", "qu’Ana"),
        ("Élise", "d’Élise", "qu’Élise"),
        ("Hélène", "d’Hélène", "qu’Hélène"),
        ("Yves", "d’Yves", "qu’Yves"),
        ("Tom", "de Tom", "que Tom"),
        ("Yann", "de Yann", "que Yann"),
        ("Hans", "de Hans", "que Hans"),
        ("", "de ", "que "),
    ],
)
def test_a_name_that_begins_with_a_vowel_is_elided(name: str, of: str, that: str) -> None:
    """French says d’Ana and qu’Ana, de Tom and que Tom; what a person typed is not touched."""
    french, english = (Words(language, terminal=True) for language in ("fr", "en"))
    assert french.text("{name} agreed aloud", name=name) == f"Accord oral {of}"
    assert french.text("What {name} would see", name=name) == f"Ce {that} verrait"
    assert english.text("What {name} would see", name="Ana") == "What Ana would see"
    assert "de {name}" in french.text("{name} answers:", name="de {name}")


STRAY = re.compile(r"(?<![«\d}])[\u00a0\u202f](?![:;!?»%\d{]|$)")
"""A no-break space that holds neither a sign nor a number."""


def test_a_line_may_break_wherever_nothing_forbids_it() -> None:
    """A no-break space stands at high punctuation, inside quotation marks and by a number alone."""
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if STRAY.search(form)] == []


def test_an_ellipsis_follows_its_word() -> None:
    """French puts no space before it; one between two words is a blank to be filled in."""
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if re.search(r"\s…(?! \w)", form)] == []


UNCERTAIN = re.compile(
    r"\b(moi|nous|vous|deux|ordinateur|\{name\}) seulement"
    r"|seulement (pour )?(moi|nous|vous|\{name\}|les lignes|ce qui est)"
)
"""Who may read something, said by another word than « uniquement »."""


def test_who_alone_may_read_is_said_by_one_word() -> None:
    """« Moi uniquement », as on every screen: what keeps trust is never said in passing."""
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if UNCERTAIN.search(form)] == []


def test_a_backup_and_a_record_have_one_name() -> None:
    """« Sauvegarde » and « élément », so that a command and a screen are seen to speak of the same."""
    others = re.compile(r"(?i)versions? précédentes?|états? antérieurs?|\benregistrements\b")
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if others.search(form)] == []


def test_a_reporting_line_has_one_name() -> None:
    """The charter that both sign and the screen it is written on call it the same in French."""
    speak = Words("fr", terminal=False)
    name = speak.text(CHARTER["reporting_line"])
    exported = [each for each in SOURCES if each.startswith("One of us reports to the other")]
    assert len(exported) == 4
    assert all(speak.text(each).startswith(name) for each in exported)


@pytest.fixture(name="french")
def in_french(tmp_path: Path, servers: Servers | None) -> Program:
    """The program on an empty home, in French."""
    return Warm(tmp_path / "home", lang="fr", servers=servers)


def test_the_whole_help_is_french(french: Program) -> None:
    """No English word of Typer or of ours shows through the French help."""
    english = {
        "Options:",
        "Commands:",
        "Arguments:",
        "Show",
        "this",
        "message",
        "the",
        "your",
        "required",
        "default",
    }
    paths = ["", *GROUPS, *(command.path for command in COMMANDS)]
    for path in paths:
        out = french.ok(*path.split(), "--help").out
        words = set(re.findall(r"[A-Za-z:]+", CODE.sub(" ", out)))
        assert not words & english, (path, words & english)
        assert out.startswith("Usage\u00a0: rmjournal")


ENGLISH = {
    *(slug for slug, words in choices.FRENCH.items() if words and fold(words[0]) != slug),
    "last", "me", "both", "their-packet", "their-invitation", "packet", "shared", "REF", "FILE",
    "NAME", "TEXT", "WHEN", "WHO", "DIR", "TOPIC", "FIELD", "VALUE", "KIND", "WORDS",
} - {word for command in COMMANDS for word in command.path.split()}  # fmt: skip
"""Values, references, files and what stands for them, in the words that only English has."""
ALSO_FRENCH = {"inclusion", "mentor", "minutes", "standard"}
TEMPLATES = {"recap"}
"""The name of a file, which a French home has too."""


def english(text: str) -> set[str]:
    """The English words for values in a French text; options and placeholders are not read."""
    words = re.findall(r"[\w-]+", re.sub(r"--\S+|\{\w+\}", "", text))
    return set(words) & (ENGLISH - ALSO_FRENCH - TEMPLATES)


def test_messages_name_values_in_french() -> None:
    """What a French message or example says to type is French, as far as French is taken."""
    forms = {form: english(form) for message in MESSAGES for form in texts(message)}
    assert {form: found for form, found in forms.items() if found} == {}


def test_the_help_names_values_in_french(french: Program) -> None:
    """Its choices are those that a refusal lists, by the same words."""
    for command in COMMANDS:
        out = french.ok(*command.path.split(), "--help").out
        assert (command.path, english(out)) == (command.path, set())
    assert "moi|partenaire|programme|anonymisé" in french.ok("export", "--help").out


@pytest.fixture(params=i18n.LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each language in turn is the one in use."""
    i18n.use(request.param)
    yield
    i18n.use("en")


@pytest.mark.usefixtures("spoken")
def test_every_word_that_is_shown_for_a_value_is_taken() -> None:
    """As it stands, without quotes around it."""
    for slug in choices.FRENCH:
        assert "'" not in choices.said(slug)
        assert choices.choose(choices.said(slug), [slug]) == slug


def test_every_usage_error_is_french(french: Program) -> None:
    """What Typer complains about is said in French."""
    french.ok("init", "--me", "Hélène", "--role", "senior", "--partner", "Karim")
    cases = [
        ["sesion"], ["session", "shw"], ["session", "list", "--zork"], ["session", "list", "a", "b"],
        ["session", "plan"], ["agenda", "add", "x", "--minutes", "abc"], ["log", "--session"],
        ["export", "zork"], ["pair", "add", "--me", "A"], ["session", "plan", "zork"],
    ]  # fmt: skip
    for args in cases:
        run = french(*args)
        assert run.code == 2, args
        assert not re.search(r"\b(is|the|not|missing|takes|Did|you|There)\b", run.err), run.err


def test_messages_name_commands_that_exist() -> None:
    """No message, in either language, sends a person to a command that is not there."""
    from rmjournal.commands import BY_PATH

    quoted = re.compile(r"[“«]\s?rmjournal ([a-z]+(?: [a-z]+)?)")
    for message in MESSAGES:
        sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
        for text in (*sources, *texts(message)):
            for words in quoted.findall(text):
                first = words.split()[0]
                assert words in BY_PATH if first in GROUPS else first in BY_PATH, text


SYSTEMS = [
    ({"LANG": "fr_CA.UTF-8"}, "fr"), ({"LANG": "de_DE.UTF-8"}, "en"), ({}, "en"),
    ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
    ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr"}, "fr"),
    ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de"}, "fr"),
    ({"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
    ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
    ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
    ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr", "RMJOURNAL_LANG": "en"}, "en"),
]  # fmt: skip


@pytest.mark.parametrize(("environment", "language"), SYSTEMS, ids=str)
def test_the_language_of_the_system_is_read_as_gettext_reads_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    """LANGUAGE lists what is preferred, unless the locale is that of no language at all."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "RMJOURNAL_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.choose() == language


def test_french_takes_nobody_for_a_man() -> None:
    """Two women may be the pair: « à deux », « vous deux »."""
    masculine = re.compile(
        r"\btous (les )?deux\b|\bl’un l’autre\b|\bl’un de (nous|vous)\b(?! deux)"
    )
    forms = [form for message in MESSAGES for form in texts(message)]
    assert [form for form in forms if masculine.search(form)] == []


def test_english_has_one_apostrophe() -> None:
    """The straight one, in every message; the curved one is for French."""
    assert [source for source in SOURCES if "’" in source] == []
