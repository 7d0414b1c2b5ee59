"""Facts that are on record already: shown beside a form, said to be still right, changed, kept as they stood."""
