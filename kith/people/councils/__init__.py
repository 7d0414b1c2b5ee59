"""Moved to another council, or come from one."""
