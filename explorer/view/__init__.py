"""The app: the only place that knows Textual, a thin shell over `Library`."""
