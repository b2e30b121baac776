"""The record kinds: frozen values with no I/O, no clock and no translation."""
