-- One row a foreign key of a table that no installed app has: what `ForeignKey` holds, in its
-- order.

-- Of one column each, as Django makes them; those that the database itself follows are left out.
SELECT referring.relname, referring_column.attname, referring_column.attnotnull,
    coalesce((
        SELECT conkey[1] FROM pg_constraint
        WHERE conrelid = referring.oid AND contype = 'p' AND cardinality(conkey) = 1
    ) = fk.conkey[1], false),
    (
        SELECT attname FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE conrelid = referring.oid AND contype = 'p'
    ),
    referred.relname
FROM pg_constraint fk
JOIN pg_class referring ON referring.oid = fk.conrelid
JOIN pg_class referred ON referred.oid = fk.confrelid
JOIN pg_attribute referring_column
    ON referring_column.attrelid = fk.conrelid AND referring_column.attnum = fk.conkey[1]
WHERE fk.contype = 'f' AND fk.confdeltype IN ('a', 'r') AND cardinality(fk.conkey) = 1
    AND referring.relnamespace = current_schema()::regnamespace
    AND NOT referring.relname = ANY (%(known)s)
ORDER BY 1, 2
