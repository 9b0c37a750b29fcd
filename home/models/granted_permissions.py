from django.contrib.auth.models import Group
from django.db import models


class GrantedPermission(models.Model):
    """A permission that a role was given by default. It is given once: who takes it away has the
    last word, and so has who deletes the group.
    """

    role = models.CharField(max_length=30)
    #: As `home.setup.roles` names it.
    permission = models.CharField(max_length=150)
    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="+")

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("role", "permission", name="home_permission_granted_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission}"
