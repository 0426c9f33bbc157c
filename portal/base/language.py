"""Which language an answer is in: the address first, then the visitor's choice, then the browser, then Chinese."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.base.access import public

PARAMETER = "lang"
SHORT = {"zh-hans": "zh", "en": "en"}
"""How a language is written in an address."""
TAGS = {"zh-hans": "zh-Hans", "en": "en"}
"""How a language is written in HTML (BCP 47)."""


def read_language(text: str) -> str | None:
    """The language a written code means, or nothing: `zh`, `zh-CN`, `zh-Hans`, `en`, `en-GB`."""
    try:
        return translation.get_supported_language_variant(text.strip().lower())
    except LookupError:
        return None


def language_of(request: HttpRequest) -> str:
    """`?lang=` beats the cookie, the cookie beats `Accept-Language`, and without any the answer is Chinese."""
    asked = request.GET.get(PARAMETER)
    return (asked and read_language(asked)) or translation.get_language_from_request(request)


def without_language(query: QueryDict) -> str:
    """The query string as it was, less the language."""
    rest = query.copy()
    rest.pop(PARAMETER, None)
    return rest.urlencode()


def in_language(request: HttpRequest, code: str) -> str:
    """The address of this page that always shows the language."""
    rest = without_language(request.GET)
    return f"{request.path}?{rest}{'&' if rest else ''}{PARAMETER}={SHORT[code]}"


def remember(response: HttpResponse, code: str) -> None:
    """Keep the choice in the visitor's browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


class LanguageMiddleware:
    """Activate the language and say so in the answer.

    A `?lang=` link also becomes the choice of a visitor who has none yet, so that the next page stays in that language;
    it never overrides a choice already made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", TAGS[code])
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        asked = request.GET.get(PARAMETER)
        undecided = settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
        if asked and undecided and read_language(asked) == code and settings.LANGUAGE_COOKIE_NAME not in response.cookies:
            remember(response, code)
        return response


@public
@require_safe
def set_language(request: HttpRequest, short: str) -> HttpResponse:
    """The switch in the header: remember the language and go back to the same page and query."""
    code = read_language(short)
    if code is None:
        raise Http404(short)
    after = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure()):
        after = "/"
    response = HttpResponseRedirect(after)
    remember(response, code)
    return response
