"""Which English word forms are one word: run, runs, ran, running.

Deliberately narrower than the stems that alignment counts: a search for "organ" must not give
"organisation". Two forms are one word where :func:`lemmas` of both share something.
"""

from functools import lru_cache

from parallelreader.core.language.irregular_forms import IRREGULAR_FORMS
from parallelreader.core.language.stemming import stem_of


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What helps to align, but is another word to a reader.
_OTHER_WORDS = _words(
    """
mom mum mama dad papa daddy grandma granny grandpa granddad chinese big begin cannot none nor ever us our
ours ourselves me my mine myself your yours yourself yourselves him his himself her hers herself them
their theirs themselves whom whose many more most little
"""
)
_MORE_IRREGULAR = """
be am is are was were been being;have has had having;do does did done;calf calves;elf elves;hoof hooves;
scarf scarves;loaf loaves;dwarf dwarves;die dice;louse lice;index indices;matrix matrices;thesis theses;
axis axes;oasis oases;hypothesis hypotheses;begin began begun;cut cutting;put putting;sit sitting;
quit quitting;much more most;far farther further;shear shorn;slay slew slain;smite smote smitten;spell spelt;
stave stove;thrive throve thriven;bid bade bidden;behold beheld;cleave clove cloven;string strung;
abide abode;shoe shod;mow mown;hew hewn;saw sawn;lean leant;burn burnt;bust bust;get got gotten;
bus buses bused busing;gas gases;lens lenses;virus viruses;
panic panicked panicking;traffic trafficked trafficking;picnic picnicked picnicking;mimic mimicked mimicking
"""
# Ending in -er or -est proves nothing (water, forest): these are the common words that really compare.
_COMPARED = _words(
    """
angry big black blue bold brave brief bright broad brown busy calm cheap clean clear clever close cloudy
cold cool cruel crazy damp dark deep dense dirty dry dull early easy empty faint fair fast fat few fierce
fine firm fit flat fond fresh full funny gentle grand gray great green grey happy hard harsh heavy high
hot humble hungry kind large late lazy light lonely long loose loud lovely low lucky mad mean mild narrow
near neat new nice noble noisy old pale plain pleasant polite poor pretty proud pure quick quiet rare raw
red rich ripe rough round rude sad safe sharp short shy sick silly simple slim slow small smart smooth
soft solid sour steep stern stiff strange strict strong subtle sunny sure sweet swift tall tender thick
thin tight tiny tired tough true ugly vague vast warm weak wealthy weary wet white wide wild wise worthy
yellow young
"""
)
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")

_MEN = "men"


def _forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for form, base in IRREGULAR_FORMS.items():
        if form not in _OTHER_WORDS:
            found.setdefault(form, set()).add(base)
    for group in _MORE_IRREGULAR.split(";"):
        base, *forms = group.split()
        for form in forms:
            found.setdefault(form, set()).add(base)
    return {form: tuple(bases) for form, bases in found.items()}


_IRREGULAR = _forms()


def _by_base() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, bases in _IRREGULAR.items():
        for base in bases:
            found.setdefault(base, set()).add(form)
    return {base: frozenset(forms_of) for base, forms_of in found.items()}


_IRREGULAR_BY_BASE = _by_base()


@lru_cache(maxsize=200_000)
def lemmas(form: str) -> frozenset[str]:
    """The words that a folded form may be a form of, itself always among them: saw is "saw" and "see"."""
    found = {form, *_IRREGULAR.get(form, ())}
    if len(form) > 2 and form.isascii() and form.isalpha():
        stem = stem_of(form)
        # A base that has another stem is another word: hated is no form of "hat".
        found |= {base for base in _bases(form) if len(base) > 1 and stem_of(base) == stem}
        found |= _positives(form)
        if form.endswith(_MEN) and len(form) > len(_MEN) + 1:
            # Fishermen; of the few others (specimen, regimen) the ending is no plural.
            found.add(f"{form[: -len(_MEN)]}man")
    return frozenset(found)


@lru_cache(maxsize=5_000)
def forms(word: str) -> frozenset[str]:
    """Every form of the words that a folded ``word`` may be a form of: the reverse of :func:`lemmas`."""
    found = {word}
    for base in lemmas(word):
        found |= _IRREGULAR_BY_BASE.get(base, frozenset())
        if len(base) > 1 and base.isascii() and base.isalpha():
            stem = stem_of(base)
            found |= {form for form in _inflected(base) if stem_of(form) == stem}
        if base.endswith("man") and len(base) > len(_MEN) + 1:
            found.add(f"{base[:-3]}{_MEN}")
        if base in _COMPARED:
            found |= {begun + ending for begun in _begun(base) for ending in ("er", "est")}
    return frozenset(found)


def _inflected(base: str) -> set[str]:
    """What a base gives with every ending there is, much of it no word at all."""
    found = {base, base + "s"} | {begun + ending for begun in _begun(base) for ending in ("ed", "ing")}
    if base.endswith(_SIBILANTS):
        found.add(base + "es")
    if base.endswith("y"):
        found |= {base[:-1] + "ies", base[:-1] + "ied"}
    if base.endswith("ie"):
        found.add(base[:-2] + "ying")
    return found


def _begun(base: str) -> tuple[str, ...]:
    """What an ending with a vowel is put to, the reverse of :func:`_opened`: hop and hopp, hope and hop."""
    if base.endswith("e"):
        return base, base[:-1]
    if base.endswith("y"):
        return base, base[:-1] + "i"
    return base, base + base[-1]


def _bases(form: str) -> set[str]:
    """What may be left when an ending is taken off, most of it no word at all."""
    found = set()
    if form.endswith("ies"):
        found |= {form[:-3] + "y", form[:-1]}
    elif form.endswith("s") and not form.endswith(("ss", "us", "is")):
        found.add(form[:-1])
        if form.endswith("es") and form[:-2].endswith(_SIBILANTS):
            found.add(form[:-2])
    if form.endswith("ied"):
        found |= {form[:-3] + "y", form[:-1]}
    elif form.endswith("ed"):
        found |= _opened(form[:-2])
    if form.endswith("ying"):
        found.add(form[:-4] + "ie")
    if form.endswith("ing"):
        found |= _opened(form[:-3])
    return found


def _positives(form: str) -> set[str]:
    ending = 2 if form.endswith("er") else 3 if form.endswith("est") else 0
    if not ending:
        return set()
    rest = form[:-ending]
    return {*_opened(rest), rest[:-1] + "y" if rest.endswith("i") else rest} & _COMPARED


def _opened(rest: str) -> set[str]:
    """A word without its ending, as it may have been before: hop, hope, and hopp to hop."""
    found = {rest, rest + "e"}
    if len(rest) > 2 and rest[-1] == rest[-2]:
        found.add(rest[:-1])
    return found
