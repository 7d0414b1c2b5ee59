"""One case audit: the facts found for the auditor, the record beside, grades with their reasons."""
