"""The log told while it happens: Server-Sent Events (WHATWG HTML, section 9.2) from a process of
its own, since a web worker has threads for requests, and not for waiting.
"""
