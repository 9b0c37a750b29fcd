"""What the site tells those who run it: numbers (`/metrics`), lines of the log, errors."""
