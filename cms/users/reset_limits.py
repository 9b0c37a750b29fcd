"""How often a new password may be asked for: for one e-mail address, whether anybody has it or not,
and from one place.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.users.models import ResetAttempt

PERIOD = timedelta(hours=1)
#: Within the period, for one e-mail address: each may be a mail to the same person.
PER_ACCOUNT = 3
#: Within the period, from one IPv4 address or one network of IPv6 (/64, what one household has).
PER_PLACE = 20


def allows(request: HttpRequest, account: str) -> bool:
    """Return whether a link may be sent to this e-mail address now. If so, it counts as asked for;
    what is refused doesn't make the wait longer.
    """
    since = timezone.now() - PERIOD
    ResetAttempt.objects.filter(at__lt=since).delete()
    limits = {
        _key("account", account.strip().casefold()): PER_ACCOUNT,
        _key("place", place(request)): PER_PLACE,
    }
    # Counted after they are written: of those who ask at the same moment, each sees the others.
    written = [ResetAttempt.objects.create(key=key) for key in limits]
    counts = {key: ResetAttempt.objects.filter(key=key, at__gte=since).count() for key in limits}
    if all(counts[key] <= limit for key, limit in limits.items()):
        return True
    ResetAttempt.objects.filter(pk__in=[each.pk for each in written]).delete()
    return False


def place(request: HttpRequest) -> str:
    """Return where a request comes from: an IPv4 address, or the /64 network of an IPv6 one."""
    address = get_client_ip_address(request) or ""
    try:
        known = ip_address(address)
    except ValueError:  # such as none at all, over a unix socket
        return address
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else address


def _key(kind: str, value: str) -> str:
    # The algorithm whose digest has the column's 64 digits.
    return salted_hmac(f"password reset {kind}", value, algorithm="sha256").hexdigest()
