"""What audits of a round found, counted for one viewer: by standard and theme, and by team."""
