"""The way to adoption before and after each decision: report, panel, who was told; and the clocks between them."""
