"""One answer is kept while somebody types."""
