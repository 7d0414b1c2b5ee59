"""The audit programme: who audits how many, drawn by chance, with the draw kept so that it can be made again."""
