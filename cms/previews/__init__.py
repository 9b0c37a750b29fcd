"""Every block, card and page in all its states, for those who work on how the site looks.

Found by type, so a plugin's are there too: blocks by the streams of the installed types, states by
their `preview_states`. What they show is the public's, or made up.
"""
