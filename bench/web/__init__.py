"""A catalogue of very many documents that name one another's people, and how long links and chains take in it."""
