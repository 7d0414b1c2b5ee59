"""Failures thrown at people who type, and what of their words is lost: a script, and what it measured last."""
