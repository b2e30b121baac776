"""Encryption at rest, in the age format: a key of one's own, and files that only it opens."""
