"""What `manage.py run` and `manage.py scheduler` do: prepare, supervise, and jobs by the clock."""
