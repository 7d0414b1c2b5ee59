"""Involvements and the work done in them: steps, answers, decisions, allocation, visits, notices."""
