from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from cms.choosers import person_chooser_viewset
from cms.model_admins import PeopleAndTopicsGroup
from cms.representations.rich_text_handlers import (
    LinkedMediaEmbedHandler,
    PublicDocumentLinkHandler,
    PublicImageEmbedHandler,
    PublicPageLinkHandler,
)

modeladmin_register(PeopleAndTopicsGroup)


@hooks.register("register_admin_viewset")
def register_person_chooser():
    return person_chooser_viewset


# After Wagtail's own handlers, whose place they take for every rich text of the site.
@hooks.register("register_rich_text_features", order=100)
def register_public_rich_text(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)
    features.register_embed_type(PublicImageEmbedHandler)
    features.register_embed_type(LinkedMediaEmbedHandler)
