"""How much is attacked: a sample, which the suite runs on each change, or everything, which `just trust` runs."""

import os

WHOLE = os.environ.get("TRUST") == "whole"
