"""Requests that the site itself makes to addresses that people have written: webhooks, and what
looks at links. All of them go through `ask()`, which reaches nothing inside the network.
"""

from cms.outgoing.one_request import PORTS, Answer, Failed, Reason, ask, check
from cms.outgoing.outside import is_in, is_outside

__all__ = ["PORTS", "Answer", "Failed", "Reason", "ask", "check", "is_in", "is_outside"]
