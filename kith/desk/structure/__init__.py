"""Teams as they are now: merged, split, or given a last day."""
