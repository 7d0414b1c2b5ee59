"""Two records of one person made one, and parted again when that was wrong."""
