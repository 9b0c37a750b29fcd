"""What the admin has beyond Wagtail's, and what of Wagtail's is narrowed for who may not see all.

`seen` says what an account may see. All else asks it at the place that Wagtail offers: a hook, a
subclass, a template.
"""
