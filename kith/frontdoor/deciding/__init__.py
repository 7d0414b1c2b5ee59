"""Deciding a contact: one decision for all its children, and what follows by itself."""
