"""Tables of the ground."""
