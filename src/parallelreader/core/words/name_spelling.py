"""Where an English sentence may have Chinese names, and as what syllables they may be spelt there."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import product

from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass
from parallelreader.core.words.name_titles import PLACES
from parallelreader.core.words.romanised import Syllables, letters_of, older_syllables_of, syllables_of

_CAPITAL = pattern(r"(?<![\w'’-])[A-ZÀ-Þ][^\W\d_]*(?:['’‘`-][^\W\d_]+)*")
_BEGINS = pattern(r"(?:[.!?:;…—\n\r][\s\"'“”‘’«»()\[\]–—-]*|[“\"‘(\[])$")
# Behind all other words a full stop ends a sentence.
_BEFORE = pattern(r"(\b(?i:mrs?|ms|dr|prof)\.|[A-Za-z]+)[ \u00a0]$")
_BEHIND = pattern(r"(?:s|'s|’s)? (?:family|household)\b")
_PLACE = pattern(r"[ \u00a0]([A-Za-z]+)")
_BETWEEN = (" ", "-", "\u00a0")
_NEAR = 24
_MOST_TOKENS = 3

_WRITTEN_TITLES = """
    old little young big elder mr mrs ms miss dr doctor uncle aunt auntie aunty grannie grandpa grandma granny
    grandfather grandmother grandad master teacher captain professor prof director manager boss comrade madam
    madame lady lord general sister brother chairman president minister mayor secretary engineer judge
    inspector officer nurse coach father mother widow headmaster principal foreman sergeant colonel major
    premier emperor king queen commissioner commander chief editor clerk cook carpenter surgeon magistrate
    surname surnamed family household lieutenant policeman driver accountant
    technician trainer reporter journalist lawyer landlord postman ferryman bookkeeper warden deputy assistant
    worker painter
"""
TITLES = frozenset(_WRITTEN_TITLES.split())
"""English words before which or behind which a single syllable is a person's name."""

_WRITTEN_WARY = """
    a an e i o to no you long can man men run die so sun me lie gun song pen hang he she fan tie lo gang re
    pan pin sen ban bang gong rang la pie nun hen chin hung shun bin en ding ping mo mi da ma na bo san bun
    te se ai pa ha ho tai ran mu ten den sue hue due mai juan tang pang lung ting
    one name make time take same like medicine face line woman women open language more side are change made
    rice eye house game case age late male human care machine sense range along rise piece base nature share
    dance bone police rule silver polite anger site future data pole cake date damage palace gate angle reduce
    remote balance danger taken chance ocean mean saying abuse page desire pure guide huge bare size manage
    lake shake orange route mining fame entire aside sure fate tide ride pile shame endure delicate running
    nine engage lean seen sage mine fake sale refuse ore bite deer tire mobile tune gaze pace suicide minute
    career here shine taxi pale decide cure ridicule fence hesitate shade pose leisure license remaining nice
    rude aware cunning mouse bike lane ending dining dice fade pine mode mate hunting secure waiting alike
    cabin fuse recite mole amuse tile cute paying exile lure queen mature lute mere debate lining pierce keen
    cage landing wake longer sake lame sesame routine chase cease rebuke resume shining dare ruling wage tale
    retire arouse entice bake refuge reside sunshine latitude educate pancake demanding menu bore poke cane
    lime chime relate ensure arise niche linger guidance riding abide mile binding mute nude sailing citizen
    delete alien panda cheer awake hence pier gene tame mane aide biting sunken patience depending pending
    decade rouse mini wane cite wade haze lace piping timing wailing outing awaken azure sunrise lance tier
    aiming mice linen shouting ache gale canine deride mixing pore tuning dine cache canteen mince louse dean
    liner rite dime bide saga bending manger moan shaken sheer niece tangle mace banana duke pare dangling
    mite menace lichen mending ware maze taming penance tongue machinery rename pianist
    nana mama papa baba haha
"""
WARY = frozenset(_WRITTEN_WARY.split())
"""Words that are capitalised at the beginning of sentences and in headings much oftener than in names."""


