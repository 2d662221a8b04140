import dataclasses
import json

import numpy as np
import pytest

from parallelreader.core.links.context import CONTEXT
from parallelreader.core.links.lexical import LEXICAL
from parallelreader.core.links.placing import PLACED
from parallelreader.core.links.weights import fitted_weights, read_weights, write_weights


def test_the_weights_that_come_with_the_program_fit_its_features():
    weights = fitted_weights()

    first, *others = weights.plain
    assert first.direct.shape == (len(LEXICAL) + len(PLACED),)
    assert {each.direct.shape for each in others} == {(len(CONTEXT) + len(LEXICAL) + len(PLACED),)}
    assert len(weights.learnt) == len(weights.plain)


def test_weights_are_read_as_they_were_written(tmp_path):
    weights = fitted_weights()

    write_weights(tmp_path, weights)

    again = read_weights(tmp_path)
    assert again.closed == weights.closed
    for one, other in zip(again.plain + again.learnt, weights.plain + weights.learnt, strict=True):
        for field in dataclasses.fields(one):
            assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


def test_weights_for_other_features_are_refused(tmp_path):
    write_weights(tmp_path, fitted_weights())
    file = tmp_path / "closed.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["features"]["lexical"].pop()
    file.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(ValueError, match="other features"):
        read_weights(tmp_path)


def test_what_comes_with_the_program_holds_no_sentence():
    closed = fitted_weights().closed

    longest = max(len(key.split()) for key in (*closed.chinese, *closed.english, *closed.pairs))
    assert longest == 2
