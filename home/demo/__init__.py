"""The demo: a whole section "Møder og netværk", written as plain Python data.

Read it from the outside in: `news/webinar.py` is the article that this project was made for,
`shapes.py` says what each kind of content consists of, `body.py` and `prose.py` how its text is
written, `images/` and `pdfs/` draw and set the files, and `load.py` puts everything into Wagtail.

Everything here is written for the demo. Persons and municipalities are invented, but for those
that the webinar of 17 May 2022 names: they get no mail, phone, photo, biography or quotation.
"""
