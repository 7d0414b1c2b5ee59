"""The family's copy of an assessment, a report or a decision: from the answers that were written for the family."""
