"""Where postcodes lie: read in from a file, so that distances need no network."""
