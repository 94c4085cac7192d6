"""The panes: each shows values that it is given and says, by messages, what the reader did; none knows another."""
