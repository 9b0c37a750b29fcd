-- No row. Stores what was built of a site, unless other code is to build it, or something newer is
-- stored.
INSERT INTO publications_siterepresentation AS stored
    (site_id, version, fingerprint, representation)
SELECT %(site_id)s, %(version)s, fingerprint, %(representation)s
FROM publications_head WHERE fingerprint = %(fingerprint)s
ON CONFLICT (site_id) DO UPDATE
SET version = excluded.version, fingerprint = excluded.fingerprint,
    representation = excluded.representation
WHERE stored.version < excluded.version OR stored.fingerprint <> excluded.fingerprint
