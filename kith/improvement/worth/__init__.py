"""What a plan is worth: benefits with baseline and measure, budget and savings lines."""
