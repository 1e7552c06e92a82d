"""Loaded before the settings: the tests' data folder is a fresh one, never the checkout's."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="factcheck-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ["DATA_DIR"] = FOLDER
os.environ["PROVIDERS"] = "library"
os.environ["DEMO"] = "no"
# Most tests answer for the network in this process; those of the processes start them themselves.
os.environ["FETCH_PROCESSES"] = "0"
# What a pace does is tested where it is set; elsewhere nobody waits.
os.environ["HOST_PACE_SECONDS"] = "0"
