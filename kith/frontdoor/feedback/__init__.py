"""What a referrer hears from us, what they say of it, and how long it takes."""
