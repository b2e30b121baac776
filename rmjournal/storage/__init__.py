"""The file: how it is laid out, read, checked, locked, saved, kept, repaired and undone."""
