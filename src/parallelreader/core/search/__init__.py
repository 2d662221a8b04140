"""Finding words of either language: what a query means, and where that stands in a text.

``folding`` says which differences do not count, ``query`` what was asked, ``terms`` how one part of it
matches a sentence, ``scan`` looks through a text without any index and never misses a place.
"""
