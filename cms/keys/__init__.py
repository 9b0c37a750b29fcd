"""Keys of the API: Wagtail's tokens, with what they open and until when."""
