"""Sessions end eight hours after the last request, not after the sign-in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.base import clock

# A write for every page would be too much; so the end is exact to five minutes.
EXACT_TO_SECONDS = 300


class SlidingSession:
    """Keep the session of somebody signed in alive. Strangers without a session cookie cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "_auth_user_id" in request.session:
            moment = int(clock.now().timestamp())
            if moment - request.session.get("seen_at", 0) >= EXACT_TO_SECONDS:
                request.session["seen_at"] = moment
        return self.get_response(request)
