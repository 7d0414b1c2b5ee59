"""How children stand with the service: beginning and ending it, and who stands how."""
