"""Signing in with two steps: after the password, a code of an app (TOTP, RFC 6238) or a recovery
code. Until the code is right nobody is signed in, so nothing else has to ask for it.
"""
