"""People and papers: a meeting, a webinar, a workshop, a reading room."""

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
    Point,
    mix,
)

CLOTHES = (NAVY, CLAY, TEAL, SUN, BLUE, MOSS, INK, ROSE)
SKINS = (ROSE, mix(ROSE, CLAY, 0.5), mix(CLAY, INK, 0.45), mix(ROSE, PAPER, 0.35))
HAIR = (mix(INK, CLAY, 0.3), INK, mix(SUN, CLAY, 0.35), mix(INK, PAPER, 0.55))


def meeting_table() -> Canvas:
    """A round table with eight people and their papers, from above."""
    canvas = Canvas(1600, 900, mix(TEAL, INK, 0.45))
    for x in range(0, 1600, 100):
        canvas.line([(x, 0), (x, 900)], mix(TEAL, INK, 0.52), 2)
    x, y = 800, 450
    for seat in range(8):
        angle = math.tau * (seat + 0.5) / 8
        ax, ay = math.cos(angle), math.sin(angle)
        px, py = x + ax * 590, y + ay * 385

        def around(along: float, across: float, px=px, py=py, ax=ax, ay=ay) -> list[Point]:
            turns = [math.tau * step / 40 for step in range(40)]
            return [
                (
                    px + ax * along * math.cos(turn) - ay * across * math.sin(turn),
                    py + ay * along * math.cos(turn) + ax * across * math.sin(turn),
                )
                for turn in turns
            ]

        canvas.polygon(around(58, 108), mix(TEAL, INK, 0.62))
        canvas.polygon(around(50, 98), CLOTHES[seat])
        canvas.circle(px - ax * 14, py - ay * 14, 42, SKINS[seat % 4])
        canvas.circle(px - ax * 2, py - ay * 2, 43, HAIR[(seat * 3) % 4])
    canvas.ellipse(x + 8, y + 16, 472, 292, mix(TEAL, INK, 0.7))
    canvas.ellipse(x, y, 470, 290, mix(SAND, ROSE, 0.25))
    canvas.ellipse(x, y, 452, 274, SAND)
    for seat in range(8):
        angle = math.tau * (seat + 0.5) / 8
        px, py = x + math.cos(angle) * 350, y + math.sin(angle) * 202
        ax, ay, bx, by = math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle)
        sheet = [
            (px + ax * u * 46 + bx * v * 36, py + ay * u * 46 + by * v * 36)
            for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        canvas.polygon(sheet, WHITE)
        for row in (-0.55, -0.2, 0.15, 0.5):
            ends = [(px + ax * row * 46 + bx * v, py + ay * row * 46 + by * v) for v in (-24, 22)]
            canvas.line(ends, mix(BLUE, WHITE, 0.55), 3)
        if seat % 2:
            cx, cy = px + bx * 64, py + by * 64
            canvas.circle(cx, cy, 20, WHITE)
            canvas.circle(cx, cy, 14, mix(CLAY, INK, 0.5))
    canvas.circle(x, y, 60, mix(MOSS, INK, 0.2))
    for leaf in range(11):
        angle = math.tau * leaf / 11
        canvas.circle(
            x + math.cos(angle) * 44, y + math.sin(angle) * 44, 24, (MOSS, LEAF)[leaf % 2]
        )
    canvas.circle(x, y, 30, LEAF)
    return canvas


def webinar() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(MIST, mix(SAND, PAPER, 0.5), 0, 900)
    canvas.rect(0, 760, 1600, 140, mix(SAND, CLAY, 0.25))
    canvas.rect(330, 110, 940, 560, INK, 26)
    canvas.rect(352, 132, 896, 516, mix(INK, NAVY, 0.5), 8)
    tiles = (
        (0, SKY, NAVY),
        (1, LEAF, CLAY),
        (2, SAND, TEAL),
        (3, ROSE, INK),
        (4, MIST, BLUE),
        (5, SUN, MOSS),
    )
    for tile, wall, clothes in tiles:
        left, top = 372 + tile % 3 * 290, 150 + tile // 3 * 244
        canvas.rect(left, top, 276, 230, wall, 10)
        skin = SKINS[tile % 4]
        canvas.circle(left + 138, top + 98, 47, HAIR[(tile * 2 + 1) % 4])
        canvas.ellipse(left + 138, top + 106, 38, 44, skin)
        canvas.rect(left + 124, top + 138, 28, 30, skin)
        canvas.slice(left + 138, top + 230, 86, 180, 360, clothes)
    canvas.rect(700, 670, 200, 70, mix(INK, MIST, 0.2))
    canvas.polygon([(600, 760), (1000, 760), (960, 736), (640, 736)], mix(INK, MIST, 0.1))
    canvas.rect(1330, 640, 100, 122, WHITE, 12)  # A mug.
    canvas.rect(1346, 656, 68, 20, mix(CLAY, INK, 0.3), 8)
    canvas.rect(120, 690, 120, 72, CLAY, 8)  # A plant.
    for turn in (-60, -30, 0, 28, 58):
        angle = math.radians(turn - 90)
        tip = (180 + math.cos(angle) * 190, 690 + math.sin(angle) * 230)
        side = (math.cos(angle + 1.57) * 26, math.sin(angle + 1.57) * 26)
        middle = ((180 + tip[0]) / 2, (690 + tip[1]) / 2)
        canvas.polygon(
            [
                (180, 692),
                (middle[0] + side[0], middle[1] + side[1]),
                tip,
                (middle[0] - side[0], middle[1] - side[1]),
            ],
            mix(MOSS, TEAL, abs(turn) / 60),
        )
    return canvas


def workshop() -> Canvas:
    """Three people before a wall of notes."""
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(SKY, PAPER, 0.35), MIST, 0, 760)
    canvas.rect(220, 90, 1160, 510, WHITE, 14)
    notes = (SUN, ROSE, LEAF, SKY, CLAY, mix(SUN, WHITE, 0.5))
    for column in range(9):
        for row in range(4):
            if (column * 5 + row * 3) % 7 == 0:
                continue
            left = 262 + column * 124 + canvas.random.uniform(-6, 6)
            top = 124 + row * 116 + canvas.random.uniform(-6, 6)
            canvas.rect(left, top, 88, 84, notes[(column // 3 * 2 + row) % 6], 4)
            for line in range(3):
                canvas.line(
                    [
                        (left + 14, top + 24 + line * 18),
                        (left + 50 + (line * 17) % 26, top + 24 + line * 18),
                    ],
                    mix(INK, WHITE, 0.25),
                    3,
                )
    canvas.rect(0, 760, 1600, 140, mix(SAND, CLAY, 0.15))
    for x, clothes, skin, hair, reach in (
        (430, TEAL, SKINS[0], HAIR[0], (560, 420)),
        (820, CLAY, SKINS[2], HAIR[1], (720, 470)),
        (1200, NAVY, SKINS[1], HAIR[2], (1090, 430)),
    ):
        canvas.line([(x - 30 if reach[0] < x else x + 30, 620), reach], clothes, 34)
        canvas.circle(*reach, 20, skin)
        canvas.rect(x - 78, 560, 156, 340, clothes, 70)
        canvas.rect(x - 20, 520, 40, 60, skin, 12)
        canvas.circle(x, 470, 66, skin)
        canvas.slice(x, 462, 70, 150, 390, hair)
    return canvas


def reading() -> Canvas:
    """Reports on a desk, from above."""
    canvas = Canvas(1600, 900, mix(SAND, CLAY, 0.12))
    for y in range(0, 900, 150):
        canvas.line([(0, y), (1600, y)], mix(SAND, CLAY, 0.2), 3)

    def sheet(x: float, y: float, turn: float, cover, kind: str) -> None:
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

        def at(u: float, v: float) -> tuple[float, float]:
            return x + u * cos - v * sin, y + u * sin + v * cos

        def box(u: float, v: float, width: float, height: float, fill) -> None:
            corners = ((u, v), (u + width, v), (u + width, v + height), (u, v + height))
            canvas.polygon([at(*corner) for corner in corners], fill)

        box(-138, -194, 300, 420, mix(SAND, INK, 0.28))
        box(-150, -210, 300, 420, cover)
        ink = WHITE if cover != WHITE else INK
        box(-118, -176, 190, 20, ink)
        box(-118, -146, 130, 12, mix(SKY, WHITE, 0.3) if cover != WHITE else BLUE)
        if kind == "bars":
            for bar, tall in enumerate((60, 110, 90, 150, 190)):
                box(-112 + bar * 46, 160 - tall, 32, tall, (SUN, ROSE, SKY, LEAF, CLAY)[bar])
        elif kind == "curve":
            canvas.line(
                [at(u, 60 - u * 0.5 + 26 * math.sin(u / 26)) for u in range(-110, 111, 8)], SUN, 6
            )
            canvas.line([at(-110, 160), at(110, 160)], ink, 4)
        else:
            for row in range(9):
                box(-118, -96 + row * 32, 236 - (row * 67) % 90, 9, mix(INK, WHITE, 0.6))

    sheet(330, 500, -12, NAVY, "bars")
    sheet(1240, 430, 9, TEAL, "curve")
    sheet(800, 440, 2, WHITE, "text")
    canvas.circle(1498, 772, 96, mix(SAND, INK, 0.28))
    canvas.circle(1490, 760, 96, WHITE)
    canvas.circle(1490, 760, 76, mix(CLAY, INK, 0.5))
    canvas.line([(560, 800), (860, 740)], INK, 14)
    canvas.line([(860, 740), (884, 735)], SUN, 12)
    return canvas
