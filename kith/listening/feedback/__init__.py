"""Questionnaires asked at set points of the work: a private link, a paper, one answer."""
