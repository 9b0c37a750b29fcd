"""What a plugin leaves behind in the database when it is disabled or uninstalled: pages whose class
nobody knows, and tables that refer to what others have.

`types` says which types are absent and lets Wagtail take their pages for plain ones, `foreign_keys`
finds in the database what their tables refer to, `deletion` keeps that from breaking, `admin` says
so where such a page is opened, and `report` tells commands of all of them.
"""


def guard() -> None:
    """Let Django and Wagtail do without absent types in this process. May be called again."""
    from cms.absent import deletion, references, types

    for module in (deletion, references, types):
        module.guard()
