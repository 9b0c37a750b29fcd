from django.utils.translation import gettext_lazy as _

from cms.blocks.link import LinkBlock


class LinkButtonBlock(LinkBlock):
    class Meta:
        icon = "link"
        label = _("Link button")
        description = _("A button that leads on, such as a sign-up.")
