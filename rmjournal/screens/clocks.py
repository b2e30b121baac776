"""The clocks of a session under way: its present item, the whole of it, and how it goes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from rmjournal.i18n import _
from rmjournal.model.pair import Pair
from rmjournal.model.progress import Progress
from rmjournal.screens import live_words
from rmjournal.widgets.gauge import Gauge
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words


class Clocks(Vertical):
    """Two gauges and a sentence; what is shown follows from a progress and nothing else."""

    DEFAULT_CSS = """
    Clocks {
        height: auto;
        #gauge-whole, #state { margin-top: 1; }
        #state { color: $text-muted; }
    }
    """

    def compose(self) -> ComposeResult:
        """The item, the session, the sentence."""
        yield Gauge(id="gauge-item")
        yield Gauge(id="gauge-whole")
        yield Words(plain(""), id="state")

    def say(self, pair: Pair, at: Progress) -> None:
        """Shows how the session stands."""
        item = self.query_one("#gauge-item", Gauge)
        item.display = at.now is not None
        if at.now is not None:
            item.say(
                line(live_words.topic_of(at.now.item)), plain(live_words.left(at.now.remaining)),
                live_words.share(at.now.seconds, at.now.minutes),
                plain(live_words.of_item(pair, at.now)),
            )  # fmt: skip
        self.query_one("#gauge-whole", Gauge).say(
            plain(_("Session")), plain(live_words.left(at.remaining)),
            live_words.share(at.seconds, at.minutes), plain(live_words.of_whole(at)),
        )  # fmt: skip
        state = self.query_one("#state", Words)
        if state.said != (told := live_words.state(at)):
            state.say(plain(told))
        state.display = bool(told)
