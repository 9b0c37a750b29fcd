"""The admin's first screen: what an account has in hand, what waits for it, what the next days
bring, and what is amiss on the pages that it may edit.
"""
