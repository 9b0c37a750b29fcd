from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.samples import first_visible


class DocumentsBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=200, required=False)
    # At least one: without any, the block is left out, its heading too.
    documents = ListBlock(
        DocumentChooserBlock(label=_("Document")), label=_("Documents"), min_num=1
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Documents to download, with type, size and number of pages.")

    def get_preview_value(self):
        document = first_visible("media.Document")
        return self.normalize({"heading": "Læs mere", "documents": [document] if document else []})
