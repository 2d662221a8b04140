"""Options, exit codes and start-up of the command line."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader import __version__
from parallelreader.app.reading.layout import Layout
from parallelreader.app.screenshot_request import PanelName, ScreenshotRequest
from parallelreader.app.themes import ThemeName
from parallelreader.cli.context import OpenWindow
from parallelreader.cli.main import WRONG_USAGE, run
from parallelreader.paths import UserFolders

COMMANDS = ("open", "import", "align", "search", "export", "notes", "check", "screenshot")


def start(*arguments: object, **options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "parallelreader", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,  # type: ignore[call-overload]
    )


def test_the_version_is_told(command):
    ran = command("--version")

    assert (ran.result, ran.out) == (0, f"parallelreader {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(command, name):
    ran = command(name, "--help")

    assert ran.result == 0
    assert "example" in ran.out
    assert f"parallelreader {name}" in ran.out.split("example")[1]


def test_no_command_asks_for_the_window_where_the_reader_left_off(tmp_path):
    assert run(["--data-dir", str(tmp_path)]) == OpenWindow(UserFolders.under(tmp_path))


def test_global_options_stand_before_or_after_the_command(tmp_path, capsys):
    folder = write_corpus(tmp_path / "corpus")

    before = run(["--data-dir", str(tmp_path / "mine"), "open", str(folder)])
    after = run(["open", str(folder), "--data-dir", str(tmp_path / "mine")])

    assert before == after == OpenWindow(UserFolders.under(tmp_path / "mine"), corpus=folder)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("place", [0, 2, 3])
def test_json_is_asked_for_anywhere(command, tmp_path, place):
    words = ["search", write_corpus(tmp_path / "corpus"), "老人"]
    words.insert(place if place < 3 else len(words), "--json")

    assert command(*words).out.startswith('{"document": "last-ferry"')


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["search"],
        ["export", "x"],
        ["export", "x", "--format", "docx"],
        ["align", "a", "b", "c"],
        ["check", "--nonsense"],
        ["screenshot", "x", "y.png", "--size", "big"],
        ["screenshot", "x", "y.png", "--at", "here"],
        ["notes", "import", "x"],
        ["--data-dir"],
    ],
)
def test_wrong_usage_is_told_on_standard_error(command, words):
    ran = command(*words) if words != ["--data-dir"] else None
    result = ran.result if ran else run(words)

    assert result == 2
    if ran:
        assert ran.out == ""
        assert "usage:" in ran.err


def test_a_corpus_to_open_is_read_first(command, tmp_path):
    (tmp_path / "corpus.yaml").write_text("title: x\ndocments: []\n", encoding="utf-8")

    ran = command("open", tmp_path)

    assert ran.result == 1
    assert "corpus.yaml:2" in ran.err
    assert "Did you mean documents?" in ran.err


def test_files_to_open_are_handed_on(command, tmp_path):
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")

    ran = command("open", tmp_path / "a.txt")

    assert isinstance(ran.result, OpenWindow)
    assert ran.result.files == (tmp_path / "a.txt",)


def test_a_missing_file_to_open_is_told(command, tmp_path):
    ran = command("open", tmp_path / "gone.txt")

    assert ran.result == 1
    assert "gone.txt" in ran.err


def test_a_screenshot_is_asked_for_as_written(command, tmp_path):
    folder = write_corpus(tmp_path / "corpus")

    ran = command(
        "screenshot", folder, tmp_path / "page.png", "--document", "last-ferry", "--versions", "zh,literal",
        "--layout", "rows", "--theme", "sepia", "--pinyin", "needed", "--size", "800x600", "--at", "1.2",
        "--panel", "notes", "--hide", "literal",
    )  # fmt: skip

    request = ran.result
    assert isinstance(request, ScreenshotRequest)
    assert (request.corpus, request.out) == (folder, tmp_path / "page.png")
    assert (request.layout, request.theme, request.panel) == (Layout.ROWS, ThemeName.SEPIA, PanelName.NOTES)
    assert (request.size, request.at, request.versions) == ((800, 600), "1.2", ("zh", "literal"))
    assert request.hidden == ("literal",)
    assert request.folders == UserFolders.under(tmp_path / "data")


def test_a_screenshot_without_a_data_folder_touches_nothing_of_the_users(tmp_path):
    request = run(["screenshot", str(write_corpus(tmp_path / "c")), str(tmp_path / "page.png")])

    assert isinstance(request, ScreenshotRequest)
    assert request.folders is None


def test_a_version_that_is_not_there_is_not_drawn(command, tmp_path):
    ran = command("screenshot", write_corpus(tmp_path / "c"), "page.png", "--versions", "zh,frei")

    assert ran.result == 1
    assert "zh, literal" in ran.err


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["search", "CORPUS", "老人"]])
def test_no_command_loads_the_window_or_numpy(tmp_path, words):
    folder = write_corpus(tmp_path / "corpus")
    words = [str(folder) if word == "CORPUS" else word for word in words]
    program = (
        "import sys; from parallelreader.__main__ import main; main(sys.argv[1:]);"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'numpy', 'shiboken6'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, "--data-dir", str(tmp_path / "data"), *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_refused_input_is_one_message_and_exit_code_1(tmp_path):
    process = start("search", tmp_path / "nowhere", "船")

    out, err = process.communicate()

    assert (process.returncode, out) == (1, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_chinese_comes_out_as_utf_8_whatever_the_platform_prefers(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    process = start("search", folder, "old man", env=environment)

    out, _ = process.communicate()
    assert process.returncode == 0
    assert "老人站在岸边。" in out


@pytest.mark.skipif(os.name != "posix", reason="pipes break in another way there")
def test_a_reader_who_has_seen_enough_gets_no_complaint(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    (folder / "last-ferry" / "zh.txt").write_text("船来了。" * 60_000, encoding="utf-8")
    process = start("search", folder, "船", "--json")
    assert process.stdout is not None
    assert process.stderr is not None

    process.stdout.readline()
    process.stdout.close()

    assert process.stderr.read() == ""
    assert process.wait(20) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("words", [["search", "船"], ["export", "--format", "tsv"], ["align", "--again"]])
def test_a_full_standard_output_is_told_in_one_message(tmp_path, words):
    folder = write_corpus(tmp_path / "corpus")
    name, *rest = words
    with open("/dev/full", "w") as full:
        process = subprocess.Popen(
            [sys.executable, "-m", "parallelreader", name, str(folder), *rest],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        _, err = process.communicate(timeout=120)

    assert process.returncode == 1
    assert "Standard output cannot be written" in err
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="streams are closed in another way there")
@pytest.mark.parametrize(("closing", "code"), [(">&-", 1), ("2>&-", 0), (">&- 2>&-", 1), ("2>/dev/full", 0)])
def test_closed_streams_bring_no_trouble(tmp_path, closing, code):
    folder = write_corpus(tmp_path / "corpus")
    search = [sys.executable, "-m", "parallelreader", "search", str(folder), "老人"]

    done = subprocess.run(
        ["sh", "-c", f'"$@" {closing}', "sh", *search], capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("老人站在岸边。" in done.stdout) is (code == 0)


def wait_for_worker(process: "subprocess.Popen[str]") -> None:
    """Wait until the aligner is at work, which is a process of its own."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(400):
        if children.exists() and children.read_text():
            return
        time.sleep(0.05)
    assert not children.exists(), "the aligner was not started"


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_no_half_written_file(tmp_path, request_to_end):
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("河水涨得很高，没有人过河。船来了。\n" * 4000, encoding="utf-8")
    english.write_text("The river rose and nobody crossed. The boat came.\n" * 4000, encoding="utf-8")
    out = tmp_path / "out.tsv"
    out.write_text("as it was", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    process = start("align", chinese, english, "-o", out)

    wait_for_worker(process)
    process.send_signal(request_to_end)
    _, err = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "Traceback" not in err
    assert out.read_text(encoding="utf-8") == "as it was"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
def test_impatience_does_not_keep_an_interrupt_from_clearing_up(tmp_path):
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("河水涨得很高，没有人过河。船来了。\n" * 4000, encoding="utf-8")
    english.write_text("The river rose and nobody crossed. The boat came.\n" * 4000, encoding="utf-8")
    process = start("import", chinese, english, "--into", tmp_path / "corpus")

    wait_for_worker(process)
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        time.sleep(0.002)
    _, err = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "Traceback" not in err
    assert not (tmp_path / "corpus").exists()


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize(("request_to_end", "seconds"), [(signal.SIGINT, 0.0), (signal.SIGTERM, 0.05)])
def test_an_interrupted_picture_leaves_nothing_behind(tmp_path, request_to_end, seconds):
    folder = write_corpus(tmp_path / "corpus")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = start("screenshot", folder, tmp_path / "page.png", env={**os.environ, "TMPDIR": str(scratch)})

    while process.poll() is None and not any(scratch.iterdir()):
        time.sleep(0.01)
    time.sleep(seconds)
    process.send_signal(request_to_end)
    _, err = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "Traceback" not in err
    assert list(scratch.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_and_the_input_stays(command, tmp_path):
    folder = write_corpus(tmp_path / "corpus")

    ran = command("export", folder, "--format", "tsv", "-o", tmp_path / "no such folder" / "out.tsv")

    assert ran.result == 1
    assert "out.tsv" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["check", "LONG"],
        ["open", "LONG"],
        ["open", "FILE", "LONG"],
        ["align", "LONG"],
        ["search", "LONG", "船"],
        ["align", "FILE", "FILE", "-o", "LONG"],
        ["import", "FILE", "--into", "LONG"],
    ],
)
def test_a_name_that_no_file_can_have_is_refused_in_one_message(command, tmp_path, words):
    (tmp_path / "story.txt").write_text("老人站在岸边。", encoding="utf-8")
    names = {"LONG": "n" * 5000, "FILE": str(tmp_path / "story.txt")}

    ran = command(*(names.get(word, word) for word in words))

    assert ran.result in (1, 2)
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display elsewhere")
@pytest.mark.parametrize("words", [[], ["open", "CORPUS"]])
def test_a_window_without_a_display_is_refused_in_one_message(tmp_path, words):
    folder = write_corpus(tmp_path / "corpus")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    words = [str(folder) if word == "CORPUS" else word for word in words]

    process = start("--data-dir", tmp_path / "data", *words, env=environment)

    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    assert "screenshot" in err
    assert err.count("\n") == 1


def test_devices_are_written_to_and_not_replaced(command, tmp_path):
    if not Path("/dev/null").exists():
        pytest.skip("there is no such device")

    ran = command("export", write_corpus(tmp_path / "corpus"), "--format", "tsv", "-o", "/dev/null")

    assert ran.result == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("look-up", "\udcff"),
        ("search", "corpus", "\udcff"),
        ("words", "status", "河", "\udcff", "--set", "known"),
        ("words", "corrections", "join", "河", "\udcff"),
        ("words", "cut", "\udcff"),
        ("dictionaries", "off", "\udcff"),
    ],
)
def test_what_is_no_text_is_wrong_usage(command, arguments):
    ran = command(*arguments)

    assert ran.result == WRONG_USAGE
    assert "\\udcff is not text" in ran.err


@pytest.mark.parametrize("words", [["--help", "open"], ["--help"], ["opne"]])
def test_all_commands_are_named_where_one_is_looked_for(capsys, words):
    run(words)

    said = capsys.readouterr()
    assert all(name in said.out + said.err for name in ("open", "renderings", "screenshot"))
