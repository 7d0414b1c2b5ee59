"""Sampling instead of signing off: chance picks one piece in so many, and somebody who is no manager of it reads it."""
