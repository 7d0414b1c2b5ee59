"""Lists of notifications from the police and other agencies: read whole, shown first, taken in at once."""
