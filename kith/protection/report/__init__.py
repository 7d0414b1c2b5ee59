"""The chairs' report of a quarter, built from the records."""
