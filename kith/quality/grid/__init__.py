"""What audits found: by standard, auditor, team and theme."""
