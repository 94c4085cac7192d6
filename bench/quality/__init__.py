"""How good the order of the hits is: questions with judged documents, in two halves that are kept apart."""
