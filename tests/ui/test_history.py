"""Going back to where one jumped from."""

from parallelreader.ui.history import History, Stop


def stop(place: float) -> Stop:
    return Stop("mill", "zh", place)


def test_back_and_forward_are_each_others_reverse():
    history = History()
    history.leave(stop(1))
    history.leave(stop(2))

    assert history.back(stop(3)) == stop(2)
    assert history.back(stop(2)) == stop(1)
    assert history.back(stop(1)) is None
    assert history.forward(stop(1)) == stop(2)
    assert history.forward(stop(2)) == stop(3)
    assert not history.can_go_forward


def test_a_new_jump_forgets_the_way_forward():
    history = History()
    history.leave(stop(1))
    history.back(stop(2))

    history.leave(stop(1))

    assert history.can_go_back
    assert not history.can_go_forward


def test_leaving_the_same_place_twice_is_one_stop():
    history = History()
    history.leave(stop(1))
    history.leave(stop(1))

    history.back(stop(2))

    assert not history.can_go_back
