from django.urls import path

from cms.feedback.views import question, remark, thanks

urlpatterns = [
    path("var-siden-nyttig/<int:page_id>/", question, name="feedback"),
    path(
        "var-siden-nyttig/<int:page_id>/ja/",
        remark,
        {"is_useful": True},
        name="feedback_useful",
    ),
    path(
        "var-siden-nyttig/<int:page_id>/nej/",
        remark,
        {"is_useful": False},
        name="feedback_useless",
    ),
    path("var-siden-nyttig/<int:page_id>/tak/", thanks, name="feedback_thanks"),
]
