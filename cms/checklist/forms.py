"""The form of a page: errors of its checklist are the form's when it is published or submitted."""

from collections.abc import Iterator
from contextlib import contextmanager

from modelcluster.models import get_all_child_m2m_relations
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.checklist.judging import judged


class ChecklistForm(WagtailAdminPageForm):
    """Wagtail's form, which takes a draft as it is, and for publishing what has no errors."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        for relation in get_all_child_m2m_relations(type(self.instance)):
            if relation.name in self.cleaned_data:  # set by Wagtail only when the form is saved
                getattr(self.instance, relation.name).set(self.cleaned_data[relation.name])
        with _placed(self.instance, self.parent_page):
            found = judged(self.instance)
        for finding in found:
            if finding.is_error:
                field = finding.field if finding.field in self.fields else None
                self.add_error(field, str(finding.message))


@contextmanager
def _placed(page: Page, parent: Page | None) -> Iterator[None]:
    """Within it, a new page has a place below its parent, as in a preview: who may read it depends
    on that.
    """
    is_new = not page.path and parent is not None
    if is_new:
        page.path = Page._get_children_path_interval(parent.path)[1]
    try:
        yield
    finally:
        if is_new:
            page.path = ""
