"""Personal education plans of children in care."""
