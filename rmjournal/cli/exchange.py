"""``exchange``: two people, two files, one pair, by files or a shared folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rmjournal import carried
from rmjournal.cli import choices, output, told
from rmjournal.cli import framework as f
from rmjournal.cli.ask import confirmed
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import LANGUAGES, N_, _, ngettext, words
from rmjournal.journal import exchanged, settings
from rmjournal.journal.addressed import UnclearPair

if TYPE_CHECKING:
    from rmjournal.journal.exchanged import Twins
    from rmjournal.journal.sharing import Sharing

app = f.group("exchange", besides=carried.lost())
APPS = {"exchange": app}

DIR = N_("DIR")
Output = Annotated[
    str | None, f.option("-o", "--output", help=N_("The file to write."), metavar=f.FILE)
]
Of = Annotated[
    str | None,
    f.option("--pair", help=N_("The pair of yours that it is about."), metavar=N_("PAIR")),
]


def _exchange(pair: str | None = None) -> Sharing:
    """The exchange of the pair that is meant, or of the one spoken of."""
    if pair is not None:
        journal().pairs.use(journal().pairs.found(pair))
    return journal().exchange


def _path(name: str) -> Path:
    return Path(name).expanduser().absolute()


@f.command(app, "exchange invite")
def invite(
    target: Output = None,
    language: Annotated[
        str | None,
        f.option("--words", help=N_("The language of the words to compare."), metavar="fr|en"),
    ] = None,
) -> None:
    """Writes an invitation for the partner."""
    spoken = choices.choose(language, list(LANGUAGES)) if language else words().language
    name = target or f"rmjournal-invitation-{STATE.clock.today().isoformat()}.json"
    path = journal().exchange.invite(_path(name), spoken)
    output.aside(
        _("Written to {file}. It holds your names and public keys, nothing secret.", file=path)
    )
    partner = journal().pair.partner.name
    output.aside(_("Send it to {name}, who gives: rmjournal exchange accept {file}",
                   name=partner, file=path.name))  # fmt: skip
    output.aside(_("Then take their answer in the same way."))
    if not language and not exchanged.begun(journal()):
        output.aside(
            _("Then you compare six words in your language, “{language}”; --words chooses another.",
              language=spoken)
        )  # fmt: skip


@f.command(app, "exchange accept")
def accept(
    file: Annotated[str, f.argument(N_("The invitation, or the answer to yours."), f.FILE)],
    target: Annotated[
        str | None, f.option("-o", "--output", help=N_("Where the answer goes."), metavar=f.FILE)
    ] = None,
    pair: Of = None,
    new_pair: Annotated[
        bool, f.option("--new-pair", help=N_("It is about none of your pairs: add one."))
    ] = False,
    new_key: Annotated[
        bool,
        f.option("--new-key", help=N_("They began anew, on another laptop: take their new keys.")),
    ] = False,
) -> None:
    """Takes an invitation, or the answer to one."""
    answer = _path(target or f"rmjournal-answer-{STATE.clock.today().isoformat()}.json")
    take = partial(journal().exchange.accept, _path(file), answer, new_key=new_key)
    try:
        accepted = take(pair=pair, new_pair=new_pair)
    except UnclearPair as unclear:
        only, *others = unclear.pairs
        if others or not interactive():
            raise
        output.aside(_(unclear.happened, **unclear.values))
        same = confirmed(_("Is it your pair with {name}?", name=only.partner.name))
        accepted = take(pair=only.id) if same else take(new_pair=True)
    if accepted.supersedes(STATE.settings.pair):
        settings.change(STATE.home, "pair", accepted.spoken_of.id)
    told.tell_accepted(accepted, answer)


@f.command(app, "exchange status")
def status(
    same: Annotated[
        bool, f.option("--same", help=N_("Say that you compared the words, and they are the same."))
    ] = False,
    unsaid: Annotated[
        bool, f.option("--not-compared", help=N_("Say that the words are not compared yet."))
    ] = False,
    pair: Of = None,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Shows where the exchange stands."""
    if same and unsaid:
        raise UsageProblem(
            N_("--same and --not-compared contradict each other."),
            kept=N_("Nothing was changed."),
            todo=N_("Give one of them."),
        )
    exchange = _exchange(pair)
    if same or unsaid:
        exchange.compared(same=same)
    standing = exchange.standing()
    if json:
        output.as_json(told.plain(standing))
        return
    for line in told.lines(standing):
        output.say(line)
    if not standing.paired:
        output.aside(carried.begin(standing))
        output.aside(carried.lost())
    if standing.twins:
        output.heading(_("Both of you seem to have written of the same thing:"))
        told.tell_twins(standing.twins)
    if standing.requests:
        output.heading(_("They noted that you agreed; say so yourself, or do not"))
        output.table(told.row(each.record) for each in standing.requests)


