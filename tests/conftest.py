"""What holds for all tests."""

import os

from hypothesis import settings

# Machines are shared: no test asserts a time. The examples are the same in each run; to look for others, and for more
# of them, say EXPLORER_EXAMPLES=2000.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("other", deadline=None, max_examples=int(os.environ.get("EXPLORER_EXAMPLES", "100")))
settings.load_profile("other" if "EXPLORER_EXAMPLES" in os.environ else "same")
