"""What guests from abroad are given: a summary of the survey of 2021."""

from datetime import date

from home.demo.pdfs.typesetting import Heading, PageBreak, Paper

SUMMARY_2021 = Paper(
    title="Danish municipalities and the Sustainable Development Goals",
    subtitle="Summary of the survey of 2021",
    date=date(2022, 5, 2),
    language="en-GB",
    note="""
        This summary was written as an example for this website. The 76 municipalities are KL's own
        figure. **Everything else is made up and must not be quoted.**
    """,
    parts=(
        Heading("In brief"),
        """
        By the autumn of 2021, **76 municipalities** had decided to work with the goals. That is
        **more than 8 out of 10**.

        - The goals stand in planning strategies and policies, less often in budgets.
        - Schools and day care are the partners that most of them mention.
        - Time and measuring are the two hardest parts.
        """,
        PageBreak(),
        Heading("What the frontrunners did"),
        """
        They chose a few goals, made somebody responsible, and found a way to follow progress. Where
        the local council stands firmly behind the goals, indicators are more often in use.
        """,
        Heading("Climate and energy", 1),
        """
        Climate action is the goal most often chosen. Renovated schools and green procurement are
        the examples that most municipalities would show a visitor.
        """,
    ),
)
