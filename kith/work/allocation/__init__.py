"""Who holds an open involvement: workers, teams, and spells without a worker."""
