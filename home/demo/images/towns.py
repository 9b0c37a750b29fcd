"""Built places: a market town, a harbour, a school, a street, a town hall."""

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


def _house(canvas: Canvas, x: float, y: float, width: float, height: float, wall, roof) -> None:
    """A house with its gable to the side, standing on `y`."""
    canvas.rect(x, y - height, width, height, wall)
    lean, rise = width * 0.06, width * 0.38
    canvas.polygon(
        [
            (x - lean, y - height),
            (x + width + lean, y - height),
            (x + width * 0.5, y - height - rise),
        ],
        roof,
    )
    columns, rows = max(2, round(width / 55)), max(1, round(height / 80))
    for column in range(columns):
        for row in range(rows):
            left = x + width * (column + 0.5) / columns - 11
            canvas.rect(left, y - height + 22 + row * 74, 22, 34, mix(PAPER, SUN, 0.25), 2)


def _stepped_gable(canvas: Canvas, x: float, y: float, width: float, height: float, wall) -> None:
    canvas.rect(x, y - height, width, height, wall)
    for step in range(1, 5):
        inset = width * step / 10
        canvas.rect(x + inset, y - height - step * 26, width - 2 * inset, 28, wall)
    for column in range(3):
        for row in range(2):
            left = x + width * (column + 0.5) / 3 - 11
            canvas.rect(left, y - height + 18 + row * 72, 22, 38, mix(PAPER, SUN, 0.25), 2)


def market_town() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(BLUE, SKY, 0.7), mix(SAND, PAPER, 0.5), 0, 700)
    canvas.circle(330, 260, 64, mix(SUN, PAPER, 0.2))
    canvas.hill(560, 34, mix(MOSS, SKY, 0.55), 1.2, 1.0)
    far = mix(NAVY, SKY, 0.55)
    for x in range(-30, 1600, 92):
        tall = canvas.random.uniform(60, 130)
        canvas.rect(x, 640 - tall, 84, tall, far)
        canvas.polygon([(x - 5, 640 - tall), (x + 89, 640 - tall), (x + 42, 604 - tall)], far)
    # The church.
    tower = mix(NAVY, SKY, 0.3)
    canvas.rect(1010, 330, 86, 330, tower)
    canvas.polygon([(1002, 330), (1104, 330), (1053, 130)], mix(TEAL, SKY, 0.2))
    canvas.rect(1096, 500, 170, 160, tower)
    canvas.polygon([(1090, 500), (1276, 500), (1230, 440), (1130, 440)], mix(CLAY, SKY, 0.25))
    canvas.circle(1053, 400, 20, PAPER)
    for x, width, height, wall, roof in (
        (-20, 190, 150, SAND, CLAY),
        (330, 160, 180, mix(ROSE, PAPER, 0.25), mix(CLAY, INK, 0.2)),
        (660, 200, 130, mix(SKY, PAPER, 0.3), CLAY),
        (1190, 170, 190, SAND, mix(CLAY, INK, 0.15)),
        (1460, 190, 140, mix(ROSE, PAPER, 0.4), CLAY),
    ):
        _house(canvas, x, 720, width, height, wall, roof)
    _stepped_gable(canvas, 178, 720, 150, 150, mix(CLAY, PAPER, 0.22))
    _stepped_gable(canvas, 496, 720, 160, 190, mix(SUN, PAPER, 0.35))
    _stepped_gable(canvas, 870, 720, 150, 160, mix(CLAY, PAPER, 0.1))
    _house(canvas, 1026, 720, 160, 120, PAPER, mix(NAVY, INK, 0.2))
    _stepped_gable(canvas, 1364, 720, 140, 150, mix(SUN, PAPER, 0.5))
    canvas.gradient(mix(SAND, ROSE, 0.2), SAND, 720, 900)
    for x in (80, 420, 780, 1120, 1540):
        canvas.tree(x, 770, 130, MOSS)
    canvas.line([(0, 800), (1600, 800)], mix(SAND, CLAY, 0.2), 3)
    return canvas


def _boat(canvas: Canvas, x: float, y: float, size: float, hull) -> None:
    canvas.line([(x, y), (x, y - size * 1.9)], INK, 4)
    canvas.polygon(
        [(x + 6, y - size * 0.12), (x + 6, y - size * 1.8), (x + size * 0.8, y - size * 0.12)],
        WHITE,
    )
    canvas.polygon(
        [(x - 6, y - size * 0.12), (x - 6, y - size * 1.4), (x - size * 0.6, y - size * 0.12)], MIST
    )
    canvas.polygon(
        [
            (x - size, y),
            (x + size * 1.1, y),
            (x + size * 0.75, y + size * 0.36),
            (x - size * 0.7, y + size * 0.36),
        ],
        hull,
    )


