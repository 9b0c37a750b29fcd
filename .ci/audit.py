"""Fail when the lock holds a package with a known vulnerability (pip-audit, PyPI's database).

Where the database cannot be reached, one line says so, and nothing fails.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = "requirements.txt"


def main() -> int:
    program = Path(sys.executable).with_name("pip-audit")
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    result = subprocess.run(
        [program, "--requirement", LOCK, *options], capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(result.stdout)["dependencies"]
    except ValueError:
        packages = []
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        return report("Not audited: the database of known vulnerabilities cannot be reached.")
    unknown = len(packages) - len(audited)
    found = [package for package in audited if package["vulns"]]
    for package in found:
        report(f"{package['name']} {package['version']}: " + ", ".join(ids(package)))
    report(
        f"Audited: {len(audited)} packages, {len(found)} vulnerable; "
        f"{unknown} are not in the database."
    )
    return 1 if found else 0


def ids(package: dict) -> list[str]:
    return [
        f"{v['id']} (mended in {', '.join(v['fix_versions']) or '-'})" for v in package["vulns"]
    ]


def report(line: str) -> int:
    sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
