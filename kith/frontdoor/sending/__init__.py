"""Sending a contact to be decided: new children get a record, nothing is asked twice."""
