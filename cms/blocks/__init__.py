"""Body blocks, one a file. Their names are part of the API.

A block is an ordinary Wagtail block. It has no template of its own in Wagtail's sense; what the
public sees is rendered from its JSON by `<app>/blocks/<name>.html`, else `cms/blocks/<name>.html`.
"""

from cms.blocks.body import BodyBlock, BodyField

__all__ = ["BodyBlock", "BodyField"]
