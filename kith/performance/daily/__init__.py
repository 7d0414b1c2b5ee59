"""The daily list: by name who is held by nobody, late, not seen or due, and what was done about it."""
