"""The doors of lists of what pages show that is no page: persons, and a plugin's own models."""

from tests.privacy.door import IMAGES, OF_PAGES, SNIPPETS, Door

PERSONS = "/api/v2/persons/"
TEACHERS = "/api/v2/teachers/"
COURSES = "/api/v2/pages/?type=courses.CoursePage"

OWN_LISTS = [
    Door("API persons", f"{PERSONS}?order=-id", "surname", OF_PAGES),
    Door("API person", f"{PERSONS}{{contact_id}}/", "surname", OF_PAGES),
    Door("API persons by name", f"{PERSONS}?name={{first_name}}%20{{surname}}", None, OF_PAGES),
    Door("API search persons", f"{PERSONS}?search={{first_name}}", "surname", OF_PAGES),
    Door("API count of persons", f"{PERSONS}?limit=0", None, OF_PAGES),
    Door("API person with a photo", f"{PERSONS}?fields=photo&order=-id", "alt", IMAGES),
    Door("API teachers", TEACHERS, "name", SNIPPETS),
    Door("API teachers with relative URLs", f"{TEACHERS}?fields=*&urls=relative", "name", SNIPPETS),
    Door("API teacher", f"{TEACHERS}{{teacher_id}}/", "name", SNIPPETS),
    Door("API find teacher", f"{TEACHERS}find/?id={{teacher_id}}", "name", SNIPPETS),
    Door("API teachers by name", f"{TEACHERS}?name={{teacher_name}}", "subject", SNIPPETS),
    Door("API teachers by id", f"{TEACHERS}?id={{teacher_id}}", "name", SNIPPETS),
    Door("API search teachers", f"{TEACHERS}?search={{teacher_name}}", "subject", SNIPPETS),
    Door("API order of teachers", f"{TEACHERS}?order=-name&limit=1", None, SNIPPETS),
    Door("API count of teachers", f"{TEACHERS}?limit=0", None, SNIPPETS),
    Door("courses by teacher", f"{COURSES}&teacher={{teacher_id}}", None,
         SNIPPETS),
    Door("courses by a subject", f"{COURSES}&subject={{teacher_subject}}", None,
         SNIPPETS),
    Door("subjects of courses", f"{COURSES}&facets=subject", "subject",
         SNIPPETS),
    Door("subjects on the page of courses", "/kurser/", "subject", SNIPPETS),
    Door("page of courses by a subject", "/kurser/?subject={teacher_subject}", None, SNIPPETS),
]  # fmt: skip
