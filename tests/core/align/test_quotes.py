from parallelreader.core.align.quotes import mark_quotes


def test_chinese_quotations_open_and_close_and_last_over_sentences():
    marks = mark_quotes(["他说：“走吧。", "天黑了。”", "「好」她答。"], is_chinese=True)

    assert marks.opened.tolist() == [1, 0, 1]
    assert marks.closed.tolist() == [0, 1, 1]
    assert marks.inside.tolist() == [False, True, False, False]
    assert marks.begins.tolist() == [False, False, True]
    assert marks.ends.tolist() == [False, True, False]


def test_straight_english_marks_are_told_apart_by_their_neighbours():
    marks = mark_quotes(['"Come," he said.', 'He said, "It is dark."'], is_chinese=False)

    assert marks.opened.tolist() == [1, 1]
    assert marks.closed.tolist() == [1, 1]
    assert marks.begins.tolist() == [True, False]
    assert marks.ends.tolist() == [False, True]


def test_single_marks_count_only_where_the_text_speaks_with_them():
    british = mark_quotes(["‘Come,’ he said, ‘it’s dark.’"], is_chinese=False)
    american = mark_quotes(["“It’s the keepers’ lamp,” he said."], is_chinese=False)

    assert (british.opened[0], british.closed[0]) == (2, 2)
    assert (american.opened[0], american.closed[0]) == (1, 1)


def test_apostrophes_are_no_quotation_marks():
    marks = mark_quotes(["'Tis the keeper's lamp.", "'Come,' said the keeper's wife."], is_chinese=False)

    assert marks.closed.tolist() == [0, 1]
