"""What annotators hand to each other and to other tools: terms, notes, aligned texts with both in them."""
