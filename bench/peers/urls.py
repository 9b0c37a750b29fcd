from django.urls import path

from bench.peers.api import router
from bench.peers.bare import answer
from bench.peers.pages import serve
from cms.urls import urlpatterns as sites

urlpatterns = [
    path("stock/api/v2/", router.urls),
    path("stock/<path:path>", serve),
    path("bare/<path:path>", answer),
    *sites,
]
