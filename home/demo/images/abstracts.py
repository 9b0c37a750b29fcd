"""Pictures of an idea: a map, a ring of goals, waves of numbers, a conversation."""

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


def area_map() -> Canvas:
    """A patchwork of fields, wood and water with a few towns and the roads between them."""
    canvas = Canvas(1600, 900, mix(LEAF, PAPER, 0.45))
    fills = (
        mix(LEAF, PAPER, 0.25),
        mix(SAND, PAPER, 0.2),
        mix(MOSS, PAPER, 0.45),
        mix(SUN, PAPER, 0.7),
        mix(LEAF, PAPER, 0.6),
        mix(SAND, LEAF, 0.4),
    )
    grid = {
        (column, row): (
            column * 160 - 80 + canvas.random.uniform(-46, 46),
            row * 150 - 75 + canvas.random.uniform(-42, 42),
        )
        for column in range(12)
        for row in range(8)
    }
    for column in range(11):
        for row in range(7):
            corners = [grid[column + u, row + v] for u, v in ((0, 0), (1, 0), (1, 1), (0, 1))]
            canvas.polygon(corners, canvas.random.choice(fills))
            canvas.line([*corners, corners[0]], PAPER, 4)
    stream = [(x, 610 + 60 * math.sin(x / 130) - x * 0.1) for x in range(0, 1180, 12)]
    canvas.line(stream, mix(BLUE, SKY, 0.35), 12)
    fjord = [
        (1600, 120),
        (1410, 190),
        (1290, 330),
        (1150, 380),
        (1090, 500),
        (1180, 590),
        (1300, 560),
        (1400, 640),
        (1600, 660),
    ]
    canvas.polygon(fjord, mix(BLUE, SKY, 0.45))
    canvas.line(fjord, PAPER, 8)
    towns = (
        (260, 260, 26),
        (620, 400, 40),
        (1000, 220, 22),
        (470, 740, 24),
        (930, 760, 30),
        (1430, 780, 22),
    )
    for one, other in ((0, 1), (1, 2), (1, 3), (1, 4), (4, 5), (3, 4)):
        canvas.line([towns[one][:2], towns[other][:2]], mix(CLAY, PAPER, 0.35), 7)
    for x, y, radius in towns:
        canvas.circle(x, y, radius + 8, PAPER)
        canvas.circle(x, y, radius, CLAY)
        canvas.circle(x, y, radius * 0.45, PAPER)
    for _ in range(46):
        x, y = canvas.random.gauss(250, 90), canvas.random.gauss(470, 46)
        canvas.circle(x, y, 13, mix(TEAL, MOSS, canvas.random.uniform(0, 1)))
    return canvas


def seventeen_goals() -> Canvas:
    """Seventeen slices around a globe of hills and sea; colours of ours, not the UN's wheel."""
    canvas = Canvas(1600, 900)
    canvas.gradient(NAVY, INK, 0, 900)
    for _ in range(50):
        canvas.circle(
            canvas.random.uniform(0, 1600),
            canvas.random.uniform(0, 900),
            canvas.random.uniform(1.5, 4),
            mix(NAVY, SKY, canvas.random.uniform(0.25, 0.6)),
        )
    x, y = 800, 450
    colours = (SUN, CLAY, ROSE, SAND, LEAF, MOSS, TEAL, SKY, BLUE)
    for goal in range(17):
        start = -90 + goal * 360 / 17
        canvas.slice(x, y, 360, start + 1.2, start + 360 / 17 - 1.2, colours[goal * 2 % 9])
    canvas.circle(x, y, 250, INK)
    canvas.circle(x, y, 226, mix(BLUE, SKY, 0.4))
    land = mix(MOSS, LEAF, 0.4)
    canvas.slice(x, y, 226, 20, 160, land)
    for dx, dy, rx, ry in ((-90, -70, 96, 52), (70, -112, 84, 36), (96, 20, 80, 40)):
        canvas.ellipse(x + dx, y + dy, rx, ry, land)
    for dx, tall in ((-66, 60), (-36, 96), (-4, 74), (30, 120), (64, 56)):
        canvas.rect(x + dx - 13, y + 86 - tall, 28, tall, (PAPER, SAND, ROSE)[abs(dx) % 3])
    for dx in (-118, -94, 100, 124):
        canvas.tree(x + dx, y + 96, 70, TEAL)
    return canvas