_WRITTEN_BEGINNERS = """
    the this that these those there then they their it its he his her him she we our us you your my mine
    in on at by for from with without of off up down over under after before behind near as if when while
    where who whom whose which what why how and but or nor so yet because though although since until once
    both each every some any many much more most few all none nobody nothing everybody everything somebody
    one two three four five six seven eight nine ten hundred not never now today tomorrow yesterday later
    soon outside inside only even still just perhaps maybe yes no well was were is are am be been do does did
    don't let let's please here again another other through across along between during like at
"""
_BEGINNERS = frozenset(_WRITTEN_BEGINNERS.split())


@dataclass(frozen=True, slots=True)
class Spelt:
    """Capitalised words that may be a Chinese name.

    ``parts`` are the syllables of each word; ``surface`` how they stand in the text, from ``start`` to
    ``end``; ``titled`` the same with a word like Mr that stands before. ``is_first``: they begin a sentence;
    ``is_titled``: such a word stands by them, ``place``: one like River behind them;
    ``is_wary``: each is an English word, too.
    """

    parts: tuple[Syllables, ...]
    surface: str
    titled: str
    start: int
    end: int
    is_first: bool
    is_titled: bool
    is_wary: bool
    place: str = ""

    @property
    def syllables(self) -> Syllables:
        return tuple(syllable for part in self.parts for syllable in part)


def spelt_names(english: str, common: Container[str]) -> Iterator[Spelt]:
    """What may be Chinese names in a passage, longer ones first at each place; ``common`` are words in small
    letters that the text has otherwise."""
    found = [
        (match, *ways)
        for match in _CAPITAL.finditer(english)
        if (ways := _ways_of(match.group())) is not None
    ]
    for first in range(len(found)):
        last = first
        while last + 1 < len(found) and last - first + 1 < _MOST_TOKENS:
            if english[found[last][0].end() : found[last + 1][0].start()] not in _BETWEEN:
                break
            last += 1
        for end in range(last, first - 1, -1):
            yield from _spelt(english, found[first : end + 1], common)


def has_names(english: str, common: Container[str], known: Container[str]) -> bool:
    """Whether a passage may have a name of any kind but those whose words are ``known``: a capital that no
    sentence begins with, or one of a word that the text has in no other way."""
    explained = -1
    for match in _CAPITAL.finditer(english):
        word = match.group().lower()
        start = match.start()
        if word.startswith("i") and word[1:2] in ("", "'", "’"):
            continue
        if english[start : match.end()].removesuffix("'s").removesuffix("’s") in known:
            explained = match.end()
            continue
        if english[explained:start] == " " and explained >= 0:
            # What it is the name of: Street, County.
            continue
        near = english[max(start - _NEAR, 0) : start]
        is_first = not near or _BEGINS.search(near) is not None
        if not is_first or (word not in common and word not in WARY and word not in _BEGINNERS):
            return True
    return False


@lru_cache(maxsize=65_536)
def _ways_of(word: str) -> tuple[str, tuple[Syllables, ...]] | None:
    letters = letters_of(word)
    older = [(each,) for each in older_syllables_of(letters)]
    ways = (("a",),) if letters == "ah" else tuple(dict.fromkeys((*syllables_of(letters), *older)))
    return (letters, ways) if ways else None


def _spelt(
    english: str, words: list[tuple[re.Match[str], str, tuple[Syllables, ...]]], common: Container[str]
) -> Iterator[Spelt]:
    start, end = words[0][0].start(), words[-1][0].end()
    surface = english[start:end].removesuffix("'s").removesuffix("’s")
    near = english[max(start - _NEAR, 0) : start]
    is_first = start == 0 or _BEGINS.search(near) is not None
    before, after = _BEFORE.search(near), _BEHIND.match(english, end)
    titled = f"{before[0]}{surface}" if before and before[1].lower().removesuffix(".") in TITLES else surface
    is_titled = titled != surface or after is not None
    what = _PLACE.match(english, end)
    place = what[1] if what is not None and what[1].lower() in PLACES else ""
    is_wary = all(letters in WARY or letters in common for _, letters, _ in words)
    for parts in product(*(ways for _, _, ways in words)):
        yield Spelt(parts, surface, titled, start, end, is_first, is_titled, is_wary, place)
