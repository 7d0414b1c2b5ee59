"""Adoption: the old record is sealed, a new one knows nothing of it."""
