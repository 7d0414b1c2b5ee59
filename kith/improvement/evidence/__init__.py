"""Documents as evidence: added to an action or a recommendation, opened by right, taken back for a reason."""
