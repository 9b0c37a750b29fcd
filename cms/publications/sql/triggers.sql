-- One row a trigger of the log: its table and its name.
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgname LIKE 'publications\_%'
    AND relnamespace = current_schema()::regnamespace
