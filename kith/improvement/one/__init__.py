"""The page of one action: what is said of it, its rating, and the four proofs."""
