"""What the pages of children in care share: brothers and sisters at once, and many small forms on one page."""
