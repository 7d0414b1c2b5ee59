"""The register of complaints and compliments, stage by stage."""
