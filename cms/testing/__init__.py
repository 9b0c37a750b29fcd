"""For the tests of content types: what each of them keeps to, and objects to test with."""

import pytest

pytest.register_assert_rewrite("cms.testing.contract", "cms.testing.public")

from cms.testing.contract import ContentTypeContract  # noqa: E402

__all__ = ["ContentTypeContract"]
