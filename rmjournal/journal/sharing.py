"""The shared folder: what the partner left in it is taken, and what they lack is left there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from rmjournal.errors import PacketRefused, Refused, UsageProblem
from rmjournal.exchange import folder, packets, taking
from rmjournal.exchange.ledger import Ledger, Link
from rmjournal.i18n import N_
from rmjournal.journal.exchanged import Held, Received, Sent, Synced, Taken
from rmjournal.journal.exchanging import Exchange
from rmjournal.model.pair import Pair
from rmjournal.text import has_surrogate


class Sharing(Exchange):
    """The exchange with the partner, by a shared folder too."""

    def sync(self, directory: Path | None = None) -> Synced:
        """Takes what the partner left in a shared folder, and leaves there what they lack.

        The folder is remembered, and is the one that is meant where none is named. Nothing is
        written in it where there is nothing to say; where my last packet is not there any more, all
        is said again that the partner has not said they have. What cannot be read is passed over:
        a sync program may still be writing it.
        """
        pair = self.pair
        mine, _ = self._paired(pair)
        link = self._link(pair)
        if directory is None:
            directory = _remembered(link)
        there = folder.found(directory, pair, link.seen, link.rekeyed)
        whole, unreadable = [], []
        foreign = [path.name for path in there.earlier if packets.by_another(_bytes(path), mine)]
        for _number, path in there.packets:
            try:
                whole.append(taking.packet(_bytes(path), mine, pair))
            except packets.NotTheirs:
                foreign.append(path.name)
            except PacketRefused:
                unreadable.append(path.name)
        taken = self._taken(pair, whole, dry=False) if whole else self._none_taken()
        sent, held = self._left(directory)
        self._remember(directory)
        return Synced(
            pair, taken, sent, tuple(unreadable), there.passed_over, tuple(foreign), held
        )  # fmt: skip

    def sync_all(self, directory: Path | None = None) -> Iterator[Synced]:
        """The same for every paired pair that has a place in the folder, one after the other.

        A folder of one pair is not shown to the partner of another: where none has a place there,
        it becomes that of the pair spoken of. Where no folder is named, each pair that ever shared
        one is served through its own. What one pair is refused keeps no other from being served,
        and is raised in the end.
        """
        chosen, refused = self.journal.chosen, list[Refused]()
        try:
            for pair in self._served(directory):
                self.journal.pairs.use(pair)
                try:
                    done = self.sync(directory)
                except Refused as error:
                    refused.append(error)
                else:
                    yield done
        finally:
            self.journal.chosen = chosen
        if refused:
            raise refused[0]

    def _served(self, directory: Path | None) -> list[Pair]:
        paired = self.paired()
        if directory is None:
            return [each for each in paired if self._link(each).folder] or [self.pair]
        there = [each for each in paired if folder.ours(directory, each).exists()]
        alone = paired if len(paired) == 1 else []
        return there or alone or [self.pair]

    def _link(self, pair: Pair) -> Link:
        return Ledger.of(self.store, pair.id).link

    def _remember(self, directory: Path) -> None:
        """From now on this is the folder of the pair; one whose name is no text is forgotten at once."""
        name = os.path.abspath(directory)
        if name != self._link(self.pair).folder and not has_surrogate(name):
            with self._exchanging(self.pair, "exchange sync") as (_tx, ledger):
                ledger.link.folder = name

    def _none_taken(self) -> Taken:
        return Taken(self.pair, Received(), 0, 0, self._link(self.pair).gap)

    def _left(self, directory: Path) -> tuple[Sent | None, tuple[Held, ...]]:
        """The packet that was left there, if there was something to say, and what found no room."""
        pair = self.pair
        ledger = Ledger.of(self.store, pair.id)
        folder.tidy(directory, pair, ledger.link.confirmed)
        link = ledger.link
        on_its_way = link.sequence <= link.confirmed or folder.holds(directory, pair, link.sequence)
        if on_its_way and not link.owing and link.anew >= 0:
            parcel, fresh = self._parcel(ledger)
            if not fresh:
                return None, parcel.held
        made = self._made(everything=False)
        digest = hashlib.sha256(made.data).hexdigest()
        sent = made.at(folder.put(directory, pair, made.number, digest, made.data))
        return sent, sent.held


def _bytes(path: Path) -> bytes:
    return packets.read(path, packets.LARGEST)


def _remembered(link: Link) -> Path:
    """The folder that was shared last; raises UsageProblem where there was none yet."""
    if not link.folder:
        raise UsageProblem(
            N_("No folder was shared yet."),
            kept=N_("Nothing was sent or received."),
            todo=N_("Name it once, for example: rmjournal exchange sync ~/Shared"),
        )
    return Path(link.folder)
