"""Where looked-after children live, with whom, and how far from home."""
