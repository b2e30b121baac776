"""Six words that both read aloud: the same on both sides only if nobody stands in between.

Each word is one byte of a key made by scrypt from the pair and both people's public keys, so an
attacker who wants to be taken for both would have to try 2^48 pairs of keys, each at a tenth of a
second. A byte may come twice, and so may its word: the order counts.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmjournal.exchange.identity import Keys

COUNT = 6
_SALT = b"rmjournal words 1"
_COST = 2**15
_MEMORY = 64 << 20

ENGLISH: list[str] = """
acorn actor alley amber angle ankle apple apron arrow attic autumn badge bagel baker balloon bamboo
banjo barley barrel basil basket beach beacon beaver bell bench berry bicycle bird biscuit blanket
blossom boat bonfire book boot bottle bowl bramble bread breeze brick bridge broom brush bucket
butter button cabin cactus camel candle canoe canyon carpet carrot castle cat cedar cello chair
chalk cherry chess chimney cinema circus citrus clarinet clock cloud clover coat cobalt coffee comet
compass copper coral cork corner cotton cradle crane cricket crown cube curtain cushion daisy dancer
desert diamond dolphin donkey door dragon drawer drum eagle early easel echo egg elbow elm emerald
engine evening fabric falcon feather fern ferry fiddle field finger flag flame flute forest fork
fossil fountain fox frost fruit garden garlic gate ginger giraffe glacier glove goat gold grape
grass gravel guitar hammer harbour harp harvest hat hazel hedge helmet heron hill honey horse
hotel igloo iris island ivory jacket jasmine jigsaw judge jungle kayak kettle key kitchen kite
ladder lake lamp lantern laurel lemon letter library lilac lion lobster lotus magnet mango maple
marble market meadow melon mirror moon moss mountain mouse museum mustard napkin needle nest
noodle north nut oak oasis ocean olive onion opera orange orbit orchard otter oven owl oyster
paddle palm panda paper parrot peach pearl pebble pencil pepper piano picnic pillow pilot pine
planet plum pocket poem pond poppy potato pumpkin puzzle quarry queen quilt rabbit radio raft
rainbow raven ribbon river robin rocket roof rope rose saddle sailor salmon sapphire scarf
""".split()  # noqa: SIM905 - a list of words is read as words
"""One word a byte."""

FRENCH: list[str] = """
abeille abricot acier agneau aigle aiguille aile algue allée amande ampoule ananas ancre ange
anneau arbre arc argent armoire arrosoir atelier automne avion avril azur bague balai balcon balle
bambou banane banc barque bassin bateau beurre biche bijou bille biscuit blé bois boîte bonnet
bouchon boucle bougie boule bouquet bouteille bouton branche brebis brique brise brosse brume buffet
buis bureau cabane cactus cadeau café cahier caillou calme camion canal canard canot carafe carotte
carton cascade cerf cerise chaise chalet chameau chanson chapeau charrue chat château chaton chemin
chêne cheval chèvre cigale ciment cirque ciseau citron clairon clavier cloche clou cobalt coffre
colline comète compas coquille corail corbeille corde coton couleur couronne crabe craie crayon crème
cube cuillère cuivre cygne dauphin dentelle désert dessin diamant dimanche dragon drapeau dune
écharpe échelle éclair école écorce écureuil église éléphant émail orage enclume épice éponge érable
escalier étang étoile fanfare farine faucon fenêtre fer ferme feuille ficelle figue flamme fleur
fleuve flûte foin fontaine forêt fougère four fourmi fraise framboise fromage fruit fusée galet gant
garage gare gâteau genou gerbe givre glace gomme grange granit grenade grenier grive guitare hameau
hamac harpe hérisson herbe héron hibou hiver horloge huile huître île image iris ivoire jardin
jasmin jeudi jonquille journal jument kayak kiosque lagune laine lait lampe lapin laurier lavande
lettre lierre lièvre lilas lin lion livre loupe loutre lune lutin olive magasin maison mandarine
manteau marbre marché marée marmite marron matin mélodie melon menthe merle miel miroir
moineau montagne moulin mouton muguet musée navire neige nid noisette noix nuage océan
""".split()  # noqa: SIM905 - a list of words is read as words
"""The same in French; the two lists have nothing to do with each other."""

LISTS = {"en": ENGLISH, "fr": FRENCH}


@lru_cache(maxsize=8)
def words(pair: str, one: Keys, other: Keys, language: str) -> tuple[str, ...]:
    """The six words of these two people's keys in this pair, whoever of the two asks."""
    people = sorted(f"{keys.sign} {keys.age}" for keys in (one, other))
    made = hashlib.scrypt(
        "\n".join((pair, *people)).encode(), salt=_SALT, n=_COST, r=8, p=1,
        maxmem=_MEMORY, dklen=COUNT,
    )  # fmt: skip
    return tuple(LISTS.get(language, ENGLISH)[byte] for byte in made)
