"""Where English sentences and words begin and end, as a careful reader would draw them.

Rules and short lists only, nothing learnt: what a reader could not explain is not decided here.
"""

import re

from parallelreader.core.patterns import pattern

_STOPS = ".!?…"
_CLOSERS = "\"'”’»)]}"
_OPENERS = "\"'“‘«([{"

# A run of stops and closing marks, with the stray stops and quotation marks that machine translation
# and typesetters leave after a space.
_CLOSE = f"[{_STOPS}{re.escape(_CLOSERS)}]"
_RUN = pattern(rf"[{_STOPS}]{_CLOSE}*(?:\s{{1,3}}(?:[{_STOPS}]{_CLOSE}*|[\"”])(?=\s|$))*")
_WORD_CHARACTER = pattern(r"[^\W_]")
_NEXT_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TOKEN_LENGTH = 40
_HEADING_LENGTH = 16


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    "mr mrs ms messrs mme mlle dr drs prof gen sen rep reps gov capt cpt cmdr lt col maj sgt cpl pvt "
    "adm rev hon fr pres supt insp mt ft st"
)
_NEVER_LAST = _words("e.g i.e eg ie vs cf viz approx ca")
_BEFORE_NUMBER = _words(
    "no nos p pp vol vols fig figs sec secs art arts ch chap chaps para paras v eq ed op ver pt "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_OFTEN_LAST = _words(
    "inc corp ltd co bros jr sr etc al ave blvd rd dept univ assn intl tue tues thu thur thurs fri"
)
# Words that begin a sentence far more often than they are a part of a name.
_STARTERS = _words(
    "the a an this that these those it its he his she her they their we our you your i my there here in "
    "on at by for from to with without when while where why what who which how if as after before since "
    "although though but and or yet so then thus therefore however moreover meanwhile because during "
    "until one some all both each every many most no not nor only also even still once now today "
    "yesterday tomorrow according through under over between among another such is are was were do does "
    "did have has had can could"
)
_SAYING = (
    "said|asked|replied|answered|cried|shouted|called|whispered|murmured|muttered|added|went on|continued|"
    "exclaimed|demanded|thought|says|asks|wondered|laughed|sighed|snapped|yelled"
)
_TAG = pattern(
    r"(?:I|(?:Mr|Mrs|Ms|Dr)\. [A-Z]\w+|"
    r"(?!He\b|She\b|They\b|We\b|You\b|It\b)[A-Z]\w+(?: [A-Z]\w+)?) "
    rf"(?:{_SAYING})\b"
)
_HEADING = pattern(
    r"(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[ivx]{1,5}|[A-Za-z])|"
    r"(?i:chapter|part|section|book|act|scene|article|appendix|lesson|step)\s+(?i:\d{1,3}|[ivxlc]{1,6}|[a-z]))$"
)
_ACRONYM = pattern(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_GLUED = pattern(r"[A-Z][a-z]*(?=[\s,'’])")
_LOWER_WORD = pattern(r"(?<![^\s\"“‘(])[a-z]{3,}$")


def split_sentences(paragraph: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences: (start, end) in code points, in order, without white space around.

    Every character that is not white space stands in exactly one of them. Takes linear time.
    """
    if is_one_sentence(paragraph):
        return [(0, len(paragraph))]
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _RUN.finditer(paragraph):
        if ends_sentence(paragraph, match.start(), match.end(), start):
            _append(spans, paragraph, start, match.end())
            start = match.end()
    _append(spans, paragraph, start, len(paragraph))
    if len(spans) > 1 and not _WORD_CHARACTER.search(paragraph, *spans[0]):
        spans[:2] = [(spans[0][0], spans[1][1])]
    return spans


def is_one_sentence(paragraph: str) -> bool:
    """Whether a glance shows that a paragraph, without white space around, is one sentence and no more."""
    run = _RUN.search(paragraph)
    is_bare = paragraph[:1].strip() and paragraph[-1:].strip()
    return bool(is_bare) and (run is None or run.end() == len(paragraph))


def word_at(text: str, position: int) -> tuple[int, int]:
    """The word that holds ``position``, as (start, end) in code points.

    Apostrophes and hyphens inside a word and the points of a number belong to it; on anything that is
    no part of a word it is the one character there.
    """
    if not text:
        return (0, 0)
    position = min(max(position, 0), len(text) - 1)
    if not _is_in_word(text, position):
        return (position, position + 1)
    start = end = position
    while start > 0 and _is_in_word(text, start - 1):
        start -= 1
    while end < len(text) and _is_in_word(text, end):
        end += 1
    return (start, end)


def ends_sentence(text: str, start: int, end: int, sentence: int) -> bool:
    """Whether the stops and closing marks from start to end close the sentence begun at ``sentence``."""
    following = skip_space(text, end)
    if following == len(text):
        return True
    if following == end:
        return _is_glued(text, start, end)
    run = text[start:end]
    lead = following
    while lead < len(text) and text[lead] in _OPENERS + "—–-":
        lead += 1
    first = text[lead : lead + 1]
    if first.islower() or (first and first in ",;:"):
        return False
    if _TAG.match(text, following) and any(mark in "\"'”’" for mark in run):
        return False
    if run != ".":
        return not (run[0] in ".…" and _is_stutter(text, run, start, lead))
    return _ends_at_full_stop(text, start, lead, sentence)


def skip_space(text: str, position: int, limit: int | None = None) -> int:
    """The first position from ``position`` on (at most ``limit`` further) that holds no white space."""
    last = len(text) if limit is None else min(position + limit, len(text))
    while position < last and text[position].isspace():
        position += 1
    return position


def is_abbreviation(token: str) -> bool:
    """Whether a full stop after ``token`` most likely belongs to it: Dr, No, e.g, J, U.S."""
    word = token.lower()
    if word in _NEVER_LAST or word in _BEFORE_NUMBER or (word in _TITLES and token[:1].isupper()):
        return True
    return (len(token) == 1 and token.isupper()) or _ACRONYM.match(token) is not None


def _ends_at_full_stop(text: str, start: int, following: int, sentence: int) -> bool:
    if start - sentence <= _HEADING_LENGTH and _HEADING.match(text[sentence:start].strip()):
        return False
    token = _token_before(text, start)
    word = token.lower()
    if word in _NEVER_LAST or (word in _TITLES and token[0].isupper()):
        return False
    if word in _BEFORE_NUMBER:
        return not (text[following : following + 1].isdigit() or token == "v")
    is_initial = len(token) == 1 and token.isupper() and token != "I"
    is_acronym = "." in token and token.replace(".", "").isalpha() and len(token) <= 8
    if is_initial or is_acronym or word in _OFTEN_LAST:
        next_word = _NEXT_WORD.match(text, following)
        return next_word is None or next_word.group().lower() in _STARTERS
    return True


def _append(spans: list[tuple[int, int]], paragraph: str, start: int, end: int) -> None:
    stretch = paragraph[start:end]
    first = start + len(stretch) - len(stretch.lstrip())
    last = start + len(stretch.rstrip())
    if first >= last:
        return
    # Stray stops and end marks (■) are no sentence of their own.
    if spans and not _WORD_CHARACTER.search(paragraph, first, last):
        spans[-1] = (spans[-1][0], last)
    else:
        spans.append((first, last))


def _token_before(text: str, end: int) -> str:
    """The word that stands right before ``end``, with the stops inside it but without opening marks."""
    start = end
    while start > 0 and end - start < _TOKEN_LENGTH and not text[start - 1].isspace():
        start -= 1
    return text[start:end].lstrip(_OPENERS + "—–-")


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether the space after a full stop was forgotten: "the end.Then we"."""
    if text[start:end] not in {".", ".”", '."', "!", "?", "...", "…"}:
        return False
    before = text[max(start - _TOKEN_LENGTH, 0) : start]
    return _GLUED.match(text, end) is not None and _LOWER_WORD.search(before) is not None


def _is_stutter(text: str, run: str, start: int, following: int) -> bool:
    """Whether an ellipsis only breaks a word off that is then said again: "I... I know"."""
    if any(mark in "!?" for mark in run):
        return False
    before, after = _token_before(text, start), _NEXT_WORD.match(text, following)
    return after is not None and bool(before) and after.group().lower().startswith(before.lower())


def _is_in_word(text: str, position: int) -> bool:
    character = text[position]
    if character.isalnum():
        return not _is_chinese(character)
    if character not in "'’-‑.," or not 0 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position + 1]
    if character in ".,":
        return before.isdigit() and after.isdigit()
    return before.isalnum() and after.isalnum() and not _is_chinese(before) and not _is_chinese(after)


def _is_chinese(character: str) -> bool:
    return character >= "\u2e80"
