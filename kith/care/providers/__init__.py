"""The providers on the list that Ofsted keeps: read in from a file, and held against placements."""
