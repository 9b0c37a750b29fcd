"""What draws the picture that stands with a shared link whose page has none,
`cms/static/cms/share.png`.

It is drawn once and kept among the static files; after a change of colours, run
`.venv/bin/python -m cms.site.share_picture`. Ninety-eight tiles, one a municipality, and the mark.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 630
SCALE = 2  # drawn twice as large, so that round edges come out smooth
HOUSE, TEAL, MIST, BRICK, SUN = "#0d464b", "#16585d", "#2a7a7a", "#a33a1a", "#f4b73b"
LIGHT, WHITE = "#5fa8a3", "#ffffff"
COLUMNS, ROWS, TILE = 14, 7, 90
# Of a quarter disc, by the corner in which its centre lies: from, and the offset of its box.
QUARTERS = [(0, (-1, -1)), (90, (0, -1)), (180, (0, 0)), (270, (-1, 0))]


def draw() -> Image.Image:
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), HOUSE)
    canvas = ImageDraw.Draw(picture)
    chance = random.Random(98)  # noqa: S311 - the same tiles at each drawing
    for number in range(COLUMNS * ROWS):
        corner = number % COLUMNS * TILE - 30, number // COLUMNS * TILE
        colour = chance.choices([TEAL, MIST, BRICK, SUN, LIGHT], [12, 6, 2, 1, 2])[0]
        _tile(canvas, corner, TILE, colour, chance.choice(["square", "disc", 0, 1, 2, 3]))
    mark = 270
    left, top = (WIDTH - mark) // 2, (HEIGHT - mark) // 2
    half = mark // 2
    box = (left - 45, TILE, left + mark + 45, HEIGHT - TILE)
    canvas.rectangle([SCALE * edge for edge in box], HOUSE)
    _tile(canvas, (left, top), half, WHITE, "square")
    _tile(canvas, (left + half, top), half, BRICK, 3)
    _tile(canvas, (left, top + half), half, LIGHT, 2)
    right, bottom = left + mark, top + mark
    canvas.ellipse([SCALE * edge for edge in (left + half, top + half, right, bottom)], SUN)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _tile(canvas: ImageDraw.ImageDraw, corner: tuple, size: int, colour: str, shape) -> None:
    x, y, size = corner[0] * SCALE, corner[1] * SCALE, size * SCALE
    if shape == "square":
        canvas.rectangle((x, y, x + size - 1, y + size - 1), colour)
    elif shape == "disc":
        quarter = size // 4
        canvas.ellipse((x + quarter, y + quarter, x + size - quarter, y + size - quarter), colour)
    else:
        start, (right, down) = QUARTERS[shape]
        left, top = x + right * size, y + down * size
        canvas.pieslice((left, top, left + 2 * size, top + 2 * size), start, start + 90, colour)


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "static" / "cms" / "share.png"
    draw().quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
