"""What somebody promises to do in a plan."""
