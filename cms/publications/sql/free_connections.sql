-- One row: how many more connections the site may have.
SELECT current_setting('max_connections')::integer
    - current_setting('superuser_reserved_connections')::integer
    - coalesce(current_setting('reserved_connections', true)::integer, 0)
    - count(*)
FROM pg_stat_activity WHERE backend_type = 'client backend'
