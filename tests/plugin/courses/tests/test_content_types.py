from cms.testing import ContentTypeContract
from courses.models import CourseIndexPage, CoursePage, VacancyIndexPage, VacancyPage


class TestCoursePage(ContentTypeContract):
    model = CoursePage


class TestCourseIndexPage(ContentTypeContract):
    model = CourseIndexPage


class TestVacancyPage(ContentTypeContract):
    model = VacancyPage


class TestVacancyIndexPage(ContentTypeContract):
    model = VacancyIndexPage
