"""Run in a confined process by a test: tell the names of the environment."""

import json
import os
import sys

sys.stdout.write(json.dumps(sorted(os.environ)))
