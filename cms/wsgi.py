"""The web server's entry point."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

# The client's address and scheme are those that a trusted proxy tells, and nobody else.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), settings.TRUSTED_PROXIES)

# What is loaded now stays until the process ends. Out of the garbage collector's sight, it is not
# looked through again and again while pages are answered, which took a tenth of their time.
gc.collect()
gc.freeze()
