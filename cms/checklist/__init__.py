"""What a page lacks before it is published, as its type declares it: `checks = [...]`.

`findings` says what a check finds, `checks` and `text_checks` are the core's, `contents` walks
through what a page holds, and `judging` says what of it keeps a page from being published. `forms`
asks it when a page is published or submitted, `panel` shows it beside the form while an editor
writes, and `report` for all pages.
"""