@f.command(app, "exchange send")
def send(
    target: Output = None,
    everything: Annotated[
        bool, f.option("--all", help=N_("All of it anew, for a partner who lost something."))
    ] = False,
    pair: Of = None,
    dry: Annotated[bool, f.option("--dry-run", help=N_("Only say what would leave."))] = False,
) -> None:
    """Writes one packet for the partner."""
    exchange = _exchange(pair)
    if dry:
        told.tell_parcel(exchange.parcel())
        return
    name = target or f"rmjournal-{STATE.clock.now():%Y-%m-%d-%H%M%S}.age"
    sent = exchange.send(_path(name), everything=everything)
    told.tell_sent(sent)
    for each in carried.held(sent.held):
        output.aside(each)
    name = journal().pair.partner.name
    output.aside(carried.carry(sent, name))
    if exchanged.uncompared(journal()):
        output.aside(carried.uncompared(name))


@f.command(app, "exchange receive")
def receive(
    files: Annotated[list[str], f.argument(N_("Packets of your partner's."), N_("FILE …"))],
    dry: Annotated[bool, f.option("--dry-run", help=N_("Only say what would change."))] = False,
    join: Annotated[
        bool, f.option("--join", help=N_("Join what both of you wrote of the same thing."))
    ] = False,
) -> None:
    """Takes packets, all or none."""
    taken = journal().exchange.receive([_path(each) for each in files], dry=dry)
    told.tell_taken(taken, dry=dry)
    _offer(taken.twins, dry=dry, join=join)


def _offer(twins: tuple[Twins, ...], *, dry: bool, join: bool) -> None:
    """Likely twins: shown, and joined only if a person says so."""
    if not twins:
        return
    output.aside(_("Both of you seem to have written of the same thing:"))
    told.tell_twins(twins)
    if dry:
        return
    if join or (interactive() and confirmed(_("Join each two into one?"))):
        _offer(_join(twins), dry=False, join=join)
    else:
        output.aside(_("“rmjournal exchange join” makes each two one; with --keep they stay two."))


def _join(twins: tuple[Twins, ...]) -> tuple[Twins, ...]:
    """Joins each two; returns those that look alike only now, as the items of joined sessions do."""
    before = {each.name for each in journal().exchange.twins()}
    waiting = journal().exchange.join(*twins)
    output.aside(ngettext("{n} was joined.", "{n} were joined.", len(twins)))
    told.tell_waiting(waiting)
    return tuple(each for each in journal().exchange.twins() if each.name not in before)


@f.command(app, "exchange join")
def join(
    refs: Annotated[
        list[str] | None,
        f.argument(N_("The beginning of the id of one of two (default: all that look alike)."),
                   N_("REF …")),
    ] = None,
    keep: Annotated[
        bool, f.option("--keep", help=N_("They are two; they are not offered again."))
    ] = False,
) -> None:  # fmt: skip
    """Joins likely twins, or keeps them apart."""
    twins = journal().exchange.twins(refs or ())
    if not twins:
        output.aside(_("Nothing looks alike."))
        return
    told.tell_twins(twins)
    if keep:
        journal().exchange.keep_apart(*twins)
        output.aside(_("They stay two."))
        return
    _offer(_join(twins), dry=False, join=not refs)


@f.command(app, "exchange sync")
def sync(
    directory: Annotated[
        str | None, f.argument(N_("The folder that you share (default: the last one)."), DIR)
    ] = None,
    pair: Annotated[
        str | None,
        f.option("--pair", help=N_("This pair alone (default: each that has a place in the folder)."),
                 metavar=N_("PAIR")),
    ] = None,
    quiet: Annotated[
        bool, f.option("--quiet", help=N_("Say nothing where nothing came or left."))
    ] = False,
) -> None:  # fmt: skip
    """Receives and sends through a shared folder."""
    exchange, folder = _exchange(pair), _path(directory) if directory else None
    if pair is not None:
        told.tell_synced(exchange.sync(folder), quiet=quiet, named=False)
        return
    left = {each.id: each for each in exchange.paired()}
    several = len(left) > 1
    for done in exchange.sync_all(folder):
        told.tell_synced(done, quiet=quiet, named=several)
        left.pop(done.pair.id, None)
    if not quiet:
        told.tell_not_there(left.values())
