"""Addresses that are kept from somebody, and the one place that says how an address is told."""
