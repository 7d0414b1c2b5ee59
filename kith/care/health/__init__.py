"""Health of children in care: assessments, checks, strengths, substances, offences, and the year's answers."""
