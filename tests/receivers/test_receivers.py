import sys
from ipaddress import ip_network

from tests.receivers.documented import expected, told


def test_the_documented_receiver_in_python_verifies_what_we_sign(tmp_path, settings):
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    assert told([sys.executable], tmp_path, "python", "receiver.py") == expected("None")
