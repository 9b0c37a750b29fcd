"""How long the database works or waits for whom, before it stops by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timeouts:
    """Seconds, 0 for no limit: of one statement, of waiting for a lock, and of a transaction in
    which nothing happens. PostgreSQL's `statement_timeout`, `lock_timeout` and
    `idle_in_transaction_session_timeout`.
    """

    statement: float = 0
    lock: float = 0
    idle_in_transaction: float = 0

    def as_parameters(self) -> dict[str, str]:
        """Return the server's parameters by name, in milliseconds."""
        return {
            "statement_timeout": f"{self.statement * 1000:.0f}",
            "lock_timeout": f"{self.lock * 1000:.0f}",
            "idle_in_transaction_session_timeout": f"{self.idle_in_transaction * 1000:.0f}",
            # A statement whose client is gone, such as a killed worker's, ends as well.
            "client_connection_check_interval": "2000",
        }
