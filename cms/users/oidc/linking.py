"""Whose account it is that a provider tells of: by issuer and subject, which are nobody else's and
stay; by a verified mail address only the first time, and only of a provider that is trusted.
"""

import re
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cms.users.models import OidcIdentity, User
from cms.users.oidc.configured import Provider


def account_of(provider: Provider, claims: dict) -> User | None:
    """Return the account of who the claims are about, linked or made where that is allowed."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not re.fullmatch(r"[\x20-\x7e]{1,255}", subject):
        return None
    with transaction.atomic():
        named = OidcIdentity.objects.filter(issuer=provider.issuer, subject=subject)
        if known := named.select_related("user").first():
            return known.user
        mail = _trusted_mail(provider, claims)
        user = _by_mail(provider, mail) if mail else None
        if user is None and settings.OIDC_UNKNOWN == "create":
            user = _made(provider, claims, mail)
        if user is not None:
            OidcIdentity.objects.create(user=user, issuer=provider.issuer, subject=subject)
        return user


def _trusted_mail(provider: Provider, claims: dict) -> str:
    mail = claims.get("email")
    if not (provider.trusted_mail and claims.get("email_verified") is True):
        return ""
    try:
        validate_email(mail)
    except ValidationError:
        return ""
    return mail


def _by_mail(provider: Provider, mail: str) -> User | None:
    """Return the only account with this address; not one that somebody else of this issuer has,
    since addresses are given to others in time.
    """
    found = User.objects.filter(email__iexact=mail)
    if len(found) != 1 or found[0].oidc_identities.filter(issuer=provider.issuer).exists():
        return None
    return found[0]


def _made(provider: Provider, claims: dict, mail: str) -> User | None:
    """Return an account without rights and without a password. An address that is somebody's
    already, or that nobody vouches for, is left out: others are known by it.
    """
    if mail and User.objects.filter(email__iexact=mail).exists():
        return None
    user = User(
        username=_free_name(provider, claims),
        first_name=_text(claims.get("given_name"), "first_name"),
        last_name=_text(claims.get("family_name"), "last_name"),
        email=mail,
    )
    user.set_unusable_password()
    user.save()
    return user


def _free_name(provider: Provider, claims: dict) -> str:
    name = _text(claims.get("preferred_username"), "username")
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        name = ""
    if name and not User.objects.filter(username__iexact=name).exists():
        return name
    return f"{provider.key}-{secrets.token_hex(8)}"


def _text(value: Any, field: str) -> str:
    text = " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""
    return text[: User._meta.get_field(field).max_length]
