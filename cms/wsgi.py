"""The web server's entry point."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.running.admission import Admission
from cms.site.proxies import behind_proxies
from cms.telemetry.exposition import Exposition
from cms.telemetry.requests import Observed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

admitted = Admission(get_wsgi_application(), settings.WEB_THREADS)
observed = Observed(admitted, is_logged=settings.ACCESS_LOG)
exposing = Exposition(observed, settings.METRICS_ALLOWED_NETWORKS)
application = behind_proxies(exposing, settings.TRUSTED_PROXIES)

# What is loaded now stays until the process ends. Out of the garbage collector's sight, it is not
# looked through again and again while pages are answered, which took a tenth of their time.
gc.collect()
gc.freeze()
# Nearly all that a request makes goes with it, without being looked for: a twentieth of the time.
gc.set_threshold(10_000, 20, 50)
