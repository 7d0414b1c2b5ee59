"""Pages of posts, who is in them, and training, by team; and reading them in from files."""
