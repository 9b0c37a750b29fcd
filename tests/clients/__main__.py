"""`python -m tests.clients`: what a stranger does with the OpenAPI document.

The demo site is started on a free port. Its document is linted without a warning; a TypeScript
client and a Python client are generated from it and compiled as they come, and with each of them
every page is fetched and its members are read by their types. Needs Node.js and npm.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.demo import demo_site, run

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="clients-") as folder, demo_site() as address:
        work = Path(folder)
        with urllib.request.urlopen(f"{address}/api/v2/openapi.json") as response:
            document = response.read()
        for language in ("typescript", "python"):
            shutil.copytree(HERE / language, work / language)
            (work / language / "openapi.json").write_bytes(document)
        typescript(work / "typescript", address)
        python(work / "python", address)


def typescript(folder: Path, address: str) -> None:
    def node(*command: str) -> None:
        run(folder, *command)

    node("npm", "ci", "--no-audit", "--no-fund")
    lint(folder)
    node("npx", "openapi-typescript", "openapi.json", "--output", "content.d.ts")
    node("npx", "tsc")
    node("node", "built/fetch.js", address)


def lint(folder: Path) -> None:
    """Ends this process for a warning too, for which the linter has no option."""
    command = ["npx", "redocly", "lint", "openapi.json", "--config", "redocly.yaml"]
    print("$", *command, flush=True)
    done = subprocess.run(
        [*command, "--format=json"], cwd=folder, stdout=subprocess.PIPE, text=True, check=False
    )
    found = json.loads(done.stdout)
    if found["totals"]["errors"] or found["totals"]["warnings"]:
        sys.exit("\n".join(f"{each['ruleId']}: {each['message']}" for each in found["problems"]))


def python(folder: Path, address: str) -> None:
    generate = ["generate", "--path", "openapi.json", "--meta", "none", "--fail-on-warning"]
    package = "content_api_client"
    run(folder, str(BIN / "openapi-python-client"), *generate, "--output-path", package)
    run(folder, sys.executable, "-m", "compileall", "-q", package)
    # Its own inside is the generator's; what it says to those who use it is checked.
    check = ["--strict", "--follow-imports=silent", "--config-file="]
    run(folder, str(BIN / "mypy"), *check, "fetch.py")
    run(folder, sys.executable, "fetch.py", address)


if __name__ == "__main__":
    main()
