"""Chairs and reviewing officers say in few taps how good the assessment or report was, and a quarter is reported."""
