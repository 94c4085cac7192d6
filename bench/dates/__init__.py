"""Dates: how many of the project's own expressions get their value, beside dateparser and parsedatetime."""
