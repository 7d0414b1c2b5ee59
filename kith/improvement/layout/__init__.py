"""The layout of a plan as councils keep it in a spreadsheet: read in row by row, and written out again."""
