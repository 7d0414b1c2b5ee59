"""Answering a checklist of the pack in few taps, and counting what was answered."""
