"""One meeting of a board: its agenda, commentary, paper and decisions."""
