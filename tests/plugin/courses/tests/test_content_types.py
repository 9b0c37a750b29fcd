from cms.testing import ContentTypeContract
from courses.models import CourseIndexPage, CoursePage


class TestCoursePage(ContentTypeContract):
    model = CoursePage


class TestCourseIndexPage(ContentTypeContract):
    model = CourseIndexPage
