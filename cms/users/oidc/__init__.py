"""Signing in at an identity provider, by OpenID Connect: those that `OIDC_PROVIDERS` names."""
