"""A vacancy of a plugin in schema.org's terms: a type that the core has never heard of."""

from datetime import date

import pytest
from courses.models import VacancyPage

from cms.testing import factories
from tests.test_structured_data import ROOT, data, node, statements, unknown_terms

pytestmark = [
    pytest.mark.django_db,
    # What rdflib says to itself when it parses JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


def test_a_plugins_vacancy_is_a_job_posting_in_terms_of_schema_org(client):
    page = factories.page(
        VacancyPage,
        title="Underviser i klima",
        posted=date(2022, 4, 7),
        apply_by=date(2022, 5, 1),
        employment="temporary",
        workplace="Køge",
    )
    url = ROOT + page.url
    assert node(client, page, "JobPosting") == {
        "@type": "JobPosting",
        "@id": f"{url}#content",
        "url": url,
        "name": "Underviser i klima",
        "title": "Underviser i klima",
        "description": page.lede,
        "datePosted": "2022-04-07",
        "validThrough": "2022-05-01",
        "employmentType": "TEMPORARY",
        "hiringOrganization": {"@id": f"{ROOT}/#organization"},
        "jobLocation": {"@type": "Place", "address": "Køge"},
    }
    assert unknown_terms(statements(data(client, page))) == set()
