from wagtail import hooks

from cms.keys.viewsets import KeyViewSet


@hooks.register("register_admin_viewset")
def register_keys():
    # By the name of Wagtail's own, which its templates know, and which it registers for its API v3.
    return KeyViewSet("wagtailusers_api_tokens", url_prefix="api-tokens")
