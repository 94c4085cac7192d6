"""The screens: search with its three panes, and the lists that are reached from it."""
