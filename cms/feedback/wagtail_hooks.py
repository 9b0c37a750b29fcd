from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.feedback.answer_reports import (
    FeedbackMenuItem,
    RemarkReportView,
    RemarksPanel,
    TallyReportView,
)


@hooks.register("register_admin_urls")
def register_reports():
    return [
        path("reports/feedback/", TallyReportView.as_view(), name="cms_feedback_report"),
        path(
            "reports/feedback/results/",
            TallyReportView.as_view(results_only=True),
            name="cms_feedback_report_results",
        ),
        path("reports/feedback/remarks/", RemarkReportView.as_view(), name="cms_remarks_report"),
        path(
            "reports/feedback/remarks/results/",
            RemarkReportView.as_view(results_only=True),
            name="cms_remarks_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_feedback_menu_item():
    return FeedbackMenuItem(
        _("Was the page useful?"),
        reverse("cms_feedback_report"),
        name="feedback",
        icon_name="help",
        order=110,
    )


@hooks.register("construct_homepage_panels")
def tell_of_remarks(request, panels):
    panels.append(RemarksPanel(request.user))
