"""How docs/api-compatibility.md tells people what `make conformance` holds the API to."""

from pathlib import Path

from tests.conformance.__main__ import differences

DOCUMENT = Path(__file__).parent.parent / "docs" / "api-compatibility.md"


def test_every_difference_has_its_reason_in_the_documentation():
    lines = DOCUMENT.read_text().splitlines()
    reasons = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert reasons == list(differences())


def test_a_test_differs_for_one_reason():
    names = [name for found in differences().values() for name in found]
    assert sorted(set(names)) == sorted(names)
