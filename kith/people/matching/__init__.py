"""Finding people by whatever somebody remembers of them, with the reason for each hit."""
