"""Secure accommodation and orders that deprive a child of liberty."""
