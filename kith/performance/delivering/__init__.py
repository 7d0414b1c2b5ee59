"""Delivering: what is made on which morning, once, and to whom it goes."""
