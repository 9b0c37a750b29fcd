"""What the process of live events answers by itself, without asking Django's handler."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from cms.postgres.stops import Stop
from cms.problems import problem

TOO_MANY = Stop("Too many streams are open at the moment.", 60)
TOO_LATE = Stop("Too much else is asked at the moment.", 10)
ENDING = Stop("The process ends; another one takes its place.", 5)


def unavailable(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Answer 503, with the seconds after which it is worth asking again."""
    response = problem(request, HTTPStatus.SERVICE_UNAVAILABLE, stop.reason)
    response["Retry-After"] = str(stop.retry_after)
    return _readable(response)


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404."""
    return _readable(problem(request, HTTPStatus.NOT_FOUND, "There is nothing at this address."))


def _readable(response: HttpResponse) -> HttpResponse:
    # By scripts of any site, as `CrossOriginMiddleware` says it of all other answers.
    response["Access-Control-Allow-Origin"] = "*"
    return response
