"""What is known of a person by dated lists, and who has parental responsibility."""
