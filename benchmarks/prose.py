"""Varied French and English as people write it in a journal: the same key, the same words.

Sentences are drawn part by part from a stock, so that no paragraph comes twice and a text
compresses and searches like a real one. A few words are rare on purpose: see ``RARE``.
"""

from __future__ import annotations

import random
from typing import NamedTuple


class Rare(NamedTuple):
    """A word that occurs in one text of ``every``, and nowhere else in the stock."""

    word: str
    every: int
    sentence: str


RARE = (
    Rare("éphéméride", 41, "L’éphéméride du couloir était resté à la page de lundi."),
    Rare("réunion", 397, "La réunion de dix heures aurait tenu en trois lignes."),
    Rare("kaleidoscope", 401, "Her screen looked like a kaleidoscope that nobody had asked for."),
    Rare("dépaysement", 1999, "Quel dépaysement, une heure sans ordre du jour\u202f!"),
)
"""From often to seldom: about 25 texts hold the first in 1,000, the next two in 10,000, the last in 50,000."""

_EMOJI_EVERY = 61
_EMOJI = ("🙂", "👍", "🎉", "👩🏽‍💻")

Stock = tuple[tuple[str, ...], ...]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.strip().split("\n"))


_EN: Stock = (
    _parts("""
        This time
        Before we had even sat down,
        Halfway through,
        On the way back to the lift
        For once
        Looking at last month’s figures,
        After a long silence
        When I asked why,
        In front of the whiteboard
        Without any slides
        At the end of the hour
        Later, over coffee,
        Somewhat to my surprise
        During the demonstration
        Once the door was closed
        As agreed three weeks ago
        Between two phone calls
        Rather late in the day
        Right at the start
        While the laptop was updating,
        With the real case on the table
        On Thursday evening
        As soon as I stopped explaining,
        Back at my desk
    """),
    _parts("""
        she
        he
        my mentor
        the younger one of us
        I
        the whole sales team
        our head of operations
        someone from the night shift
        the apprentice
        the new colleague in Lyon
        the board
        a customer from Ghent
        the person who answers the phone
        the one who never speaks
    """),
    _parts("""
        showed me how
        explained patiently why
        asked, quite simply, whether
        wanted to know when
        refused to believe that
        noticed that
        admitted that
        drew on paper how
        worked out in ten minutes that
        repeated twice that
        doubted that
        found a way to show that
        guessed that
        took it for granted that
        had forgotten that
        gently pointed out that
        told the story of the day when
        wrote on the board that
    """),
    _parts("""
        the dashboard counts what is easy to count
        nobody reads beyond the second paragraph
        a shared document replaces four e-mails
        the median says more than the average
        the assistant invents its sources when pressed
        people under thirty no longer call
        a prompt is only a brief with another name
        the meeting could be cancelled without harm
        silence is not agreement
        our onboarding takes eleven weeks
        the form asks for the same thing three times
        a podcast reaches the drivers better than the intranet
        the joke had hurt more than it showed
        the query runs in two seconds or not at all
        titles keep people from speaking
        the holiday calendar forgets half of the team
        accessibility begins with the font size
        nobody had tested it on a telephone
        the password policy makes us less careful
        returning a favour is easier than asking for one
        the chart hides the only bad quarter
        a question beats an opinion
        remote colleagues decide less than they think
        the budget is a story with numbers in it
    """),
    _parts("""
        and that changes what I will say on Monday
        which I had never put into words
        although the numbers say otherwise
        and I had to laugh
        but we left it open
        so we tried it at once
        and nobody had told me in nine years
        which still bothers me
        and we agreed to look at it again
        even if it costs an afternoon
        because the real decision is taken elsewhere
        and it took less than five minutes
        before I could object
        while I was defending the old way
        and I wrote it down word for word
        which explains the mood in the office
        so the agenda had to wait
        and I owe her an answer
        though I would have sworn the opposite
        and that was worth the hour
    """),
)

