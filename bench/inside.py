"""One step of a run, in a process that is set up as the site: `python -m bench.inside STEP …`
calls `main` of a module of this package with numbers, and prints what it returns as JSON.
"""

import json
import sys
from importlib import import_module

import django


def main(step: str, *numbers: str) -> None:
    django.setup()
    result = import_module(f"bench.{step}").main(*map(int, numbers))
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
