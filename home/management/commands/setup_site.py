from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from home.setup.page_templates import set_up_templates
from home.setup.pages import set_up_footer, set_up_section, set_up_site
from home.setup.permissions import set_up_groups, set_up_workflow
from home.setup.privacy import set_up_privacy


class Command(BaseCommand):
    """Make what every site needs; run it again after installing a plugin, or at any time."""

    help = (
        "Make the site, the home page, the section with its index pages, the editors' groups, "
        "their workflow and the footer, as far as they are missing. Makes no account."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hostname", help="the public host name, for instance www.kl.dk")
        parser.add_argument("--port", type=int, default=443, help="443 (the default) is https")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        site = set_up_site(options["hostname"], options["port"])
        section = set_up_section(site.root_page.specific)
        set_up_groups(section)
        set_up_workflow(section)
        set_up_footer(site)
        set_up_privacy(site)
        set_up_templates()
        if options["verbosity"]:
            self.stdout.write(f"The site {site.root_url} is set up.")
