"""What was entered on the wrong person: taken off with a trace, or moved to where it belongs."""
