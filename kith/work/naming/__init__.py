"""People and addresses named in an answer: chosen from the record, or told in words."""
