-- One row a page that was built: its key, and what `publications_store` says of it.

-- In the order of the keys, so that two builders can't wait for each other; those first that take
-- the lock of the head for themselves.
SELECT item.page, publications_store(
    item.page, item.as_of, item.builds, item.grown, %(version)s, item.dependencies,
    %(fingerprint)s, item.representation, item.card, item.digest, item.error, item.entry, item.told
)
FROM (
    SELECT * FROM unnest(
        %(page)s::integer[], %(as_of)s::bigint[], %(builds)s::bigint[], %(grown)s::boolean[],
        %(dependencies)s::jsonb[], %(representation)s::text[], %(card)s::text[],
        %(digest)s::text[], %(error)s::text[], %(entry)s::jsonb[], %(told)s::boolean[]
    ) AS given (
        page, as_of, builds, grown, dependencies, representation, card, digest, error, entry, told
    )
    ORDER BY told DESC, page OFFSET 0
) AS item
