"""`python -m tests.receivers`: the receiver in JavaScript verifies what we sign."""

import os
import shutil
import tempfile
from ipaddress import ip_network
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.conf import settings  # noqa: E402

from tests.demo import run  # noqa: E402
from tests.receivers.documented import expected, told  # noqa: E402

HERE = Path(__file__).parent


def main() -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    with tempfile.TemporaryDirectory(prefix="receivers-") as folder:
        work = Path(folder) / "javascript"
        shutil.copytree(HERE / "javascript", work)
        run(work, "npm", "ci", "--no-audit", "--no-fund")
        found = told(["node"], work, "js", "receiver.js")
        if found != expected("null"):
            raise SystemExit(f"The receiver in JavaScript answered and printed {found}.")
        print("Received and verified in JavaScript.")


if __name__ == "__main__":
    main()
