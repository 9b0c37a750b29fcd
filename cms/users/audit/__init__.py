"""The audit log: who signed in or failed to, whose rights changed by whom, what was exported."""
