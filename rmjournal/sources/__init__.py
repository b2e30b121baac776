"""What people wrote elsewhere, read as it is: files in, entries and notes out; nothing is stored here."""
