"""The API against its own schema: whatever is asked, no 500, and every answer is one that the schema promises.

Forty asked examples an operation, the boundaries of every parameter besides; always the same ones.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from schemathesis.checks import positive_data_acceptance
from schemathesis.config import SchemathesisConfig

from portal.base import clock
from tests import access_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 40
RULES = settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
CONFIG = SchemathesisConfig.from_dict({"generation": {"deterministic": True, "max-examples": EXAMPLES}})
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True), config=CONFIG)
schema.app = get_wsgi_application()


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    """Records behind every address, for the whole module, on one connection: each request would close it otherwise."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        yield access_world.build()
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@RULES
def test_every_answer_is_one_the_schema_promises(case):
    with clock.at(access_world.DAY):
        response = case.call()
        if {"q", "changed_since"} <= set(case.query or {}) and response.status_code == 400:
            # OpenAPI cannot say that these two exclude each other.
            case.validate_response(response, excluded_checks=[positive_data_acceptance])
        else:
            case.validate_response(response)
