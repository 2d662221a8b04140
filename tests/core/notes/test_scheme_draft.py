"""A scheme that is edited: what is kept of it, and what becomes of the tags on notes."""

from dataclasses import replace

import pytest

from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.scheme_draft import DraftTag, SchemeDraft, SchemeFault
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec

SCHEME = TagScheme(
    (
        Category("register", (TagSpec("formal"), TagSpec("spoken", Colour.BLUE)), True, "How it sounds"),
        Category("", (TagSpec("look again"),)),
        Category("later"),
    ),
    "Ferry",
)


def test_what_is_not_touched_stays() -> None:
    draft = SchemeDraft(SCHEME)

    assert draft.scheme() == SCHEME
    assert draft.renamed() == {}


def test_tags_are_renamed_moved_between_categories_added_and_removed() -> None:
    draft = SchemeDraft(SCHEME)
    draft.tags[0] = replace(draft.tags[0], name=" solemn ")
    draft.tags[1] = replace(draft.tags[1], category="voice", colour=None)
    draft.remove(2, from_notes=True)
    draft.tags.append(DraftTag("plain", "Register", Colour.ROSE))
    draft.single.add("voice")

    made = draft.scheme()

    assert made.tags == ("register/solemn", "register/plain", "voice/spoken")
    assert [(each.name, each.allows_one) for each in made.categories] == [
        ("register", True),
        ("voice", True),
        ("later", False),
    ]
    assert draft.renamed() == {
        "register/formal": "register/solemn",
        "register/spoken": "voice/spoken",
        "look again": "",
    }


def test_a_tag_may_go_from_the_scheme_alone() -> None:
    draft = SchemeDraft(SCHEME)

    draft.remove(0, from_notes=False)

    assert draft.renamed() == {}
    assert "register/formal" not in draft.scheme().tags


def test_a_tag_that_is_removed_and_added_anew_stays_on_notes() -> None:
    draft = SchemeDraft(SCHEME)
    draft.remove(2, from_notes=True)
    draft.tags.append(DraftTag(" Look again", colour=Colour.ROSE))

    assert draft.renamed() == {}


def test_the_name_of_a_tag_taken_off_may_go_to_another() -> None:
    draft = SchemeDraft(SCHEME)
    draft.remove(2, from_notes=True)
    draft.tags[0] = replace(draft.tags[0], name="look again", category="")

    assert draft.renamed() == {"register/formal": "look again", "look again": ""}


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        (DraftTag(" "), "no name"),
        (DraftTag("Formal", "REGISTER"), "twice"),
        (DraftTag("a", "b/c"), "category has no"),
    ],
)
def test_what_could_not_be_read_again_is_refused(tag: DraftTag, fault: str) -> None:
    draft = SchemeDraft(SCHEME)
    draft.tags.append(tag)

    with pytest.raises(SchemeFault, match=fault):
        draft.scheme()


def test_a_tag_is_moved_no_further_than_the_ends() -> None:
    draft = SchemeDraft(SCHEME)

    assert (draft.move(0, -1), draft.move(2, 1), draft.move(0, 1)) == (0, 2, 1)
    assert [tag.name for tag in draft.tags] == ["spoken", "formal", "look again"]
