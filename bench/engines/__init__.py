"""The engines that are compared: an adapter for each, all alike to the measurements."""
