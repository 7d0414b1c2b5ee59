"""The ground under the record: the PostgreSQL server, its roles, one transaction a request, working days."""
