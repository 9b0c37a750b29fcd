"""Pages made of other pages: on another day, a whole series of days, or from a template."""
