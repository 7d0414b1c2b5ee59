"""Closing an involvement, with what the law and the returns ask first."""
