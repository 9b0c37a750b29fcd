"""What a plugin's `wagtail_hooks` imports of the core. A module of its own because Wagtail's admin
can be loaded only when all models are, and models import `cms.content`.
"""

from cms.editing.model_admins import TermAdmin

__all__ = ["TermAdmin"]
