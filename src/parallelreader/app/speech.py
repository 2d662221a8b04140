"""The voices of the system that read Chinese or English aloud, each as a program that is given the words.

Nothing of it is a library: every system brings such a program or has one to install. How it is run, and when
it stops, is left to the window.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.app.speech_pace import Pace
from parallelreader.core.language.script import is_chinese_tag

CHINESE, ENGLISH = "zh", "en"

_SECONDS_TO_ANSWER = 8.0
# Others speak a language that readers of Mandarin would take for a mistake.
_MANDARIN = ("cmn", "zh")
_NOT_MANDARIN = ("hk", "yue", "mo")
_USUAL_PLACES = ("zh-cn", "cmn", "zh", "cmn-cn", "en-us", "en-gb", "en")

_LIST_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() |"
    " Where-Object { $_.Enabled } |"
    ' ForEach-Object { $_.VoiceInfo.Culture.Name + "`t" + $_.VoiceInfo.Name }'
)
_SPEAK_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$voice.SelectVoice('{name}');"
    "$voice.Rate = {rate};"
    "$voice.Speak([Console]::In.ReadToEnd())"
)
_WORDS_A_MINUTE = {Pace.SLOW: 115, Pace.FAST: 235}
_SPD_RATES = {Pace.SLOW: -40, Pace.FAST: 40}
_SAPI_RATES = {Pace.SLOW: -4, Pace.USUAL: 0, Pace.FAST: 4}
_POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command")

Answer = Callable[[Sequence[str]], str]
"""What a program prints; empty where there is no such program, or it fails."""


@dataclass(frozen=True, slots=True)
class Voice:
    """``command`` reads its standard input aloud and ends when it has; where it ``takes_words`` they are its
    last argument instead. ``stop`` has it fall silent where ending it does not. ``paced`` are the commands
    for other paces than the usual one."""

    name: str
    command: tuple[str, ...]
    takes_words: bool = False
    stop: tuple[str, ...] = ()
    paced: Mapping[Pace, tuple[str, ...]] = field(default_factory=dict)

    def command_at(self, pace: Pace) -> tuple[str, ...]:
        """The command that reads at a pace, or as it does by itself where it knows no other."""
        return self.paced.get(pace, self.command)


Voices = Mapping[str, Voice]
"""A voice for CHINESE and for ENGLISH, as far as there are such."""


@dataclass(frozen=True, slots=True)
class _Listed:
    language: str
    voice: Voice


def language_of(tag: str) -> str:
    """Which of the two languages a BCP 47 tag is of."""
    return CHINESE if is_chinese_tag(tag) else ENGLISH


def find_voices(platform: str = sys.platform, answer: Answer | None = None) -> dict[str, Voice]:
    """The voices there are, best first for each language. Takes a second or two the first time."""
    answer = answer or _answer
    found: dict[str, Voice] = {}
    for engine in _ENGINES.get(platform, _OTHER_ENGINES):
        listed = list(engine(answer))
        for language in (CHINESE, ENGLISH):
            fitting = [each for each in listed if _fits(each.language, language)]
            if fitting and language not in found:
                found[language] = min(fitting, key=lambda each: _rank(each.language)).voice
    return found


def _of_macos(answer: Answer) -> Iterator[_Listed]:
    """Lines as ``Tingting            zh_CN    # 你好！我叫婷婷。``"""
    for line in answer(("say", "-v", "?")).splitlines():
        words = line.partition("#")[0].split()
        if len(words) >= 2:
            name = " ".join(words[:-1])
            command = "say", "-v", name, "-f", "-"
            paced = {pace: (*command, "-r", str(rate)) for pace, rate in _WORDS_A_MINUTE.items()}
            yield _Listed(words[-1], Voice(name, command, paced=paced))


def _of_windows(answer: Answer) -> Iterator[_Listed]:
    for line in answer((*_POWERSHELL, _LIST_SAPI)).splitlines():
        language, _, name = line.strip().partition("\t")
        if name:
            script = _SPEAK_SAPI.replace("{name}", name.replace("'", "''"))
            commands = {
                pace: (*_POWERSHELL, script.replace("{rate}", str(rate)))
                for pace, rate in _SAPI_RATES.items()
            }
            yield _Listed(language, Voice(name, commands[Pace.USUAL], paced=commands))


def _of_dispatcher(answer: Answer) -> Iterator[_Listed]:
    """Lines with a name, a language and a variant, the voice of which is the one that the user has chosen."""
    seen = set()
    for line in answer(("spd-say", "-L")).splitlines()[1:]:
        words = line.split()
        if len(words) >= 3 and words[-2] not in seen:
            seen.add(words[-2])
            start = "spd-say", "--wait", "--language", words[-2]
            voice = Voice(
                words[-2],
                (*start, "--"),
                takes_words=True,
                stop=("spd-say", "--stop"),
                paced={pace: (*start, "--rate", str(rate), "--") for pace, rate in _SPD_RATES.items()},
            )
            yield _Listed(words[-2], voice)


def _of_espeak(answer: Answer) -> Iterator[_Listed]:
    """Lines with a priority, a language, age and gender, a name and a file, under a heading. What is made by
    programs besides it (in mb/) may not be there."""
    for line in answer(("espeak-ng", "--voices")).splitlines()[1:]:
        words = line.split()
        if len(words) >= 5 and not words[4].startswith("mb/"):
            name = words[3].replace("_", " ")
            command = "espeak-ng", "-v", words[1], "--stdin"
            paced = {pace: (*command, "-s", str(rate)) for pace, rate in _WORDS_A_MINUTE.items()}
            yield _Listed(words[1], Voice(name, command, paced=paced))


_ENGINES: Mapping[str, tuple[Callable[[Answer], Iterator[_Listed]], ...]] = {
    "darwin": (_of_macos,),
    "win32": (_of_windows,),
}
_OTHER_ENGINES = (_of_dispatcher, _of_espeak)


def _fits(tag: str, language: str) -> bool:
    parts = tag.lower().replace("_", "-").split("-")
    if language == ENGLISH:
        return parts[0] == "en"
    return parts[0] in _MANDARIN and not set(parts) & {*_NOT_MANDARIN, "latn"}


def _rank(tag: str) -> int:
    plain = tag.lower().replace("_", "-")
    return _USUAL_PLACES.index(plain) if plain in _USUAL_PLACES else len(_USUAL_PLACES)


def _answer(command: Sequence[str]) -> str:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS_TO_ANSWER,
            check=False,
            creationflags=flags,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else ""
