"""PostgreSQL for the project: the database backend and the embedded server.

`base` is the Django backend (``ENGINE = "cms.postgres"``): any PostgreSQL from 15 on, started
first when it is the embedded one. `server` starts, finds and stops the embedded server; nothing
else in the project touches its files or processes.
"""
