from wagtail.snippets.models import register_snippet

from courses.models import Teacher

register_snippet(Teacher)
