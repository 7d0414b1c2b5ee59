"""Whether a looked-after girl is a mother: made of what the record says of her own children, typed by nobody."""
