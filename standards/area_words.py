"""Why a rule suggested an area, in words."""

from django.utils.translation import gettext

from .models import AreaRule


def reason_words(stored: str) -> str:
    """`word_zh=车联网; ics=43.040` as "Chinese title contains 车联网; ICS begins with 43.040". Other text stays as typed."""
    kinds = {str(kind): str(words) for kind, words in AreaRule.Kind.choices}
    said = []
    for piece in stored.split("; "):
        kind, equals, value = piece.partition("=")
        said.append(gettext("%(rule)s %(value)s") % {"rule": kinds[kind], "value": value} if equals and kind in kinds else piece)
    return "; ".join(said)
