"""Whether to believe a file that says what language something is in: many say it of everything alike."""

from parallelreader.core.language.script import han_share, is_chinese_tag

_FEW_LETTERS = 12


def believed(tag: str, text: str) -> str:
    """``tag``, or nothing where the words themselves speak against it."""
    if not tag:
        return ""
    share = han_share(text)
    letters = sum(character.isalpha() for character in text[:200])
    if is_chinese_tag(tag):
        return "" if share < 0.1 and letters >= _FEW_LETTERS else tag
    is_english = tag.lower().split("-")[0] == "en"
    return "" if is_english and share > 0.5 else tag
