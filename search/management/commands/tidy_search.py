from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.content.search import forget_unused
from search.fruitless import delete_old


class Command(BaseCommand):
    help = "Deletes searches without results after 90 days, and words that no page has any more."

    def handle(self, *args, **options) -> None:
        delete_old(timezone.localdate())
        forget_unused()
