#!/usr/bin/env python
import os
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is %d.%d." % sys.version_info[:2])


def main() -> None:
    """Run a command; mistakes in the surroundings are told in one line, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from cms.postgres.errors import DatabaseUnreachable

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, DatabaseUnreachable) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"Error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell reports of a program that Ctrl-C ended


if __name__ == "__main__":
    main()
