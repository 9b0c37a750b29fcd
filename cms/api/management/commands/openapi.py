import json

from django.core.management import BaseCommand

from cms.api.openapi import document


class Command(BaseCommand):
    """What asks no database: the document tells of types and of no content."""

    help = "Print the OpenAPI document of the API, without a site's address."

    def handle(self, *args, **options) -> None:
        self.stdout.write(json.dumps(document(), indent=1, ensure_ascii=False))
