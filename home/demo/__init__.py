"""The demo: a whole section "Møder og netværk", as files; README.md says how to add to it.

Read it from the outside in: `pages/nyheder/webinar-om-kommunernes-arbejde-med-fns-verdensmaal.md`
is the article that this project was made for, `markdown.py` and `days.py` say how such a file is
written, `values.py` how it becomes fields and blocks, and `load.py` puts everything into Wagtail.
"""
