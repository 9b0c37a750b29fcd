"""A canvas to draw on in the measures of the finished image, at three times its size.

Drawing large and shrinking at the end is what smooths the edges: Pillow's ImageDraw does not.
"""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageColor, ImageDraw

SCALE = 3

# The site's palette, and tints of it.
INK = "#12304a"
NAVY = "#1d4a6e"
BLUE = "#3f7ea6"
SKY = "#cfe2ec"
MIST = "#e8f0f3"
PAPER = "#faf7f1"
SAND = "#efe2cb"
SUN = "#f0b95b"
CLAY = "#c9694b"
ROSE = "#e5b7a0"
TEAL = "#2c7a78"
MOSS = "#6f9c78"
LEAF = "#a9c4a0"
WHITE = "#ffffff"

Point = tuple[float, float]


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from one to the other."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    """An image of `width` by `height`; all measures are pixels of the finished image."""

    def __init__(self, width: int, height: int, ground: str = PAPER, seed: int = 17):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)
        # Seeded, so that every loading draws the same.
        self.random = Random(seed)  # noqa: S311

    def finish(self) -> Image.Image:
        return self.image.reduce(SCALE)

    def gradient(self, top: str, bottom: str, start: float = 0, end: float | None = None) -> None:
        """Fill the full width from y `start` to `end` with a vertical gradient."""
        end = self.height if end is None else end
        rows = round((end - start) * SCALE)
        column = Image.new("RGB", (1, rows))
        colours = [mix(top, bottom, row / max(rows - 1, 1)) for row in range(rows)]
        column.putdata([ImageColor.getrgb(colour) for colour in colours])
        self.image.paste(column.resize((self.width * SCALE, rows)), (0, round(start * SCALE)))

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * SCALE, y * SCALE) for x, y in points]

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon(self._scaled(points), fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float = 2) -> None:
        self.draw.line(self._scaled(points), fill=fill, width=round(width * SCALE), joint="curve")

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        box = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
        self.draw.rounded_rectangle(box, radius * SCALE, fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.draw.ellipse(box, fill=fill)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """Draw a slice of a circle from `start` to `end` degrees, clockwise from three o'clock."""
        box = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.draw.pieslice([*box[0], *box[1]], start, end, fill=fill)

    def hill(self, y: float, rise: float, fill: str, waves: float = 1.2, phase: float = 0) -> None:
        """Fill from a rolling line around `y`, which rises and falls by `rise`, to the bottom."""
        line = []
        for x in range(0, self.width + 9, 8):
            t = x / self.width * math.tau * waves + phase
            line.append((x, y - rise * (0.7 * math.sin(t) + 0.3 * math.sin(2.3 * t + 1))))
        self.polygon([*line, (self.width + 8, self.height), (0, self.height)], fill)

    def tree(self, x: float, y: float, size: float, fill: str, trunk: str = INK) -> None:
        """Draw a round tree that stands on `y`."""
        self.rect(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, trunk)
        self.ellipse(x, y - size * 0.75, size * 0.33, size * 0.42, fill)

    def arc(
        self, x: float, y: float, rx: float, ry: float, ends: Point, fill: str, width: float
    ) -> None:
        """Draw a part of an ellipse's outline, between two angles in degrees as in `slice`."""
        box = self._scaled([(x - rx, y - ry), (x + rx, y + ry)])
        self.draw.arc([*box[0], *box[1]], *ends, fill=fill, width=round(width * SCALE))

    def figure(self, x: float, y: float, height: float, clothes: str, skin: str = ROSE) -> None:
        """Draw a person who stands on `y`."""
        part = height / 10
        self.ellipse(x, y, part * 2.4, part * 0.4, mix(INK, SAND, 0.6))
        for side in (-1, 0.15):
            self.rect(
                x + side * part * 0.85, y - part * 4.4, part * 0.75, part * 4.4, INK, part / 4
            )
        self.rect(x - part * 1.3, y - part * 7.7, part * 2.6, part * 4.3, clothes, part * 1.1)
        self.circle(x, y - part * 8.8, part * 1.15, skin)
        self.slice(x, y - part * 8.9, part * 1.25, 170, 370, mix(INK, clothes, 0.2))
