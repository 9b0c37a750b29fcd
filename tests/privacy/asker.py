"""A client for thousands of requests."""

from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import Client


class Asker(Client):
    """Django's, but for the contexts of templates, which it copies one by one for each request."""

    def request(self, **request) -> HttpResponse:
        uid = f"exception of {id(request)}"
        got_request_exception.connect(self.store_exc_info, dispatch_uid=uid)
        try:
            response = self.handler(self._base_environ(**request))
        finally:
            got_request_exception.disconnect(dispatch_uid=uid)
        self.check_exception(response)
        self.cookies.update(response.cookies)
        return response
