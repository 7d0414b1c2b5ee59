"""One worker's caseload as the team sees it: what it weighs and why, leave, hours and skills."""
