"""From when on a pair is shown as doubtful."""

LOW_CONFIDENCE = 0.6
