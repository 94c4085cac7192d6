"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("explorer", deadline=None)  # machines are shared: no test asserts a time
settings.load_profile("explorer")
