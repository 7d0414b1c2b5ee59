"""Teams that are merged, split or end: open work goes with dated rows, and what was stays as it was."""
