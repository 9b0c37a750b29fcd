class Damaged(ValueError):
    """The parts of a file don't fit together, or one of them is cut off."""
