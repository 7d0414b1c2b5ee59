"""A visit as it stands on the record."""
