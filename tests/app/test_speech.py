"""The voices of each system, from what their programs list."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from parallelreader.app.speech import CHINESE, ENGLISH, find_voices, language_of
from parallelreader.app.speech_pace import Pace

MACOS = """\
Alva                sv_SE    # Hej, jag heter Alva.
Daniel              en_GB    # Hello! My name is Daniel.
Samantha            en_US    # Hello! My name is Samantha.
Sin-ji              zh_HK    # 您好！我叫善怡。
Eddy (Chinese (China mainland)) zh_CN    # 你好！
"""
WINDOWS = "de-DE\tMicrosoft Hedda\r\nen-US\tMicrosoft Zira\r\nzh-CN\tMicrosoft Huihui's\r\n"
DISPATCHER = """\
                     NAME                 LANGUAGE                  VARIANT
 Chinese (Cantonese)                       yue                     none
 Chinese (Mandarin)+Adam                   cmn                     Adam
 Chinese (Mandarin)                        cmn                     none
"""
ESPEAK = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
 5  zh              --/M      chinese-mb-cn1     mb/mb-cn1
 5  cmn-latn-pinyin --/M      Chinese_(as_Pinyin) sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
"""


def answers(**lists: str):
    def answer(command: Sequence[str]) -> str:
        return lists.get(command[0].replace("-", "_"), "")

    return answer


def test_of_macos_the_names_are_given_back_whole():
    voices = find_voices("darwin", answers(say=MACOS))

    assert voices[CHINESE].command == ("say", "-v", "Eddy (Chinese (China mainland))", "-f", "-")
    assert voices[ENGLISH].name == "Samantha"


def test_of_windows_the_voices_are_chosen_by_name():
    voices = find_voices("win32", answers(powershell=WINDOWS))

    assert "SelectVoice('Microsoft Huihui''s')" in voices[CHINESE].command[-1]
    assert "SelectVoice('Microsoft Zira')" in voices[ENGLISH].command[-1]


def test_elsewhere_the_voice_the_user_has_chosen_comes_first_and_another_program_helps_out():
    voices = find_voices("linux", answers(spd_say=DISPATCHER, espeak_ng=ESPEAK))

    assert voices[CHINESE].command == ("spd-say", "--wait", "--language", "cmn", "--")
    assert voices[CHINESE].takes_words
    assert voices[CHINESE].stop == ("spd-say", "--stop")
    assert voices[ENGLISH].command == ("espeak-ng", "-v", "en-gb", "--stdin")


def test_cantonese_and_what_may_not_be_there_are_no_mandarin():
    assert find_voices("linux", answers(espeak_ng=ESPEAK))[CHINESE].command[2] == "cmn"
    assert CHINESE not in find_voices("darwin", answers(say=MACOS.partition("Eddy")[0]))


def test_each_program_is_told_a_pace_in_its_own_way():
    say = find_voices("darwin", answers(say=MACOS))[ENGLISH]
    sapi = find_voices("win32", answers(powershell=WINDOWS))[CHINESE]
    dispatcher = find_voices("linux", answers(spd_say=DISPATCHER))[CHINESE]
    espeak = find_voices("linux", answers(espeak_ng=ESPEAK))[ENGLISH]

    assert say.command_at(Pace.SLOW) == (*say.command, "-r", "115")
    assert "$voice.Rate = -4;" in sapi.command_at(Pace.SLOW)[-1]
    assert "$voice.Rate = 0;" in sapi.command[-1]
    assert dispatcher.command_at(Pace.FAST)[-3:] == ("--rate", "40", "--")
    assert espeak.command_at(Pace.FAST) == (*espeak.command, "-s", "235")
    assert espeak.command_at(Pace.USUAL) == espeak.command


def test_where_there_is_none_none_is_found():
    assert find_voices("linux", answers()) == {}


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-Hans", CHINESE), ("lzh", CHINESE), ("en", ENGLISH), ("en-GB", ENGLISH)]
)
def test_versions_are_read_in_their_language(tag: str, language: str):
    assert language_of(tag) == language


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize(("language", "words"), [(CHINESE, "雾散了。"), (ENGLISH, "The fog lifted.")])
def test_a_real_voice_reads_what_it_is_given(tmp_path: Path, language: str, words: str):
    """Into a file, for the sake of machines without sound."""
    listed = subprocess.run(["espeak-ng", "--voices"], capture_output=True, text=True, check=True).stdout
    voice = find_voices("linux", answers(espeak_ng=listed))[language]
    sound = tmp_path / "words.wav"

    subprocess.run([*voice.command, "-w", sound], input=words, text=True, check=True, encoding="utf-8")

    assert os.path.getsize(sound) > 10_000
