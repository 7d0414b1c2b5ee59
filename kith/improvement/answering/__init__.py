"""Actions of plans beside the measure that they are to move."""
