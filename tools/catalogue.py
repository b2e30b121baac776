"""Collects every message of the program and merges them into the translations.

Run without arguments to update each ``.po`` and to compile them; with
``--check`` it changes nothing and fails when something is out of date, untranslated or fuzzy.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from rmjournal.titles import MESSAGES

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "rmjournal" / "locale"
UNSTABLE = tuple(b'"' + name for name in (b"POT-Creation", b"PO-Revision", b"Generated-By"))
METHODS = [("rmjournal/**.py", "python"), ("templates/**.j2", "jinja2.ext:babel_extract")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
}


def collected() -> Catalog:
    """Every message of the code and the templates."""
    catalogue = Catalog(project="rmjournal", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT, method_map=METHODS, keywords=KEYWORDS, directory_filter=lambda path: "/." not in path
    )
    for file, line, message, comments, context in sorted(
        found, key=lambda each: (each[0], each[1])
    ):
        catalogue.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as the bytes of a ``.po`` file; no line numbers, which would change for nothing."""
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=100, include_lineno=False, omit_header=False, ignore_obsolete=True
    )
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNSTABLE))


def merged(source: Path, template: Catalog) -> Catalog:
    """The translation with the messages of today."""
    with source.open("rb") as file:
        translation = read_po(file, locale=source.parent.parent.name)
    translation.update(template, no_fuzzy_matching=True)
    return translation


def compile(source: Path, translation: Catalog) -> None:
    """Writes what the program reads: the whole beside its ``.po``, and the titles by themselves."""
    some = Catalog(locale=translation.locale, charset="utf-8")
    for message in MESSAGES:
        some.add(message, translation[message].string)
    for name, catalogue in (("rmjournal.mo", translation), ("titles.mo", some)):
        with source.with_name(name).open("wb") as file:
            write_mo(file, catalogue)


def problems(translation: Catalog) -> list[str]:
    """What keeps a translation from being complete."""
    found = []
    for message in translation:
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (not all(texts) or message.fuzzy):
            found.append(f"untranslated: {message.id!r}")
        found += [f"{error}: {message.id!r}" for error in message.check(translation)]
    return found


def main(*, check: bool) -> int:
    """Updates or checks every catalogue; returns the exit code."""
    template = collected()
    stale = []
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        translation = merged(source, template)
        if check:
            stale += problems(translation)
            stale += [f"out of date: {source.relative_to(ROOT)}"] * (
                source.read_bytes() != written(translation)
            )
        else:
            source.write_bytes(written(translation))
            compile(source, translation)
    print("\n".join(stale) or "the catalogues are up to date" if check else "updated")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
