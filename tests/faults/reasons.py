"""What an answer says to whom it refuses."""

import json

from bs4 import BeautifulSoup
from django.http import HttpResponse


def reason(response: HttpResponse) -> str:
    """The sentence that says what was wrong: a problem's detail, the error at a field of a list's
    form, or the lede of an error page.
    """
    if response["Content-Type"] == "application/problem+json":
        problem = json.loads(response.content)
        assert problem["status"] == response.status_code
        assert problem["message"]  # in API v2's words
        return problem["detail"]
    page = BeautifulSoup(response.content, "html.parser")
    at_fields = [each.get_text(strip=True) for each in page.select(".field-error")]
    if errors := [*filter(None, at_fields)]:
        return " ".join(errors)
    return page.find("main").find("p", class_="lede").get_text(strip=True)
