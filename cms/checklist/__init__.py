"""What a page lacks before it is published, as its type declares it: `checks = [...]`.

`findings` says what a check finds, `checks` and `text_checks` are the core's, `contents` walks
through what a page holds, and `judging` says what of it keeps a page from being published. `forms`
asks it when a page is published or submitted, and `panel` shows it beside the form while an editor
writes. `stored_results` keeps what it says of all pages, and `report` shows that.
"""
