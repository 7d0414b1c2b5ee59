"""Who is in need, on a plan, looked after ...: for those who answer for them, with how long and what is due next."""
