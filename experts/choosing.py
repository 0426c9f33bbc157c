"""People by typed name."""

from django.db.models import Q

from portal.base.choosing import Resolver

from .models import Person


def _hint(person: Person) -> str:
    """Where the person works now: what tells two of one name apart."""
    places = [one.organisation.name_zh for one in person.affiliations.all() if one.is_open and one.until is None]
    return " · ".join(piece for piece in (person.name_en, *places) if piece)


PERSON = Resolver(
    rows=lambda: Person.objects.prefetch_related("affiliations__organisation"),
    exact=lambda rows, text: rows.filter(Q(name=text) | Q(name_en__iexact=text)).order_by("name_pinyin", "pk"),
    near=lambda rows, text: rows.filter(
        Q(name__icontains=text) | Q(name_en__icontains=text) | Q(name_pinyin__icontains=text)
    ).order_by("name_pinyin", "pk"),
    hint=_hint,
)
