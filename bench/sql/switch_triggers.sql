-- One row a trigger of the log: the statement that enables or disables it.
SELECT format('ALTER TABLE %%I %%s TRIGGER %%I', relname, %(verb)s::text, tgname)
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgname LIKE 'publications\_%%'
