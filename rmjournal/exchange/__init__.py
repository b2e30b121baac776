"""Two files, one pair: what leaves one journal and reaches the other, signed and encrypted."""
