"""The command line: what people type becomes verbs of the journal, what it answers becomes text."""
