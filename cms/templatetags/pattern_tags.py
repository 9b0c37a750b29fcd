"""What stands in the place of a picture that a page doesn't have: a pattern of tiles, drawn from
the page's id, in the colours of its first topic. The same page looks the same wherever it is shown.
"""

import hashlib

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

#: Tiles of a pattern, about 16 to 9, and how wide one is.
COLUMNS, ROWS, SIDE = 7, 4, 20
#: How many sets of colours the stylesheet has (`.pattern-0` and so on).
PALETTES = 6
#: What may stand on a tile, as a path from a corner of it; the others stay empty.
_SHAPES = {
    0: (0, 0, "h20v20a20 20 0 0 1-20-20z"),
    1: (0, 0, "a20 20 0 0 1 20 20h-20z"),
    2: (20, 0, "v20h-20a20 20 0 0 1 20-20z"),
    3: (0, 0, "h20a20 20 0 0 1-20 20z"),
    4: (0, 10, "a10 10 0 0 1 20 0a10 10 0 0 1-20 0z"),
}
#: Of eight tiles, how many are of which colour, the strongest last.
_COLOURS = (0, 0, 0, 0, 1, 1, 1, 2)


@register.simple_tag
def pattern(item: dict) -> SafeString:
    """Render the pattern of a card, which says nothing to who listens."""
    topics = item.get("topics") or [item]
    return format_html(
        '<svg class="pattern pattern-{}" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        topics[0]["id"] % PALETTES,
        COLUMNS * SIDE,
        ROWS * SIDE,
        SafeString("".join(f'<path d="{path}"/>' for path in paths(item["id"]))),
    )


def paths(key: int) -> list[str]:
    """Return the tiles of each colour as a path."""
    drawn = hashlib.sha256(str(key).encode()).digest()
    found = ["M0 0"] * 3
    for tile in range(COLUMNS * ROWS):
        byte = drawn[tile]
        if shape := _SHAPES.get(byte % 8):
            left, top, path = shape
            x, y = left + tile % COLUMNS * SIDE, top + tile // COLUMNS * SIDE
            found[_COLOURS[byte // 8 % 8]] += f"M{x} {y}{path}"
    return found