def harbour() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(ROSE, PAPER, 0.35), PAPER, 0, 560)
    canvas.circle(1180, 360, 84, mix(SUN, PAPER, 0.15))
    canvas.hill(480, 26, mix(BLUE, PAPER, 0.6), 1.0, 2.8)
    for x, width, height, wall, roof in (
        (40, 170, 150, CLAY, INK),
        (214, 150, 190, mix(CLAY, INK, 0.25), NAVY),
        (368, 190, 140, mix(SUN, SAND, 0.4), INK),
        (562, 150, 170, PAPER, mix(CLAY, INK, 0.2)),
        (716, 170, 130, mix(TEAL, PAPER, 0.3), INK),
    ):
        _house(canvas, x, 560, width, height, wall, roof)
    # A crane.
    crane = mix(NAVY, PAPER, 0.15)
    canvas.line([(1380, 560), (1430, 240), (1480, 560)], crane, 10)
    canvas.line([(1250, 250), (1560, 230)], crane, 10)
    canvas.line([(1290, 248), (1290, 400)], crane, 3)
    canvas.rect(1262, 400, 56, 40, CLAY, 3)
    canvas.rect(0, 556, 1600, 34, mix(INK, SAND, 0.45))
    canvas.gradient(BLUE, NAVY, 590, 900)
    for _ in range(70):
        x, y = canvas.random.uniform(-60, 1600), canvas.random.uniform(610, 890)
        length = (y - 560) * canvas.random.uniform(0.2, 0.5)
        canvas.line([(x, y), (x + length, y)], mix(BLUE, SKY, canvas.random.uniform(0.2, 0.6)), 3)
    _boat(canvas, 360, 690, 92, CLAY)
    _boat(canvas, 760, 660, 66, PAPER)
    _boat(canvas, 1130, 740, 118, TEAL)
    return canvas


def school() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(SKY, PAPER, 0, 640)
    for x, y, size in (
        (260, 170, 70),
        (350, 150, 90),
        (450, 180, 66),
        (1200, 130, 80),
        (1300, 150, 64),
    ):
        canvas.ellipse(x, y, size * 1.4, size * 0.55, WHITE)
    canvas.hill(620, 30, mix(MOSS, SKY, 0.45), 1.0, 0.7)
    canvas.rect(330, 330, 980, 350, CLAY)
    canvas.rect(330, 318, 980, 22, mix(CLAY, INK, 0.35))
    canvas.rect(690, 270, 260, 410, mix(CLAY, PAPER, 0.18))
    canvas.rect(680, 256, 280, 22, mix(CLAY, INK, 0.35))
    for column in range(6):
        for row in range(2):
            left = 366 + column * 160 + (6 if column < 3 else 4)
            if 640 < left < 960:
                continue
            canvas.rect(left, 378 + row * 150, 96, 100, MIST, 3)
            canvas.rect(left + 46, 378 + row * 150, 4, 100, mix(CLAY, INK, 0.3))
    canvas.circle(820, 350, 44, PAPER)
    canvas.line([(820, 350), (820, 322)], INK, 5)
    canvas.line([(820, 350), (842, 360)], INK, 5)
    canvas.rect(752, 520, 136, 160, mix(NAVY, INK, 0.2), 4)
    canvas.rect(818, 520, 4, 160, PAPER)
    for column in range(4):  # Solar panels.
        canvas.polygon(
            [
                (990 + column * 76, 316),
                (1056 + column * 76, 316),
                (1076 + column * 76, 272),
                (1010 + column * 76, 272),
            ],
            mix(NAVY, BLUE, 0.3),
        )
    canvas.rect(0, 680, 1600, 220, LEAF)
    canvas.polygon([(740, 680), (900, 680), (1080, 900), (560, 900)], SAND)
    for x, size in ((120, 260), (240, 200), (1400, 240), (1520, 300)):
        canvas.tree(x, 720, size, mix(TEAL, MOSS, 0.5))
    for x, clothes in ((470, SUN), (540, NAVY), (1130, TEAL), (1200, CLAY), (1270, BLUE)):
        height = canvas.random.uniform(110, 145)
        canvas.figure(
            x, 800 + x % 40, height, clothes, mix(ROSE, CLAY, canvas.random.uniform(0, 0.5))
        )
    return canvas


