"""Those affected are asked what they think, and complaints and compliments are kept."""
