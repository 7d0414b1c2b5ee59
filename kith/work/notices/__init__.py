"""Notices: what was decided, finished or given to a worker, told to that worker alone."""
