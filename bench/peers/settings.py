from cms.settings.production import *
from cms.settings.production import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.peers.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "peers" / "templates"]
TEMPLATES[0]["OPTIONS"]["context_processors"] += [
    "wagtail.contrib.settings.context_processors.settings"
]
