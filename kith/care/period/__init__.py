"""Times in care: how one begins, what frames it, how it ends."""
