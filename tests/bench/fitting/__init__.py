"""Fits the weights of the sentence aligner on hand-aligned texts and says what they are worth on others.

Run by people, never by the program: ``PYTHONPATH=tests python -m bench.fitting`` prints the table that
``core.align.weights`` holds, and figures of each text under weights that have not seen it.
"""
