"""What audits of a round found, counted for everyone: by standard and theme, and by team."""
