"""What a person typed does nothing in Markdown but read as typed; markdown-it is the judge."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rmjournal.export import markdown, markdown_inert, markdown_rules
from rmjournal.export.markdown import block, bold, inline, plain, quote
from rmjournal.text import clean

INLINE = [
    # emphasis that is balanced stays, always as stars
    ("*x* y", "*x* y"),
    ("**x** y", "**x** y"),
    ("_x_ y", "*x* y"),
    ("***x*** y", "***x*** y"),
    ("**_x_** y", "***x*** y"),
    ("**gras et *italique***", "**gras et *italique***"),
    ("***italique* et gras**", "***italique* et gras**"),
    ("a *« b »* c", "a *« b »* c"),
    ("a *« b »*, c", "a *« b »*, c"),
    ("(*x*)", "(*x*)"),
    ("l’*x*", "l’*x*"),
    ("(*€ x*)", r"(\*€ x\*)"),
    ("*a*b", r"\*a\*b"),
    ("a *b*c", "a *b*c"),
    ("a _b_c", r"a \_b_c"),
    ("dire *« `x` »*", r"dire \*« `x` »\*"),
    ("*x* and _y_", "*x* and *y*"),
    ("*voir https://x.fr* y", "*voir <https://x.fr>* y"),
    # the end of a bold line must hold even beside stars of ours
    ("**Bravo !**", "**Bravo** !"),
    ("*Merci.*", "*Merci*."),
    ("dire **merci !**", "dire **merci** !"),
    ("*voir `x`*", r"\*voir `x`\*"),
    # the rest is characters
    ("**", r"\*\*"),
    ("*", r"\*"),
    ("a *", r"a \*"),
    ("* a", r"\* a"),
    ("**a", r"\*\*a"),
    ("a**", r"a\*\*"),
    ("*a _b* c_", r"*a \_b* c\_"),
    ("**a *b** c*", r"**a \*b** c\*"),
    ("prix*", r"prix\*"),
    ("2*3", r"2\*3"),
    ("2 * 3", "2 * 3"),
    ("2 * 3 * 4", r"2 \* 3 \* 4"),
    ("*.csv", r"\*.csv"),
    ("a_b_c", "a_b_c"),
    ("_config", r"\_config"),
    ("__init__", r"\_\_init\_\_"),
    ("****x****", r"\*\*\*\*x\*\*\*\*"),
    # backslashes
    ("a\\", "a\\\\"),
    (r"\*x\*", r"\\\*x\\\*"),
    (r"\_", r"\\\_"),
    (r"\`a\`", r"\\\`a\\\`"),
    (r"\[a](https://x.fr)", r"\\\[a]\(<https://x.fr>)"),
    (r"C:\Users\.git", r"C:\Users\\.git"),
    (r"\\serveur\part", r"\\\\serveur\part"),
    ("\\https://x.fr", "\\\\<https://x.fr>"),
    # code
    ("le `print(x)` ici", "le `print(x)` ici"),
    ("` a `", "`a`"),
    ("`` a ` b ``", "``a ` b``"),
    ("`` `a` ``", "`` `a` ``"),
    ("`a*b*c`", "`a*b*c`"),
    ("`<b>`", "`<b>`"),
    ("`a", r"\`a"),
    ("`a ``b", r"\`a \`\`b"),
    ("` `", r"\` \`"),
    ("```python", r"\`\`\`python"),
    ("```\ncode\n```", "```code```"),
    # links
    ("https://x.fr", "<https://x.fr>"),
    ("HTTP://X.FR/a_b*c*?d=1&e=2", "<HTTP://X.FR/a_b*c*?d=1&e=2>"),
    ("voir https://x.fr/a_(b).", "voir <https://x.fr/a_(b)>."),
    ("(https://x.fr)", "(<https://x.fr>)"),
    ("« https://x.fr »", "« <https://x.fr> »"),
    ("<https://x.fr>", "<https://x.fr>"),
    ("<jean@x.fr>", "<jean@x.fr>"),
    ("www.x.fr/a_b?c=1&d=2", "www.x.fr/a_b?c=1&d=2"),
    ("voir www.x.fr!", "voir www.x.fr!"),
    ("www.x.fr<b>", r"www\.x.fr\<b>"),
    ("www.x.fr//y", r"www\.x.fr\//y"),
    ("www.x.fr/*y", r"www\.x.fr/\*y"),
    ("www.x.fr![a](https://x.fr)", r"www\.x.fr\![a](https://x.fr)"),
    ("[mots](https://x.fr)", "[mots](https://x.fr)"),
    ("[ *mots* ](https://x.fr/a_(b))", "[*mots*](https://x.fr/a_(b))"),
    ("[https://x.fr](https://x.fr)", "[https://x.fr](https://x.fr)"),
    ("[a*](https://x.fr)", r"[a\*](https://x.fr)"),
    ("[](https://x.fr)", r"[]\(<https://x.fr>)"),
    ('[a](https://x.fr "t")', r'[a]\(<https://x.fr> "t")'),
    ("[a](javascript:alert(1))", r"[a]\(javascript:alert(1))"),
    ("[a](/chemin)", r"[a]\(/chemin)"),
    ("[a](<https://x.fr>)", r"[a]\(<https://x.fr>)"),
    ("<javascript:alert(1)>", r"\<javascript:alert(1)>"),
    ("<mailto:a@b.fr>", r"\<mailto:a@b.fr>"),
    ("//x.fr", r"\//x.fr"),
    ("ftp://x.fr", r"ftp:\//x.fr"),
    ("// note", "// note"),
    ("[a][b]", r"[a]\[b]"),
    ("f(x)[0]", r"f(x)\[0]"),
    ("![a](https://x.fr/i.png)", r"\![a](https://x.fr/i.png)"),
    # HTML and entities
    ("<b>gras</b>", r"\<b>gras\</b>"),
    ("<!-- x -->", r"\<!-- x -->"),
    ("<?php", r"\<?php"),
    ("a < b, x > y, <3, <- et <=", "a < b, x > y, <3, <- et <="),
    ("<3!@x.fr>", r"\<3!@x.fr>"),
    ("&lt;script&gt;", r"\&lt;script\&gt;"),
    ("&#60; &#x3C;", r"\&#60; \&#x3C;"),
    ("R&D; AT&T &c. &; &#;", "R&D; AT&T &c. &; &#;"),
    ("&copy", r"\&copy"),
    # what begins a line
    ("# titre", r"\# titre"),
    ("#", r"\#"),
    ("###### six", r"\###### six"),
    ("#42", "#42"),
    ("- a", r"\- a"),
    ("+ a", r"\+ a"),
    ("-", r"\-"),
    ("-5 °C", "-5 °C"),
    ("1. a", r"1\. a"),
    ("12) a", r"12\) a"),
    ("1986. Une année", r"1986\. Une année"),
    ("3.5 points", "3.5 points"),
    ("> a", r"\> a"),
    ("---", r"\---"),
    ("- - -", r"\- - -"),
    ("* * *", r"\* * \*"),
    ("___", r"\_\_\_"),
    ("===", r"\==="),
    ("+++", r"\+++"),
    ("| - | - |", r"\| - | - |"),
    (":-:", r"\:-:"),
    ("|", r"\|"),
    (": sens", r"\: sens"),
    (":-)", ":-)"),
    ("| a | b |", "| a | b |"),
    ("~~~", r"\~\~\~"),
    ("[a]: https://x.fr", r"\[a]: <https://x.fr>"),
    ("[^1]: note", r"\[^1]: note"),
    ("[sic]", "[sic]"),
    ("dit-il [sic] : oui", "dit-il [sic] : oui"),
    # elsewhere
    ("mot^[note]", r"mot\^[note]"),
    ("a[^1]", r"a\[^1]"),
    ("~~x~~", r"\~\~x\~\~"),
    ("20~30", r"20\~30"),
    ("~5 min", "~5 min"),
    ("C#", "C#"),
    ("le C #", r"le C \#"),
    # whitespace and controls
    ("  a\n\n\tb \r\n c ", "a b c"),
    ("", ""),
    (" \n\t", ""),
    ("\ufeff# a", r"\# a"),
    ("a\x1b[31mb\x00c\u202ed", "a�[31mb�c�d"),
]

BLOCK = [
    ("une ligne", "une ligne"),
    ("une\ndeux", "une  \ndeux"),
    ("une\n\n\n\ndeux", "une\n\ndeux"),
    ("une   \n  deux\t", "une  \ndeux"),
    ("*sur deux\nlignes*", "*sur deux  \nlignes*"),
    ("*Merci.*", "*Merci.*"),
    ("**Points**", "**Points**"),
    ("`a\nb`", "\\`a  \nb\\`"),
    ("- a\n- b", "- a\n- b"),
    ("* a\n+ b\n-   c", "- a\n- b\n- c"),
    ("Points :\n- a\n- b\nSuite", "Points :\n\n- a\n- b\n\nSuite"),
    ("- a\n    - b\n        - c\n- d", "- a\n  - b\n    - c\n- d"),
    ("- a\n\t- b", "- a\n  - b"),
    ("- a\n  suite", "- a  \n  suite"),
    ("- a\n\n  suite\n\n- b", "- a\n\n  suite\n\n- b"),
    ("- a\n  - b\n  suite", "- a\n  - b\n\n  suite"),
    ("1. a\n2. b\n3. c", "1. a\n2. b\n3. c"),
    ("1) a\n2) b", "1) a\n2) b"),
    ("1. a\n1. b\n1. c", "1. a\n1. b\n1. c"),
    ("1. a\n   - b\n2. c", "1. a\n   - b\n2. c"),
    ("1. a\nprécision\n- b\n2. c", "1. a  \n   précision\n   - b\n2. c"),
    ("1. a\n\nprécision\n\n2. b", "1. a\n\n   précision\n\n2. b"),
    ("1. a\n2. b\nfin", "1. a\n2. b\n\nfin"),
    ("1. a\n- b", "1. a\n\n- b"),
    ("1. a\n2. b\n1. c", "1. a\n2. b\n\n1\\. c"),
    ("1. a\n1. b\n2. c", "1. a\n1. b\n\n2\\. c"),
    ("1986. Une année", r"1986\. Une année"),
    ("3. c\n4. d", "3\\. c  \n4\\. d"),
    ("0. a", r"0\. a"),
    ("01. a", r"01\. a"),
    ("en\n1986. Une année", "en  \n1986\\. Une année"),
    ("\n".join(f"{n}. x" for n in range(1, 11)), "\n".join(f"{n}. x" for n in range(1, 11))),
    ("- - a", r"- \- a"),
    ("- # a", r"- \# a"),
    ("- > a", r"- \> a"),
    ("- 1. a", r"- 1\. a"),
    ("- [a]: https://x.fr", r"- \[a]: <https://x.fr>"),
    ("- [ ] à faire", "- [ ] à faire"),
    ("-", r"\-"),
    ("a\n-", "a  \n\\-"),
    ("a\n===", "a  \n\\==="),
    ("a\n---\nb", "a  \n\\---  \nb"),
    ("- - -", r"\- - -"),
    ("* * *", r"\* \* \*"),
    ("# titre", r"\# titre"),
    ("#42 et #43", r"\#42 et #43"),
    ("> a\n> b", "\\> a  \n\\> b"),
    ("    code", "code"),
    ("a\n\n\tcode", "a\n\ncode"),
    ("```python\nx = 1\n```", "\\`\\`\\`python  \nx = 1  \n\\`\\`\\`"),
    ("~~~\nx\n~~~", "\\~\\~\\~  \nx  \n\\~\\~\\~"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |  \n\\|---|---|  \n| 1 | 2 |"),
    ("a | b\n--- | ---", "a | b  \n\\--- | ---"),
    ("[a\nb]: https://x.fr", "\\[a  \nb]: <https://x.fr>"),
    ("[`\\]` b]: /x", "\\[`\\]` b]: /x"),
    ("[x](https://x.fr)]: y", "[x](https://x.fr)]: y"),
    ("<div>\n<p>", "\\<div>  \n\\<p>"),
    ("---\ntitle: x\n---", "\\---  \ntitle: x  \n\\---"),
    ("a\\\nb", "a\\\\  \nb"),
    ("", ""),
    ("\n \n", ""),
]
QUOTE = [
    ("a", "> a"),
    ("a\nb\n\nc", "> a  \n> b\n>\n> c"),
    ("> a", r"> \> a"),
    ("- a\n  - b", "> - a\n>   - b"),
    ("", ""),
]
PLAIN = [
    ("# Séance 5 : *x*\n\ntexte", "Séance 5 : x\n============\n\ntexte"),
    ("## Suite", "Suite\n-----"),
    ("### Détail", "Détail"),
    ("**Intention :** lire *seule*", "Intention : lire seule"),
    ("- **A.** b\n  - c\n1. d", "- A. b\n  - c\n1. d"),
    ("> a  \n> *b*\n>\n> c", "> a\n> b\n>\n> c"),
    ("2 * 3 et a_b_c", "2 * 3 et a_b_c"),
    (r"\*x\* \# \\ \&lt; 1\. C:\Users", r"*x* # \ &lt; 1. C:\Users"),
    (r"`a\*b` **`*c*`**", r"`a\*b` `*c*`"),
    ("<https://x.fr> et <jean@x.fr>", "https://x.fr et <jean@x.fr>"),
    ("[*mots*](https://x.fr/a_(b)).", "mots (https://x.fr/a_(b))."),
    ("[https://x.fr](https://x.fr)", "https://x.fr"),
    (r"[a]\(javascript:x) \[b]: c", "[a](javascript:x) [b]: c"),
    ("---", "---"),
]


@pytest.mark.parametrize(("typed", "written"), INLINE)
def test_a_line_is_written_so(typed: str, written: str) -> None:
    assert inline(typed) == written


@pytest.mark.parametrize(("typed", "written"), BLOCK)
def test_a_block_is_written_so(typed: str, written: str) -> None:
    assert block(typed) == written


@pytest.mark.parametrize(("typed", "written"), QUOTE)
def test_a_quote_is_written_so(typed: str, written: str) -> None:
    assert quote(typed) == written


@pytest.mark.parametrize(("written", "shown"), PLAIN)
def test_plain_text_reads_so(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_a_nested_block_is_moved_right_but_for_its_blank_lines() -> None:
    assert block("a\nb\n\n- c", 2) == "  a  \n  b\n\n  - c"


def test_lists_too_deep_for_some_readers_stop_at_the_fifth_level() -> None:
    typed = "\n".join("  " * depth + f"- {depth}" for depth in range(8))
    assert block(typed).split("\n")[3:] == [
        "      - 3",
        "        - 4",
        "        - 5",
        "        - 6",
        "        - 7",
    ]


PROSE = [
    "Une moyenne peut s’améliorer pendant que les clients attendent plus longtemps.",
    "L'apostrophe droite et l’apostrophe courbe, c'est pareil.",
    "« Où en est-on ? » demande Hélène ; « presque fini ! » répond Karim.",
    "Le comité du lundi (9 h 30) a tranché : une seule page, la médiane en premier.",
    "Les 10 % les plus lents… on les oublie toujours.",
    "Rendez-vous le 28 avril 2026 à 14 h, salle n° 5.",
    "Séance du 30/03/2026, de 14:05 à 14:47.",
    "Budget : 1 250,50 € HT, soit +3,5 % (ou -2 % hors taxes).",
    "Écrire à helene.marceau@exemple.fr ou k_belaid+pro@exemple.org avant jeudi.",
    "Voir le fichier délais_2026-03_v2.xlsx dans le dossier Partage/Revue.",
    "Le rapport est dans C:\\Users\\helene\\Documents et /home/karim/notes.md.",
    "Relire README.md, snake_case_name.py et l'export budget.final.csv.",
    "2 * 3 = 6, 4 / 2 = 2, 5 - 3 = 2 et 7 + 1 = 8.",
    "Si a < b et x > y, alors a <= b, x >= y et a != b.",
    "x = y, x == y, f(x) = 2x + 1, et 50 %.",
    "Merci 👩‍💻 pour l’aide 🎉, et bravo 👍🏽 !",
    "Le hashtag #délais et le ticket #42 sont suivis par @karim.",
    "Elle code en C#, en C++ et un peu en F#.",
    "R&D, Q&R, AT&T et « Dupont & Fils » & co.",
    "Il a écrit « quatres » [sic] dans le compte rendu.",
    "e-mail: x, tél: +33 6 12 34 56 78, poste 4-12.",
    "Bravo! Vraiment! Oui!",
    "Et/ou, c.-à-d., p. ex., etc.",
    "Premier point : 1. lire, 2. comprendre, 3. décider.",
    "Entre – tiret moyen – et — tiret long — tout passe.",
    "C’est la règle des 80/20 ; ~5 min suffisent.",
    "Une ligne | coupée par une barre | verticale.",
    "Le 1er, le 2e, la 3e ; XIXe siècle ; 20 °C ; 3 m².",
    "Cœur, œuvre, naïf, Noël, garçon, maïs, ÉCOLE.",
    "“Why not?” she said: it's Karim's idea, isn't it?",
    "Don't average the averages (ever); look at the distribution instead.",
    "We'll meet on Tuesday, 7 April 2026 at 2 p.m. — room B-12.",
    "It cost $5, then 6 £; about 1,000,000 rows (1e6).",
    "The median is 3.5 days; the 90th percentile is >10.",
    "Score: 3-2 (a.e.t.), see p. 12-15, \"quoted\" and 'single'.",
    'I said: "Let\'s try this"... and it worked!',
    "A well-known trade-off: speed vs. care; cost/benefit; yes/no.",
    "Key learning = ask first, answer later :-) ;-) <3",
    "Voir www.exemple.fr/aide?q=1&p=2 ou exemple.fr.",
    "Température : -5 °C, puis +7 °C, 100 % d’humidité.",
    '{accolades}, ^chapeau, 5 $, a=b, ?, ;, : et "guillemets".',
    "Étape 1 → étape 2 ⇒ étape 3 ✓",
]


@pytest.mark.parametrize("typed", PROSE)
def test_ordinary_prose_comes_out_as_it_went_in(typed: str) -> None:
    assert inline(typed) == typed
    assert block(typed) == typed
    assert plain(inline(typed)) == typed


def _judge(**options: Any) -> MarkdownIt:
    """CommonMark with HTML, tables and links on: what should do nothing must do nothing there.

    Links of every scheme are let through and left as they are, so that the tests see them.
    """
    judge = MarkdownIt("commonmark", {"html": True, "linkify": True, **options})
    judge.enable(["table", "strikethrough", "linkify"])
    judge.validateLink = lambda url: True  # type: ignore[method-assign]
    judge.normalizeLink = lambda url: url  # type: ignore[method-assign]
    judge.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return judge


JUDGE = _judge()
WITHIN = {
    "text", "hardbreak", "em_open", "em_close", "strong_open", "strong_close", "code_inline",
    "link_open", "link_close",
}  # fmt: skip
AROUND = WITHIN | {
    "inline", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
    "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close",
}  # fmt: skip


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _only(tokens: list[Token], allowed: set[str]) -> None:
    """Nothing but what is allowed, and links nowhere but to the web and to mail."""
    for token in _flat(tokens):
        assert token.type in allowed
        if token.type == "link_open":
            assert re.match(r"(?i)https?://|mailto:", str(token.attrs["href"]))
            assert token.attrs.keys() == {"href"}


SIGNS = {
    "hardbreak": "\n", "em_open": "*", "em_close": "*", "strong_open": "**", "strong_close": "**",
}  # fmt: skip


def _seen(tokens: Iterable[Token]) -> str:
    """What the tokens show, in the Markdown a person would type for it."""
    shown, links = "", []
    for token in tokens:
        if token.type == "link_open":
            links.append(token)
            shown += {"autolink": "<", "linkify": ""}.get(token.markup, "[")
        elif token.type == "link_close":
            link = links.pop()
            shown += {"autolink": ">", "linkify": ""}.get(link.markup, f"]({link.attrs['href']})")
        elif token.type == "list_item_open":
            shown += f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            shown += _seen(token.children or ()) + "\n"
        elif token.type == "code_inline":
            shown += token.markup + token.content + token.markup
        else:
            shown += SIGNS.get(token.type, token.content)
    return shown


def _bare(text: str) -> str:
    """The text without what may change: blanks, kinds of emphasis, brackets around links."""
    if "://" in text or "@" in text:
        text = re.sub("[<>]", "", text)
    return re.sub(r"[\s\ufeff]+", "", text).replace("_", "*")


def _typed_block(text: str) -> str:
    """What a block must show of the text: all of it, its bullets as dashes."""
    lines = clean(text).split("\n")
    ruler = re.compile(r"\s*([-*])(\s*\1)*\s*$")
    bullet = re.compile(r"^([\s\ufeff]*)[*+](?=[ \t]\s*\S)")
    return _bare("\n".join(x if ruler.match(x) else bullet.sub(r"\1-", x) for x in lines))


def _typed_line(text: str) -> str:
    """What a line must show of the text; an emphasis of all of it may end before a mark."""
    parts = (part.strip().strip("\ufeff").strip() for part in clean(text).split("\n"))
    line = " ".join(part for part in parts if part).replace("\t", " ")
    return _bare(markdown._LAST.sub(r"\1\2\1\3", line))


FRAGMENTS = r"""
* ** *** _ __ ` `` ``` ~ ~~ ~~~ # ## - + -- --- === = ___ +++ | :-: > [ ] ( ) ! ![ ]( ]: [a] [^1] ^[
< </ <a <b> <!-- --> <? <![CDATA[ <script> <div <https://x.fr> <javascript:a> <a@b.c> <3@x.fr>
https://x.fr/a_b*c http://x.fr/(y) https:// www.x.fr www. javascript:alert(1) java&#115;cript: data:x
//x.fr ftp://x.fr mailto:a@b.fr a@b.fr file:///x [a](https://x.fr) [a](javascript:x) [a](<https://x.fr>)
[*a*](http://y.fr/z_z) [a][b] & &lt; &#60; &amp &copy &D; \ \\ \* \_ \` \[ \< \& a b é « » . ,
’ … ? : ; € ° → 😀 a_b *x* **y** _z_ ***w*** **a_*b*** `c` 1 { } $ % @ / " ' ^ 𐀀
""".split()  # noqa: SIM905
SPACED = [
    "# ", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "3. ", "1986. ", "> ", "| a | b |", "| - | - |",
    "--- | ---", "[^1]: ", "[a]: ", "[a]( https://x.fr)", '[a](https://x.fr "t")', "2 * 3", "` d `",
    "**a *b***", "***a* b**", "\n", "\n\n", "\n\n\n", " ", "  ", "    ", "\t", "\n    ", "\n- ",
    "\n  - ", "\n1. ", "\n2. ", "\n   ", "\r\n", "\r", "\u00a0", "\u202f", "\u200b", "\ufeff",
    "\x00", "\x1b", "\u202e", "\u2028", "\u0301", "\u3000",
]  # fmt: skip
TYPED = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS + SPACED), st.text(max_size=4)), max_size=14
).map("".join)
CAREFULLY = settings(max_examples=200, deadline=None)


@CAREFULLY
@given(TYPED)
@example("[`\\](` ]: x")
@example("www.x.fr<b>")
@example("http:///<b>")
@example("1. a\n2. b\n\n1. c")
@example("a\n:-:\n-")
def test_a_block_shows_all_that_was_typed_and_nothing_else(typed: str) -> None:
    env: dict[str, Any] = {}
    tokens = JUDGE.parse(block(typed), env)
    _only(tokens, AROUND)
    assert _bare(_seen(tokens)) == _typed_block(typed)
    assert not env.get("references")


@CAREFULLY
@given(TYPED)
def test_a_quote_is_one_block_quote_around_what_was_typed(typed: str) -> None:
    tokens = JUDGE.parse(quote(typed))
    if tokens:
        assert (tokens[0].type, tokens[-1].type) == ("blockquote_open", "blockquote_close")
        _only(tokens[1:-1], AROUND)
    assert _bare(_seen(tokens)) == _typed_block(typed)


@CAREFULLY
@given(TYPED)
def test_numbers_show_as_typed(typed: str) -> None:
    lists: list[tuple[int, list[int]]] = []
    for token in JUDGE.parse(block(typed)):
        if token.type.endswith("list_open"):
            lists.append((int(token.attrs.get("start", 1)), []))
        elif token.type == "list_item_open" and token.info:
            lists[-1][1].append(int(token.info))
        elif token.type.endswith("list_close"):
            first, numbers = lists.pop()
            counted = list(range(first, first + len(numbers)))
            assert numbers in (counted, [1] * len(numbers))


PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
HEADING = ["heading_open", "inline", "heading_close"]
ITEM = ["list_item_open", *PARAGRAPH, "list_item_close"]
BULLETS = ["bullet_list_open", *ITEM, *ITEM, "bullet_list_close"]


def _parsed(document: str, shape: list[str]) -> list[list[Token]]:
    """What is in each line of the document, which has exactly the shape of our template."""
    tokens = JUDGE.parse(document)
    assert [token.type for token in tokens] == shape
    return [token.children or [] for token in tokens if token.type == "inline"]


def _emphasised(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """What is within the emphasis that comes first, and what follows it."""
    while tokens[0].type == "text" and not tokens[0].content:
        tokens = tokens[1:]
    assert tokens[0].type in {"em_open", "strong_open"}
    depth = 0
    for place, token in enumerate(tokens):
        depth += token.nesting
        if not depth:
            return tokens[1:place], tokens[place + 1 :]
    raise AssertionError


@CAREFULLY
@given(TYPED, TYPED, st.sampled_from(["*", "**"]), st.sampled_from([".", ""]))
@example("**Bravo !**", "x", "**", ".")
@example("*« Délais »*", "x", "*", ".")
@example("x *", "* y", "**", ".")
@example("`x", "y` z", "**", ".")
@example("a\\", "b", "**", ".")
@example("[", "[a](https://x.fr)]:", "**", ".")
@example("a [b", "c](https://x.fr)", "*", ".")
@example("x*y*z", "t", "*", ".")
@example("\u00a0a\u00a0", "b", "**", ".")
def test_our_emphasis_in_our_list_holds(topic: str, outcome: str, mark: str, stop: str) -> None:
    if not inline(topic + stop):
        return
    document = (
        f"# Avant\n\n- {mark}{inline(topic)}{stop}{mark} {inline(outcome)}\n- suivant\n\n## Après\n"
    )
    _, item, following, _ = _parsed(document, [*HEADING, *BULLETS, *HEADING])
    _only(item, WITHIN)
    within, after = _emphasised(item)
    shown = _bare(_seen(within))
    assert shown.strip("*") == (_typed_line(topic) + stop).strip("*")  # ***x*** nests either way
    assert _bare(_seen(after)) == _typed_line(outcome)
    assert _seen(following) == "suivant"


def _literal(markdown: str) -> str:
    """The characters that show, marks that act aside."""
    tokens = _flat(JUDGE.parseInline(markdown))
    return "".join(token.content for token in tokens if token.type in {"text", "code_inline"})


@CAREFULLY
@given(TYPED, st.sampled_from([",", ".", " (", ""]))
@example("**Lire** (seule)", ",")
@example("**a *b*** c !", ".")
@example("***x*** (y)", ",")
@example("*x* (y)", ",")
def test_bold_holds_whatever_punctuation_of_ours_follows(typed: str, ours: str) -> None:
    line = bold(typed)
    if not line:
        return
    tokens = list(_flat(JUDGE.parseInline(f"{line}{ours}")))
    _only(tokens, WITHIN | {"inline"})
    assert "strong_open" in {token.type for token in tokens}
    assert _literal(f"{line}{ours}") == _literal(inline(typed)) + ours


LINES = {
    "## {}\n\nfin\n": [*HEADING, *PARAGRAPH],
    "Avant\n{}\nfin\n": PARAGRAPH,
    "**Intention :** {}\n": PARAGRAPH,
    "# T\n\n- {}\n- fin\n": [*HEADING, *BULLETS],
    "1. {}\n2. fin\n": ["ordered_list_open", *ITEM, *ITEM, "ordered_list_close"],
    "> {}\n": ["blockquote_open", *PARAGRAPH, "blockquote_close"],
    "Faire ({}, **Karim**)\n": PARAGRAPH,
}


@pytest.mark.parametrize("template", LINES)
@settings(deadline=None)
@given(typed=TYPED)
@example(typed="le C #")
@example(typed="---")
@example(typed="[a]: x")
def test_a_line_stays_one_line_wherever_we_put_it(template: str, typed: str) -> None:
    if not inline(typed):
        return
    line = inline(typed)
    assert line == line.strip()
    lines = _parsed(template.format(line), LINES[template])
    for tokens in lines:
        _only([token for token in tokens if token.type != "softbreak"], WITHIN)
    assert any(_typed_line(typed) in _bare(_seen(tokens)) for tokens in lines)


@CAREFULLY
@given(TYPED)
@example("2 * 3 `*a*` *b*")
def test_plain_text_shows_what_the_judge_shows(typed: str) -> None:
    written = inline(typed)
    tokens = _judge(linkify=False).parseInline(written)[0].children or []
    shown = _seen(token for token in tokens if token.type in {"text", "code_inline"})
    if "](" not in written:
        assert _bare(plain(written)) == _bare(shown)


@CAREFULLY
@given(TYPED)
def test_what_is_done_twice_stays_inert(typed: str) -> None:
    again = inline(plain(inline(typed)))
    _only(JUDGE.parseInline(again), WITHIN | {"inline"})


LURES = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java\x01script:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](javascript:alert(1) 'https://x.fr')",
    "[x](vbscript:msgbox)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](file:///etc/passwd)",
    "[x](//mal.example)",
    "[x](\\\\mal.example)",
    "[x](/chemin)",
    "[x](#ancre)",
    "[x](https&#58;//x.fr)",
    "[x](https:javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)>",
    "[x]: javascript:alert(1) 't'\n[x]",
    "- [x]: javascript:alert(1)\n- [x]",
    "> [x]: javascript:alert(1)\n\n[x]",
    "[x\n]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "<vbscript:x>",
    "<file:///etc/passwd>",
    "<a href=javascript:alert(1)>x</a>",
    "<a\nhref='javascript:alert(1)'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "![x](javascript:alert(1))",
    "![x](https://x.fr/i.png)",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "[a [x](https://x.fr)](javascript:alert(1))",
    "[`x](https://y.fr)`](javascript:alert(1))",
    "\\[x](javascript:alert(1))",
    "[x\\](javascript:alert(1))",
    "[x]\\(javascript:alert(1))",
    "`[x`](javascript:alert(1))",
    "*[x*](javascript:alert(1))",
    "//mal.example",
    "ftp://mal.example",
    "javascript://x.fr/%0aalert(1)",
    "www.x.fr<img src=x onerror=alert(1)>",
    "http:///<img src=x onerror=alert(1)>",
    "https://x.fr<img src=x onerror=alert(1)>",
    'https://x.fr/"onmouseover="alert(1)',
    '[x](https://x.fr/"onmouseover="alert(1))',
]
HARMLESS = re.compile(r"(?i)(https?:|mailto:)")


def _hrefs(html: str) -> list[str]:
    """The addresses a page links to, once it is sure to hold nothing but words, lists and links."""
    tags = re.findall(r"<(?!/?(?:p|ul|ol|li|em|strong|code|br|blockquote)\b[^>]*>)[^>]*>", html)
    links = [tag for tag in tags if tag != "</a>"]
    for tag in links:
        assert re.fullmatch(r'<a href="[^"]*">', tag)
    return [link[len('<a href="') : -2] for link in links]


def _render_markdown_it(text: str) -> str:
    return str(
        MarkdownIt("commonmark", {"html": True, "linkify": True}).enable("linkify").render(text)
    )


def _render_commonmark(text: str) -> str:
    return str(pytest.importorskip("commonmark").commonmark(text))


def _render_mistune(text: str) -> str:
    mistune = pytest.importorskip("mistune")
    plugins = ["table", "strikethrough", "url", "footnotes"]
    return str(mistune.create_markdown(escape=False, plugins=plugins)(text))


@pytest.mark.parametrize("render", [_render_markdown_it, _render_commonmark, _render_mistune])
@pytest.mark.parametrize("typed", LURES)
def test_no_reader_of_markdown_makes_a_lure_a_link(typed: str, render: Any) -> None:
    for written in (block(typed), quote(typed), f"- {inline(typed)}", f"**{inline(typed)}.** x"):
        assert all(HARMLESS.match(href) for href in _hrefs(render(written)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Voir", "la suite](javascript:alert(1))"),
        ("![Voir", "la suite](/i.png)"),
        ("[Voir", "la suite]: javascript:alert(1)"),
        ("`Voir", "la suite`"),
        ("<!-- Voir", "la suite -->"),
        ("<a href='", "javascript:alert(1)'>"),
        ("&#106", ";avascript"),
        ("~~Voir", "la suite~~"),
        ("*Voir", "la suite*"),
        ("Voir\\", "*la suite*"),
    ],
)
def test_no_lure_hides_half_in_one_field_and_half_in_the_next(before: str, after: str) -> None:
    tokens = JUDGE.parseInline(f"{inline(before)} {inline(after)}")
    _only(tokens, WITHIN | {"inline"})
    assert "link_open" not in {token.type for token in _flat(tokens)}
    assert _bare(_seen(tokens)) == _typed_line(before) + _typed_line(after)


@CAREFULLY
@given(TYPED)
@example("la suite](javascript:alert(1))")
@example("a//b")
@example("WwW.x.fr<b>")
def test_the_quick_look_lets_pass_only_what_needs_nothing(typed: str) -> None:
    line = clean(typed).replace("\n", " ")
    assert not markdown._tame(line) or markdown_inert.marked(line, edge="") == line


@pytest.mark.parametrize("typed", LURES)
def test_a_lure_is_no_link_even_to_a_reader_that_allows_all(typed: str) -> None:
    _only(JUDGE.parse(block(typed)), AROUND)


def test_a_link_to_the_web_is_one() -> None:
    tokens = JUDGE.parseInline(inline("[mots](https://x.fr/a_b) et http://y.fr/z_z."))
    links = [token.attrs["href"] for token in _flat(tokens) if token.type == "link_open"]
    assert links == ["https://x.fr/a_b", "http://y.fr/z_z"]


NEARLY_PROSE = st.one_of(
    TYPED,
    st.text(st.sampled_from("aéœW.w é’«»\u00a0\u202f\u200d\ufeff#>-+=|1:)\t\n🙂/&;"), max_size=12),
)


@given(NEARLY_PROSE)
@example("see WwW.example.org")
@example("see //host.example")
@example("> said so")
@example(": so")
@example("- so")
@example("+ so")
@example("2. so")
@example("===")
@example("|")
@example("ends in a hash #")
@example("\u00a0ends in a no-break space\u00a0")
@example("")
def test_ordinary_prose_is_what_the_long_way_leaves_as_it_is(typed: str) -> None:
    """What goes out at once would have come out the same."""
    if markdown.ordinary(typed) is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(markdown, "ordinary", lambda text: None)
            assert inline(typed) == typed


@pytest.mark.parametrize("typed", ["Élodie m’a dit oui.", "« Oui »", "a\u00a0: b", "two words"])
def test_ordinary_prose_is_known_as_such(typed: str) -> None:
    """Else the quick way would be no way at all."""
    assert markdown.ordinary(typed) is not None


@settings(max_examples=100, deadline=None)
@given(TYPED)
def test_footnotes_are_text_where_footnotes_exist(typed: str) -> None:
    footnote = pytest.importorskip("mdit_py_plugins.footnote")
    judge = _judge().use(footnote.footnote_plugin)
    _only(judge.parse(block(typed)), AROUND)
    _only(judge.parse(f"- {inline(typed)}"), AROUND)


def _complaints(document: str) -> set[str]:
    """The rules of markdownlint the document breaks, long lines aside."""
    api = pytest.importorskip("pymarkdown.api")
    linter = api.PyMarkdownApi().log_error_and_above().disable_rule_by_identifier("md013")
    return {failure.rule_id for failure in linter.scan_string(document).scan_failures}


LISTS = [
    "1. a\n   - b\n     - c\n2. d\n\n   suite\n- e",
    "- a\n  - b\n  1. c\n\n\n\n  fin",
    "* a\n+ b\n_it_ *it*\n#mot\n` d `\na * b * c",
    "\n".join(f"{n}. x" for n in range(1, 12)) + "\n    - y",
    "Points :\n* un\n\t+ deux\n\t\t- trois\nfin",
    "(voir)[note] et [a][b], [ mots ](https://x.fr) https://y.fr   \n\ta\tb",
]


@pytest.mark.parametrize("typed", LISTS + [typed for typed, _ in BLOCK if block(typed)])
def test_linters_like_our_blocks(typed: str) -> None:
    """But for a line of nothing but bold: it would have to lose its emphasis (MD036)."""
    document = f"# Titre\n\n{block(typed)}\n\n## Suite\n\n- **Sujet.** Mots\n\n{block(typed, 2)}\n"
    assert _complaints(document) <= ({"MD036"} if typed == "**Points**" else set())


@pytest.mark.parametrize("typed", ["a\nb\n\nc", "- a\n- b", "a\n\n\n\n- b\n  - c\n\nd", "# a"])
def test_linters_like_our_quotes(typed: str) -> None:
    assert not _complaints(f"# Titre\n\n{quote(typed)}\n")


PATIENCE = 10.0
"""Seconds: far more than a busy machine needs, far less than a rule that is not linear takes."""


@pytest.mark.parametrize("write", [inline, block, plain])
@pytest.mark.parametrize(
    "fragment",
    ["a", "mot ", "*", "*a ", "a* ", "*a* ", "**a *b*** ", "_", "`", "` `` ", "`a`", "[", "[a](", "](",
     "![", "[a](https://x(", "https://", "https://x(", "www.", "(www.x", "<", "<a", "<1", "&a", "&amp;",
     "\\", "\\`", "~ ", "(", "//", "#", "# ", "- ", "1. ", " ", "\u00a0", "| - ", "]:", "é*«"],
)  # fmt: skip
def test_time_grows_with_the_line_and_no_faster(write: Any, fragment: str) -> None:
    """A rule that looked at a line twice over would take minutes here."""
    assert _seconds(write, fragment * (100_000 // len(fragment))) < PATIENCE


@pytest.mark.parametrize("write", [inline, block, plain])
@pytest.mark.parametrize("fragment", ["Le mot *juste*, n’est-ce pas ? ", "a"])
def test_a_megabyte_takes_no_time_to_speak_of(write: Any, fragment: str) -> None:
    """It takes a fraction of a second; looked at twice over, it would take hours."""
    assert _seconds(write, fragment * (1_000_000 // len(fragment))) < PATIENCE


def test_many_runs_of_backticks_are_matched_in_one_pass() -> None:
    line = " ".join("`" * length for length in range(1, 500))
    assert plain(inline(line)) == line
    assert _seconds(inline, line) < PATIENCE


def _seconds(write: Any, line: str) -> float:
    """The time our own process spends on it, whatever else the machine does."""
    start = time.process_time()
    write(line)
    return time.process_time() - start


def test_every_rule_says_why() -> None:
    kept, made_safe = markdown_rules.KEPT, (*markdown_rules.ESCAPED, *markdown_rules.GUESSED)
    rules = (*kept, *made_safe, *markdown_rules.STARTS, markdown_rules.HASH)
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.why for rule in rules)
