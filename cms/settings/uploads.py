"""Where uploaded files are kept; part of `base`."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3": "https", "s3+http": "http"}


def object_store(url: str) -> dict[str, Any]:
    """Return what an address of an object storage says, as `cms.media.object_storage` takes it;
    nothing for none. Raises `ImproperlyConfigured`, without the address, which holds a secret.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise _refused(str(error)) from error
    bucket = parts.path.strip("/")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    region = options.pop("region", "us-east-1")
    if parts.scheme not in SCHEMES:
        raise _refused("it begins with s3:// or, without TLS, s3+http://")
    if not parts.hostname:
        raise _refused("it names no host")
    if re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket) is None:
        raise _refused(f"{bucket!r} is no name of a bucket")
    if bool(parts.username) != bool(parts.password):
        raise _refused("it has a key without its secret, or a secret without its key")
    if options or not region:
        raise _refused("its only parameter is region=NAME")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return {
        "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}{f':{port}' if port else ''}",
        "bucket_name": bucket,
        "region_name": region,
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
    }


def storages_in(store: dict[str, Any], data_folder: Path) -> dict[str, dict]:
    """Return Django's `STORAGES` of uploads: below the data folder unless there is a store."""
    if store:
        return {
            "default": {"BACKEND": "cms.media.object_storage.MediaObjectStorage"},
            "documents": {"BACKEND": "cms.media.object_storage.PrivateObjectStorage"},
        }
    return {
        "default": {"BACKEND": "cms.media.storage.MediaFileSystemStorage"},
        "documents": {
            "BACKEND": "cms.media.storage.PrivateFileSystemStorage",
            "OPTIONS": {
                "location": str(data_folder / "documents"),
                # Only this process reads them: not even a web server of the same machine.
                "directory_permissions_mode": 0o700,
                "file_permissions_mode": 0o600,
            },
        },
    }


def media_address(url: str) -> str:
    """Return the address below which images are found. Raises `ImproperlyConfigured`."""
    parts = urlsplit(url)
    is_elsewhere = parts.scheme in ("http", "https") and parts.hostname and url.endswith("/")
    if url != "/media/" and not (is_elsewhere and not parts.query and not parts.fragment):
        raise ImproperlyConfigured(
            f"MEDIA_URL is /media/, or an address that ends with a slash, such as "
            f"https://images.example.dk/media/, not {url!r}."
        )
    return url


def _refused(reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"STORAGE_URL: {reason}. Write s3://KEY:SECRET@s3.example.dk/BUCKET?region=REGION, with "
        "%2F for a slash in key or secret, and the like."
    )
