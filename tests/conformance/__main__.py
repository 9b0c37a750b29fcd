"""Run Wagtail's tests and compare what fails with what may; exit 1 if they are not the same."""

import os
import sys
import tomllib
from pathlib import Path
from unittest import TestResult, TextTestResult

import django

DIFFERENCES = Path(__file__).with_name("differences.toml")
TESTS = ["wagtail.api.v2.tests"]


def main(labels: list[str]) -> int:
    """Run the tests with these labels, or all; return the exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.conformance.settings"
    django.setup()
    from django.db import connection
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=1, interactive=False)
    runner.run_suite, results = _remembering(runner.run_suite)
    # The project's tests may run at the same time, on the same server.
    connection.settings_dict["TEST"]["NAME"] = f"test_cms_{os.getpid()}_conformance"
    runner.run_tests(labels or TESTS)
    [result] = results
    return report(result, partial=bool(labels))


def report(result: TestResult, partial: bool) -> int:
    """Print what differs from the list, and return the exit code."""
    failed = {_name(test) for test, _trace in [*result.failures, *result.errors]}
    reasons = differences()
    allowed = {name for names in reasons.values() for name in names}
    unexplained, passing = sorted(failed - allowed), sorted(allowed - failed)
    for name in unexplained:
        print(f"Fails, and has no reason in {DIFFERENCES.name}: {name}")
    for name in [] if partial else passing:
        print(f"Passes, but {DIFFERENCES.name} lists it: {name}")
    print(
        f"{result.testsRun} of Wagtail's tests: {result.testsRun - len(failed)} pass, "
        f"{len(failed & allowed)} differ for {len(reasons)} reasons."
    )
    return 1 if unexplained or (passing and not partial) else 0


def differences() -> dict[str, list[str]]:
    """The tests that may fail, by reason."""
    return tomllib.loads(DIFFERENCES.read_text())


def _remembering(run_suite):
    results: list[TextTestResult] = []

    def run(suite, **kwargs):
        results.append(run_suite(suite, **kwargs))
        return results[-1]

    return run, results


def _name(test) -> str:
    # A subtest counts as its test; a failing setUpClass as all of its class.
    test = getattr(test, "test_case", test)
    return test.id().removeprefix("wagtail.api.v2.tests.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
