"""A client for hundreds of requests and more."""

from copy import copy
from functools import partial

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler

from cms.users.models import User


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
        response.json = partial(self._parse_json, response)
        self.cookies.update(response.cookies)
        return response


class HandlerOf(ClientHandler):
    """Answers an account whose permissions have been read, which no answer changes: `undone`."""

    def __init__(self, user: User) -> None:
        super().__init__(enforce_csrf_checks=False)
        self.user = User.objects.get(pk=user.pk)
        self.user.get_all_permissions()

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request._cached_user = copy(self.user)  # as the middleware keeps it
        return super().get_response(request)