_FR: Stock = (
    _parts("""
        Cette fois,
        Avant même de s’asseoir,
        À mi-parcours,
        Dans l’ascenseur,
        Pour une fois,
        En relisant les chiffres d’août,
        Après un long silence,
        Quand j’ai demandé pourquoi,
        Devant le tableau blanc,
        Sans aucune diapositive,
        À la fin de l’heure,
        Plus tard, autour d’un café,
        À ma grande surprise,
        Pendant la démonstration,
        La porte une fois fermée,
        Comme convenu il y a trois semaines,
        Entre deux appels,
        Assez tard dans la journée,
        D’entrée de jeu,
        Pendant que l’ordinateur redémarrait,
        Avec un vrai dossier sous les yeux,
        Jeudi soir,
        Dès que j’ai cessé d’expliquer,
        De retour à mon bureau,
    """),
    _parts("""
        elle
        il
        ma mentore
        le plus jeune de nous deux
        l’équipe commerciale
        notre directrice des opérations
        quelqu’un de l’équipe de nuit
        l’apprenti
        la nouvelle collègue de Liège
        le comité
        une cliente de Besançon
        la personne qui répond au téléphone
        celui qui ne parle jamais
        un ancien de l’atelier
    """),
    _parts("""
        a montré comment
        a expliqué patiemment pourquoi
        a remarqué que
        a reconnu que
        a dessiné sur une feuille comment
        a compris en dix minutes que
        a répété deux fois que
        a fini par admettre que
        a trouvé le moyen de dire que
        a deviné que
        tenait pour acquis que
        avait oublié que
        a fait observer, avec tact, que
        a raconté le jour où
        a écrit au tableau que
        m’a demandé si
        doutait que ce soit vrai\u00a0:
        a noté en marge que
    """),
    _parts("""
        le tableau de bord compte ce qui se compte aisément
        personne ne lit au-delà du deuxième paragraphe
        un document partagé remplace quatre courriels
        la médiane en dit plus que la moyenne
        l’assistant invente ses sources dès qu’on insiste
        les moins de trente ans n’appellent plus
        une consigne claire vaut mieux qu’un long modèle
        le silence n’est pas un accord
        l’accueil des nouveaux prend onze semaines
        le formulaire demande trois fois la même chose
        un balado touche mieux les chauffeurs que l’intranet
        la plaisanterie avait blessé plus qu’il n’y paraissait
        la requête répond en deux secondes ou jamais
        les titres empêchent les gens de parler
        le calendrier des congés oublie la moitié de l’équipe
        l’accessibilité commence par la taille des caractères
        nul ne l’avait essayé sur un téléphone
        la règle des mots de passe nous rend moins prudents
        le graphique cache le seul mauvais trimestre
        une question vaut mieux qu’un avis
        les collègues à distance décident peu
        le budget est une histoire avec des nombres dedans
        la hiérarchie s’entend jusque dans les voix
        le cœur du métier tient dans trois gestes
    """),
    _parts("""
        et cela change ce que je dirai lundi
        ce que je n’avais jamais formulé
        même si les chiffres disent le contraire
        et il a bien fallu en rire
        mais nous avons laissé la question ouverte
        alors nous l’avons essayé aussitôt
        et personne ne me l’avait dit en neuf ans
        ce qui me gêne encore
        et nous y reviendrons
        quitte à y passer un après-midi
        car la vraie décision se prend ailleurs
        et cela n’a pas pris cinq minutes
        avant que je puisse protester
        pendant que je défendais l’ancienne méthode
        et je l’ai noté mot pour mot
        ce qui explique l’humeur du plateau
        si bien que l’ordre du jour a attendu
        et je lui dois une réponse
        alors que j’aurais juré l’inverse
        et cela valait bien l’heure
    """),
)

_TOPICS = _parts("""
    Reading the dashboard alone
    Trois graphiques à supprimer
    Writing a brief for the assistant
    Le vrai dossier de la semaine
    How the night shift sees us
    Parler en dernier
    Short videos for the workshop
    Les mots qui excluent
    Searching the shared archive
    La boîte de réception à zéro
    Who gets the interesting work
    Un tableau partagé plutôt qu’un courriel
    Asking for help in public
    L’accueil des nouveaux
    What the survey does not ask
    Préparer une démonstration de cinq minutes
""")
_TURNS = _parts("""
    with the July figures
    avec un exemple à nous
    without slides
    sans jargon
    for the Ghent customer
    pour l’équipe de nuit
    before the next board
    avant la clôture
    on a telephone
    sur le terrain
    in ten minutes
    en binôme
""")
_DOINGS = _parts("""
    Send the two charts to the night shift
    Essayer la recherche avancée sur un vrai dossier
    Ask three colleagues the same question
    Rédiger la consigne et la relire à voix haute
    Book half an hour with the apprentice
    Supprimer le rapport que personne n’ouvre
    Bring one real case
    Laisser parler les autres d’abord
    Note every acronym for a day
    Préparer un essai sur téléphone
""")


class Prose:
    """What someone could have written under a key."""

    def __init__(self, key: str, number: int = 0) -> None:
        self._pick = random.Random(key).choice
        self._number = number

    def sentence(self, french: bool) -> str:
        """One sentence."""
        parts = [self._pick(column) for column in (_FR if french else _EN)]
        return f"{_elided(' '.join(parts))}."

    def paragraph(self, french: bool, length: int) -> str:
        """Sentences of about ``length`` characters altogether."""
        sentences: list[str] = []
        while sum(map(len, sentences)) < length:
            sentences.append(self.sentence(french))
        return " ".join(sentences)

    def asides(self) -> str:
        """The rare words whose turn it is, each in its sentence, and now and then an emoji."""
        number = self._number
        found = [each.sentence for each in RARE if number % each.every == each.every // 2]
        if number % _EMOJI_EVERY == 0:
            found.append(self._pick(_EMOJI))
        return " ".join(found)

    def topic(self) -> str:
        """What an item of an agenda is called."""
        return f"{self._pick(_TOPICS)} {self._pick(_TURNS)}"

    def doing(self) -> str:
        """What someone said they would do."""
        return f"{self._pick(_DOINGS)} {self._pick(_TURNS)}"


def _elided(text: str) -> str:
    """French «que un» as it is written; English has nothing of the kind."""
    return text.replace("que un", "qu’un")
