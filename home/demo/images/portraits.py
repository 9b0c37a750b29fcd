"""Drawn portraits of the invented contacts, 640 by 640."""

from home.demo.images.canvas import (
    CLAY,
    INK,
    LEAF,
    MIST,
    NAVY,
    SAND,
    SKY,
    SUN,
    TEAL,
    WHITE,
    Canvas,
    mix,
)


def _portrait(
    wall: str, clothes: str, skin: str, hair: str, *, long: bool, glasses: bool
) -> Canvas:
    canvas = Canvas(640, 640, wall)
    canvas.circle(320, 300, 250, _lighter(wall))
    if long:
        canvas.rect(176, 150, 288, 350, hair, 140)
    else:
        canvas.ellipse(320, 228, 136, 128, hair)
    canvas.slice(320, 690, 250, 180, 360, clothes)
    canvas.rect(272, 380, 96, 120, _darker(skin), 40)
    canvas.slice(320, 452, 74, 0, 180, _darker(skin))
    canvas.ellipse(320, 282, 112, 138, skin)
    canvas.slice(320, 236, 124, 186, 354, hair)
    if long:
        canvas.polygon(
            [(200, 236), (330, 150), (440, 236), (420, 180), (320, 118), (220, 180)], hair
        )
    for side in (-44, 44):
        canvas.ellipse(320 + side, 286, 9, 11, INK)
        if glasses:
            canvas.arc(320 + side, 286, 34, 32, (0, 360), INK, 5)
    if glasses:
        canvas.line([(310, 280), (330, 280)], INK, 5)
    canvas.arc(320, 338, 36, 28, (20, 160), _darker(skin, 0.5), 6)
    return canvas


def _lighter(colour: str) -> str:
    return mix(colour, WHITE, 0.45)


def _darker(skin: str, share: float = 0.22) -> str:
    return mix(skin, "#7a3f2e", share)


def portrait_lund() -> Canvas:
    return _portrait(SKY, NAVY, "#ecc4ae", "#b5793f", long=True, glasses=False)


def portrait_thorup() -> Canvas:
    return _portrait(SAND, TEAL, "#e9bda3", "#3d2c25", long=False, glasses=True)


def portrait_vester() -> Canvas:
    return _portrait(LEAF, CLAY, "#f0cdb9", "#2b2422", long=True, glasses=True)


def portrait_oesterby() -> Canvas:
    return _portrait(MIST, SUN, "#e3b596", "#9aa0a6", long=False, glasses=False)
