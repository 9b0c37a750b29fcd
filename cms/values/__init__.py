"""What a text and a date must be to be kept and written: one rule, for what comes in by any form,
block or model, and for what came by SQL and goes out.
"""
