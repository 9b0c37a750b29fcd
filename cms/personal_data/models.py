from django.db import models


class Erasure(models.Model):
    """An erasure that this database knows of. What is in the list beside the database and not here
    is erased once more: then a backup from before it was restored.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.id)
