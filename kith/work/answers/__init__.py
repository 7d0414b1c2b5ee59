"""Answers: saved while one types, every version kept, nobody's words lost."""
