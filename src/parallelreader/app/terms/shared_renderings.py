"""Two concepts with the same accepted English term: nobody can tell from a version which is meant."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finding import Finding, FindingKind


def shared_renderings(concepts: Iterable[Concept]) -> Iterator[Finding]:
    """Accepted English terms that two concepts or more have, in the order of the first ones."""
    owners: dict[str, dict[str, tuple[Concept, str]]] = defaultdict(dict)
    for concept in concepts:
        for term in concept.english:
            if term.status.is_accepted and concept.chinese:
                key = variant_key(term.text) or term.text
                owners[key].setdefault(concept.id, (concept, term.text))
    for shared in owners.values():
        several = _without_short_forms([concept for concept, _ in shared.values()])
        if len(several) > 1:
            text = shared[several[0].id][1]
            words = "\0".join((text, *sorted(each.id for each in several)))
            digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
            yield Finding(
                FindingKind.SHARED,
                "",
                "",
                "",
                -1,
                None,
                None,
                "、".join(dict.fromkeys(concept.name for concept in several)),
                (),
                text,
                tuple(concept.id for concept in several),
                f"{FindingKind.SHARED} {digest}",
            )


def _without_short_forms(concepts: Sequence[Concept]) -> list[Concept]:
    """Those whose Chinese is not a part of that of another one: an office, and the same of the town."""
    return [
        each
        for each in concepts
        if not any(
            term.text != other.text and term.text in other.text
            for term in each.chinese
            for concept in concepts
            for other in concept.chinese
        )
    ]
