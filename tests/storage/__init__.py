"""The file: laid out, read, checked, locked, saved, kept, repaired and undone."""
