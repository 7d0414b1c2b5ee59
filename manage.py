#!/usr/bin/env python
"""Kith's command line: `manage.py help` lists the commands."""

import os
import sys

# What changes tables, or takes their measure after filling them, needs their owner.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "test", "demo"}


def main() -> None:
    """Choose the database role for the command, then run it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["KITH_DB_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
