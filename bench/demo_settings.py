"""Production's settings for the demo site, which a browser on this machine visits without TLS."""

from cms.settings.production import *

DEMO_ALLOWED = True
SECURE_SSL_REDIRECT = False
SERVE_MEDIA = True
