"""The proof that figures are true: lists as long as figures, parts that add up, and frozen figures that hold."""
