"""Measures that a local pack declares as data, in `measures.toml`; they become indicators like those in code."""
