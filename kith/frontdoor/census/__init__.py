"""What the children in need census will ask of a record, told while it can be put right."""
