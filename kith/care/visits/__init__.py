"""When a looked-after child is to be visited, by the kind of placement."""
