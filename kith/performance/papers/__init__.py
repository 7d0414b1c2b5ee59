"""The figures that five councils published, loaded as records and read back through the same indicators."""
