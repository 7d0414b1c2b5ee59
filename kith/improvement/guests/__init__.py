"""Guests of a meeting of a board: name and body as told, expected before it and there on its day."""
