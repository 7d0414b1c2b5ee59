"""Where a child will grow up: permanence plans, adoption, special guardianship."""
