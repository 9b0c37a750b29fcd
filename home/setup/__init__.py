"""What an empty database needs to become KL's site; `setup_site` calls it, as often as you like.

Nothing that somebody has changed, moved or deleted since is put back.
"""
