"""Mail that no request waits for: it is queued with the change that it tells of, and handed to the
mail server by the task worker, again and again if need be.
"""
