"""English spelt as in America, by which words meet that are spelt otherwise elsewhere."""

import re

_AMERICAN = (
    (re.compile(r"(?<=[a-z]{3})our(?=(s|ed|ing|able|ful|ite|ist|hood)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{4})is(?=(e|es|ed|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})yse(?=(d|s|r)?$)"), "yze"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[a-z]{3})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{3})amme(?=s?$)"), "am"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(?=(ed|ing|er|ers)$)"), "l"),
    (re.compile(r"aemi"), "emi"),
    (re.compile(r"^grey"), "gray"),
)


def american(word: str) -> str:
    """A word in lower case as it is spelled in America: labour is "labor". Some come out as no word."""
    if len(word) > 4:
        for pattern, spelling in _AMERICAN:
            word = pattern.sub(spelling, word)
    return word
