"""Guests named for a meeting of a board: name and body as told. Whether they came is not written down."""
