"""Migrations of child protection."""