def numbers() -> Canvas:
    """Curves of numbers above a row of columns."""
    canvas = Canvas(1600, 900)
    canvas.gradient(PAPER, MIST, 0, 900)
    for y in range(150, 800, 108):
        canvas.line([(120, y), (1480, y)], mix(SKY, PAPER, 0.2), 2)
    for column in range(17):
        tall = 110 + 250 * (column / 17) + 70 * math.sin(column * 1.1)
        fill = mix(TEAL, LEAF, (column % 4) / 4) if column != 12 else CLAY
        canvas.rect(140 + column * 79, 790 - tall, 52, tall, fill, 6)
    for phase, lift, fill in ((0.0, 470, BLUE), (1.4, 390, SUN)):
        curve = [
            (x, lift - x * 0.14 + 56 * math.sin(x / 170 + phase) + 16 * math.sin(x / 61))
            for x in range(140, 1471, 10)
        ]
        canvas.line(curve, fill, 9)
        for point in curve[::19]:
            canvas.circle(*point, 15, PAPER)
            canvas.circle(*point, 10, fill)
    canvas.line([(120, 792), (1480, 792)], INK, 5)
    return canvas


def conversation() -> Canvas:
    """Speech bubbles that overlap."""
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(TEAL, INK, 0.1), mix(TEAL, INK, 0.35), 0, 900)

    def bubble(
        x: float, y: float, width: float, height: float, fill, tail: int, lines: int
    ) -> None:
        foot = x + width * (0.22 if tail < 0 else 0.78)
        canvas.polygon(
            [
                (foot - 40, y + height - 30),
                (foot + 40, y + height - 30),
                (foot + 66 * tail, y + height + 74),
            ],
            fill,
        )
        canvas.rect(x, y, width, height, fill, 54)
        for row in range(lines):
            length = (width - 130) * (1, 0.82, 0.6)[row % 3]
            canvas.rect(
                x + 60,
                y + 58 + row * 50,
                length,
                16,
                mix(INK, WHITE, 0.2 if fill != NAVY else 0.75),
                8,
            )

    bubble(130, 110, 560, 260, PAPER, -1, 3)
    bubble(820, 70, 420, 200, SUN, 1, 2)
    bubble(560, 420, 620, 250, mix(ROSE, PAPER, 0.15), 1, 3)
    bubble(1130, 350, 340, 190, NAVY, 1, 2)
    bubble(170, 560, 330, 180, LEAF, -1, 2)
    return canvas


def open_page() -> Canvas:
    """A page that is read aloud: a file with its structure marked."""
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(SAND, PAPER, 0.4), SAND, 0, 900)
    canvas.rect(512, 92, 520, 740, mix(SAND, CLAY, 0.3), 8)
    canvas.rect(500, 80, 520, 740, WHITE, 8)
    canvas.rect(556, 140, 330, 34, NAVY, 6)
    top = 220
    for lines, fill in ((3, None), (0, TEAL), (4, None), (0, TEAL), (3, None)):
        if fill:
            canvas.rect(556, top, 220, 24, fill, 6)
            top += 50
        for row in range(lines):
            canvas.rect(556, top, 408 if row < lines - 1 else 260, 13, mix(INK, WHITE, 0.65), 6)
            top += 34
        top += 18
    for y, label in ((157, CLAY), (352, SUN), (568, SUN)):
        canvas.line([(500, y), (340, y)], label, 4)
        canvas.circle(316, y, 30, label)
        canvas.circle(316, y, 12, WHITE)
    for ring in range(4):
        radius = 84 + ring * 62
        canvas.arc(1150, 450, radius, radius, (-42, 42), mix(TEAL, SAND, ring * 0.2), 13)
    canvas.circle(1150, 450, 34, TEAL)
    return canvas
