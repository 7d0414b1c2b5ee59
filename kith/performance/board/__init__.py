"""The board report: the dashboard as a dated paper that can be frozen and signed."""
