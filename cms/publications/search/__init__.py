"""Search over what is public: each page's words beside its row in the log, and the vocabulary."""
