"""Where a line of an import may be cut."""

from parallelreader.app.split_places import likeliest_place, split_places


def parts(line: str) -> tuple[str, str]:
    place = likeliest_place(line)
    assert place is not None
    return line[:place].strip(), line[place:].strip()


def test_a_line_in_both_languages_falls_apart_where_the_language_changes():
    line = "渡船每天早上六点开。晚上八点停。The ferry leaves at six every morning."

    assert parts(line) == ("渡船每天早上六点开。晚上八点停。", "The ferry leaves at six every morning.")


def test_a_quotation_mark_goes_with_the_words_it_opens():
    assert parts("他说了再见 “Good-bye,” she said.") == ("他说了再见", "“Good-bye,” she said.")


def test_a_line_in_one_language_falls_apart_between_sentences_near_its_middle():
    line = "First we rowed. Then it rained for hours and hours. We slept."

    assert parts(line) == ("First we rowed.", "Then it rained for hours and hours. We slept.")


def test_separators_are_places():
    line = "票价 | 三元 | 单程"

    assert [line[place:] for place in split_places(line)] == ["三元 | 单程", "单程"]


def test_no_place_leaves_a_part_without_words():
    assert split_places("只有一句。") == []
    assert likeliest_place("只有一句。") is None


def test_places_count_code_points_beyond_the_basic_plane():
    line = "𠮷𠮷𠮷来了。🙂好。Yoshi came."

    assert parts(line)[1] == "Yoshi came."
