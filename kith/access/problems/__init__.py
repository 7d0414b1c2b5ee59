"""Reports of what went wrong with Kith itself, and their answers."""
