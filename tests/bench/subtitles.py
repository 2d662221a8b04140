"""Cues of two subtitles of one film paired by their times, against films made for the purpose."""

import time

from bench.figures import middle, table
from bench.made_film import Making, made_film
from bench.setting import Setting
from parallelreader.core.timing.clocks import pair_by_time

_MAKINGS = {
    "the same clock": Making(),
    "another beginning": Making(offset=-12_345),
    "25 frames for 23.976": Making(rate=25 / (24000 / 1001), offset=3_000),
    "24 frames for 25": Making(rate=24 / 25, offset=-20_000),
    "a clock that drifts": Making(rate=1.0007, offset=800),
    "an advertisement, and credits": Making(offset=5_000, advertisement=180_000, credits=12),
    "careless times": Making(offset=5_000, jitter=350),
    "much left out, joined, parted": Making(offset=700, dropped=0.25, joined=0.2, parted=0.2),
    "all of it": Making(
        rate=24 / 25, offset=20_000, advertisement=95_000, credits=20, jitter=250, dropped=0.2, joined=0.15
    ),
}


def measure(setting: Setting) -> list[str]:
    """The lines to print; a group counts only where both its sides are exactly right."""
    rows = []
    for name, making in _MAKINGS.items():
        precisions, recalls, seconds = [], [], []
        for seed in range(setting.films):
            film = made_film(making, setting.utterances, seed=seed)
            begun = time.perf_counter()
            links = pair_by_time(film.source, film.target).links
            seconds.append(time.perf_counter() - begun)
            found = {(link.source, link.target) for link in links if link.source and link.target}
            truth = {group for group in film.truth if all(group)}
            precisions.append(len(found & truth) / max(len(found), 1))
            recalls.append(len(found & truth) / len(truth))
        precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
        rows.append((name, f"{precision:.3f}", f"{recall:.3f}", f"{middle(seconds):.2f} s"))
    head = (
        f"{setting.films} films of {setting.utterances:,} utterances each",
        "precision",
        "recall",
        "a film",
    )
    return table(head, rows)
