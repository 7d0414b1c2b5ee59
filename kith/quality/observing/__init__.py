"""Observation of practice: somebody goes along, says what was good and what to develop, and the worker answers."""
