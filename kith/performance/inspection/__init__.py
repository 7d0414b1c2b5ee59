"""The inspection pack: what inspectors ask for, as it was known on a day."""
