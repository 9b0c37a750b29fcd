"""Production's settings, for a site that lives as long as a run. `surroundings` sets the
environment that they ask for.
"""

from cms.settings.production import *
from cms.settings.production import STORAGES

# Named by their content as in production, but not compressed: nobody fetches them here.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
}
