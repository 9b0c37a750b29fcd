"""Open country: fields, coast, wood, a rainy day."""

import math

from home.demo.images.canvas import (
    BLUE,
    CLAY,
    INK,
    LEAF,
    MIST,
    MOSS,
    NAVY,
    PAPER,
    ROSE,
    SAND,
    SKY,
    SUN,
    TEAL,
    WHITE,
    Canvas,
    mix,
)


def _turbine(canvas: Canvas, x: float, y: float, height: float, turn: float, fill) -> None:
    top = y - height
    canvas.polygon(
        [(x - height * 0.018, y), (x + height * 0.018, y), (x + 2, top), (x - 2, top)], fill
    )
    for blade in range(3):
        angle = math.radians(turn + blade * 120)
        ahead, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        length, breadth = height * 0.52, height * 0.028
        canvas.polygon(
            [
                (x, top),
                (
                    x + ahead[0] * length * 0.25 + across[0] * breadth,
                    top + ahead[1] * length * 0.25 + across[1] * breadth,
                ),
                (x + ahead[0] * length, top + ahead[1] * length),
            ],
            fill,
        )
    canvas.circle(x, top, height * 0.018, fill)


def wind_turbines() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(SKY, PAPER, 0, 640)
    canvas.circle(1240, 330, 92, mix(SUN, PAPER, 0.35))
    canvas.hill(560, 40, mix(MOSS, SKY, 0.62), 1.1, 0.4)
    for x, height, turn in ((300, 210, 20), (520, 180, 75), (980, 190, 48)):
        _turbine(canvas, x, 560, height, turn, mix(WHITE, SKY, 0.15))
    canvas.hill(640, 46, mix(MOSS, SKY, 0.3), 1.4, 2.2)
    _turbine(canvas, 720, 680, 380, 12, WHITE)
    _turbine(canvas, 1330, 690, 460, 58, WHITE)
    canvas.hill(730, 40, MOSS, 1.0, 4.0)
    for furrow in range(9):
        canvas.line([(furrow * 200 - 250, 900), (560 + furrow * 42, 762)], mix(MOSS, LEAF, 0.4), 3)
    canvas.hill(838, 26, TEAL, 1.3, 0.9)
    for x in (90, 150, 236):
        canvas.tree(x, 850, 110, mix(TEAL, INK, 0.25))
    return canvas


def coast() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(BLUE, SKY, 0.55), PAPER, 0, 430)
    canvas.circle(420, 300, 70, mix(SUN, WHITE, 0.3))
    canvas.gradient(mix(BLUE, SKY, 0.25), NAVY, 430, 900)
    for row in range(12):
        y = 452 + row * row * 3.1
        for _ in range(9 - row // 2):
            x, length = canvas.random.uniform(-60, 1600), canvas.random.uniform(40, 120) + row * 9
            canvas.line([(x, y), (x + length, y)], mix(BLUE, WHITE, 0.35), 1.5 + row * 0.3)
    # The dike and the dunes behind it.
    canvas.polygon([(900, 900), (1180, 520), (1600, 410), (1600, 900)], mix(SAND, ROSE, 0.2))
    canvas.polygon([(1010, 900), (1250, 560), (1600, 470), (1600, 900)], SAND)
    canvas.polygon([(1180, 900), (1370, 640), (1600, 560), (1600, 900)], LEAF)
    canvas.polygon([(1300, 900), (1450, 740), (1600, 680), (1600, 900)], MOSS)
    for _ in range(70):
        x = canvas.random.uniform(1230, 1590)
        y = 900 - (x - 1180) * 0.62 + canvas.random.uniform(0, 120)
        canvas.line([(x, y), (x + canvas.random.uniform(-8, 8), y - 26)], mix(MOSS, INK, 0.25), 2)
    for x, y, size in ((520, 560, 46), (690, 520, 30)):
        canvas.polygon(
            [
                (x - size, y),
                (x + size, y),
                (x + size * 0.7, y + size * 0.4),
                (x - size * 0.7, y + size * 0.4),
            ],
            CLAY,
        )
        canvas.polygon(
            [(x - size * 0.1, y - 6), (x - size * 0.1, y - size * 2.2), (x + size * 0.9, y - 6)],
            WHITE,
        )
        canvas.polygon(
            [(x - size * 0.2, y - 6), (x - size * 0.2, y - size * 1.7), (x - size * 0.8, y - 6)],
            MIST,
        )
    return canvas


def wood() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(MIST, PAPER, 0, 900)
    for layer in range(4):
        share = 0.72 - layer * 0.22
        fill = mix(TEAL, MIST, share)
        base, size = 520 + layer * 95, 250 + layer * 60
        canvas.hill(base + 10, 16, fill, 1.5, layer * 1.7)
        x = -80 + layer * 35
        while x < 1680:
            tall = size * canvas.random.uniform(0.75, 1.1)
            for step in range(3):
                half = tall * (0.13 + step * 0.045)
                top = base - tall + step * tall * 0.24
                canvas.polygon(
                    [(x, top), (x + half, top + tall * 0.42), (x - half, top + tall * 0.42)], fill
                )
            x += canvas.random.uniform(0.30, 0.55) * size
    # A path into the wood.
    canvas.polygon([(690, 900), (960, 900), (840, 800), (870, 760), (846, 760), (780, 800)], SAND)
    return canvas


def rain() -> Canvas:
    """Rain over a town, and the meadow that takes it."""
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(NAVY, SKY, 0.45), MIST, 0, 560)
    for x, y, size in (
        (300, 150, 120),
        (470, 120, 160),
        (660, 165, 120),
        (1080, 110, 140),
        (1260, 150, 150),
        (1430, 165, 100),
    ):
        canvas.ellipse(x, y, size * 1.2, size * 0.62, mix(NAVY, SKY, 0.28))
    for x in range(-40, 1600, 118):
        tall = canvas.random.uniform(110, 230)
        wall = mix(NAVY, MIST, canvas.random.uniform(0.25, 0.5))
        canvas.rect(x, 560 - tall, 119, tall + 60, wall)
        canvas.polygon(
            [(x - 6, 560 - tall), (x + 124, 560 - tall), (x + 59, 510 - tall)],
            mix(CLAY, MIST, 0.25),
        )
        for window in range(2):
            canvas.rect(x + 28 + window * 42, 585 - tall, 20, 28, mix(SUN, PAPER, 0.35))
    canvas.hill(600, 12, LEAF, 1.0, 0.4)
    canvas.hill(660, 22, MOSS, 0.9, 2.4)
    canvas.ellipse(800, 770, 560, 92, mix(TEAL, INK, 0.15))
    canvas.ellipse(800, 764, 540, 80, mix(BLUE, SKY, 0.35))
    canvas.ellipse(760, 756, 380, 40, mix(BLUE, SKY, 0.55))
    for x, y in ((250, 800), (310, 824), (1290, 806), (1370, 830), (1180, 850), (430, 856)):
        for blade in (-14, -4, 6, 15):
            canvas.line(
                [(x + blade * 0.4, y), (x + blade, y - 64 + abs(blade))], mix(TEAL, INK, 0.3), 4
            )
    for _ in range(170):
        x, y = canvas.random.uniform(0, 1640), canvas.random.uniform(180, 760)
        canvas.line([(x, y), (x - 9, y + 34)], mix(SKY, WHITE, 0.4), 1.6)
    return canvas
