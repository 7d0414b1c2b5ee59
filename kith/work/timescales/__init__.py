"""What law or practice asks to happen by a day: starting, meeting, moving and dropping clocks, and what runs."""
