"""Documents: what goes out by post, and the files that came in."""
