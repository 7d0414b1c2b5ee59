"""Proceedings: the application, who has a part in it, hearings, and the end."""
