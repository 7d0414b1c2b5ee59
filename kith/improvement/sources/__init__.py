"""The register of recommendations: who recommended what, and which actions answer it."""
