"""What the editor is told of a paste, by what it was told of; see `cms/static/cms/js/paste.js`."""

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def paste_texts() -> SafeString:
    """Return the texts for the script, in the language of the account. `%(count)s` is put in
    there.
    """
    told = {
        "blocks": _("Headings and tables have become blocks of their own. Look at their order."),
        "levels": _("Headings have the nearest level that there is here (%(count)s)."),
        "long": _("Headings too long for one stand in bold (%(count)s)."),
        "headings": _("The field can't have headings, so they stand in bold (%(count)s)."),
        "tables": _(
            "The field can't have tables, so each row is a line (%(count)s). Paste tables into a "
            "block of text in the body: there they become tables."
        ),
        "merged": _("Merged cells of tables are apart again (%(count)s)."),
        "cellLinks": _("Links in tables don't come along (%(count)s)."),
        "images": _("Images don't come along (%(count)s). Upload them, and use a block of images."),
        "footnotes": _("Footnotes don't come along (%(count)s). Write what matters into the text."),
        "comments": _("Comments don't come along (%(count)s)."),
        "deleted": _("What is deleted by tracked changes doesn't come along (%(count)s)."),
        "links": _(
            "Links to places in the document or to your own files don't come along, only their "
            "text (%(count)s)."
        ),
    }
    texts = {"heading": _("Pasted. Look at this:"), "close": _("Close"), "told": told}
    return json_script(texts, "paste-texts")
