"""What stands in the place of a picture that a page doesn't have."""

import re

from django.template import Context, Template

from cms.templatetags.pattern_tags import COLUMNS, PALETTES, ROWS, SIDE


def drawn(**item) -> str:
    return Template("{% load pattern_tags %}{% pattern item %}").render(Context({"item": item}))


def test_a_page_has_one_pattern_and_each_another():
    assert drawn(id=7) == drawn(id=7)
    assert len({drawn(id=key) for key in range(200)}) == 200


def test_the_colours_are_those_of_the_first_topic():
    def colours(topics: list[int]) -> str:
        html = drawn(id=7, topics=[{"id": key} for key in topics])
        return re.search(r"pattern-\d", html)[0]

    assert colours([1, 2]) == colours([1]) != colours([2])
    assert {colours([key]) for key in range(20)} == {f"pattern-{n}" for n in range(PALETTES)}


def test_it_is_light_and_nothing_lies_outside():
    for key in range(200):
        html = drawn(id=key)
        assert len(html) < 1_000
        corners = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", html)]
        assert all(x <= COLUMNS * SIDE and y <= ROWS * SIDE for x, y in corners)
