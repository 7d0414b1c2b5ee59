"""What was recorded late, and what is missing."""
