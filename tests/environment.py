"""Loaded before the settings: the tests' data folder is a fresh one, never the checkout's."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="factcheck-tests-")
os.environ["PROVIDERS"] = "library"
os.environ["DEMO"] = "no"
