"""Set-up: what the system lead sees of the practice that holds – its map and what its forms cost."""
