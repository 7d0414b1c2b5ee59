"""Contacts at the front door, the referrals that follow, and closing."""