def town_hall() -> Canvas:
    canvas = Canvas(1600, 900)
    canvas.gradient(mix(NAVY, SKY, 0.55), mix(ROSE, PAPER, 0.4), 0, 720)
    canvas.rect(240, 420, 1120, 300, mix(CLAY, SAND, 0.2))
    canvas.polygon([(220, 420), (1380, 420), (1310, 340), (290, 340)], mix(INK, NAVY, 0.4))
    canvas.rect(720, 190, 160, 530, mix(CLAY, SAND, 0.08))
    canvas.polygon([(706, 190), (894, 190), (800, 40)], TEAL)
    canvas.circle(800, 280, 50, PAPER)
    canvas.line([(800, 280), (800, 246)], INK, 6)
    canvas.line([(800, 280), (826, 292)], INK, 6)
    for column in range(12):
        left = 276 + column * 92
        if 690 < left + 20 < 900:
            continue
        for row in range(2):
            canvas.rect(left, 456 + row * 122, 44, 84, mix(SUN, PAPER, 0.25), 22)
    canvas.rect(756, 560, 88, 160, INK, 40)
    canvas.rect(756, 640, 88, 80, INK)
    canvas.gradient(SAND, mix(SAND, ROSE, 0.35), 720, 900)
    for step in range(3):
        canvas.rect(
            640 - step * 50,
            720 + step * 22,
            320 + step * 100,
            24,
            mix(PAPER, SAND, 0.2 + step * 0.25),
        )
    for x in (110, 1490):
        canvas.tree(x, 780, 320, mix(TEAL, MOSS, 0.4))
    for x, clothes in ((420, NAVY), (500, CLAY), (1080, TEAL), (1180, SUN)):
        canvas.figure(x, 862 - x % 30, 170, clothes)
    return canvas


def cycle_street() -> Canvas:
    """A street in plan: houses, trees and a cycle path seen from above."""
    canvas = Canvas(1600, 900, mix(LEAF, PAPER, 0.35))
    canvas.polygon([(0, 560), (1600, 330), (1600, 500), (0, 730)], mix(INK, MIST, 0.62))
    canvas.polygon([(0, 738), (1600, 508), (1600, 566), (0, 796)], mix(BLUE, SKY, 0.35))
    for dash in range(17):
        x = dash * 100 + 10
        canvas.line([(x, 645 - x * 0.14375), (x + 48, 645 - (x + 48) * 0.14375)], PAPER, 5)
    for index, x in enumerate(range(-60, 1600, 210)):
        top = 300 - x * 0.14375 + canvas.random.uniform(-20, 20)
        roof = (CLAY, mix(NAVY, INK, 0.2), mix(CLAY, SAND, 0.4), ROSE)[index % 4]
        width, depth = 150, canvas.random.uniform(120, 170)
        canvas.rect(x + 8, top + 10, width, depth, mix(MOSS, INK, 0.2))
        canvas.rect(x, top, width, depth, roof)
        canvas.line([(x, top + depth / 2), (x + width, top + depth / 2)], PAPER, 3)
    for index, x in enumerate(range(20, 1600, 240)):
        top = 850 - x * 0.14375
        roof = (mix(NAVY, INK, 0.1), ROSE, CLAY)[index % 3]
        canvas.rect(x + 8, top + 10, 170, 130, mix(MOSS, INK, 0.2))
        canvas.rect(x, top, 170, 130, roof)
        canvas.line([(x, top + 65), (x + 170, top + 65)], PAPER, 3)
    for x in range(40, 1600, 92):
        y = 512 - x * 0.14375 + canvas.random.uniform(-6, 6)
        canvas.circle(x + 5, y + 7, 30, mix(MOSS, INK, 0.25))
        canvas.circle(x, y, 30, mix(MOSS, TEAL, canvas.random.uniform(0, 0.7)))
    for x in (210, 640, 980, 1370):
        y = 772 - x * 0.14375 - 4
        canvas.line([(x - 22, y + 3.2), (x + 22, y - 3.2)], INK, 5)
        canvas.ellipse(x - 2, y, 11, 15, CLAY if x % 20 else PAPER)
        canvas.circle(x + 4, y - 1, 7, ROSE)
    return canvas
