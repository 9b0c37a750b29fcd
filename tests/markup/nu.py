"""The Nu HTML checker (vnu-jar of npm), with which documents, stylesheets and SVG are checked."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.demo import run

HERE = Path(__file__).parent
ENDINGS = {"text/html": "html", "text/css": "css", "image/svg+xml": "svg"}
JAR = "node_modules/vnu-jar/build/dist/vnu.jar"

#: What is no fault: a part of the document's name, a part of the message, and why.
ALLOWED = [
    (".css", "“@container”", "container queries (CSS Containment 3), which it does not know yet"),
    (".css", "“container-type”", "the same"),
    ("/admin/previews/", "“li” not allowed", "a block that is an item stands without its list"),
    ("/admin/previews/", "“dd” not allowed", "the same"),
    ("/admin/previews/", "“mailto:", "an address that is as long as a text, and made up"),
]


def findings(documents: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Name and message for each error or warning, of documents by name: media type and text."""
    with tempfile.TemporaryDirectory(prefix="markup-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(HERE / file, folder)
        # Its script would fetch a Java of its own.
        run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        (folder / "documents").mkdir()
        names = {}
        for number, (document, (kind, text)) in enumerate(documents.items()):
            file = folder / "documents" / f"{number}.{ENDINGS[kind]}"
            file.write_text(text)
            names[file.name] = document
        command = ["java", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always"]
        command += ["--also-check-css", "--also-check-svg", "documents"]
        print("$", *command, flush=True)
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        try:
            messages = json.loads(done.stdout)["messages"]
        except (ValueError, KeyError):
            raise SystemExit(f"The checker failed: {done.stdout}{done.stderr}") from None
        for message in messages:
            document = names[message["url"].rpartition("/")[2]]
            if is_fault(document, message):
                extract = re.sub(r"\s+", " ", message.get("extract", ""))
                yield document, f"{message['message']} | {extract}"


def is_fault(document: str, message: dict) -> bool:
    """What is neither an error nor a warning is advice about style."""
    return (message["type"] != "info" or message.get("subType") == "warning") and not any(
        name in document and text in message["message"] for name, text, _reason in ALLOWED
    )
