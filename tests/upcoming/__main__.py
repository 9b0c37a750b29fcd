"""Run the suite on the newest Wagtail there is, release candidates too: `python -m tests.upcoming`.

In an environment of its own, of the locked packages but for Wagtail and what it asks for. Arguments
go to pytest. Ends at once if the newest is the locked one.
"""

import subprocess
import sys
from importlib.metadata import version

from tests.demo import ROOT, run

ENVIRONMENT = ROOT / "var/upcoming"
PYTHON = ENVIRONMENT / "bin/python"


def main(arguments: list[str]) -> None:
    run(ROOT, "uv", "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT))
    install("--requirements", "requirements-dev.txt")
    install("--prerelease=allow", "--upgrade-package=wagtail", "wagtail")
    newest = newest_wagtail()
    if newest == version("wagtail"):
        print(f"Wagtail {newest} is the newest, and the locked one.")
        return
    print(f"Wagtail {newest}", flush=True)
    run(ROOT, str(PYTHON), "-m", "pytest", "-n", "2", "-q", *arguments)


def install(*arguments: str) -> None:
    run(ROOT, "uv", "pip", "install", "--quiet", "--python", str(PYTHON), *arguments)


def newest_wagtail() -> str:
    done = subprocess.run(
        [PYTHON, "-c", "import importlib.metadata; print(importlib.metadata.version('wagtail'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main(sys.argv[1:])
