-- One row a page, in the order of the keys: what the log holds of it, after the head's version, how
-- many pages there are in all, and whether the open transaction has changed something. There is
-- always one, without a page if there is none.

-- The keys are chosen before anything else is looked at, so that a late part of a long list costs
-- no more than finding it.
SELECT head.version, head.total, head.is_ahead, named.id, publication.sequence,
    publication.builds, publication.fingerprint, {page}, {card}, publication.error,
    publication.digest, publication.content_sequence
FROM (
    SELECT (SELECT version FROM publications_head) AS version, ({total}) AS total,
        {is_ahead} AS is_ahead
) AS head
LEFT JOIN (SELECT id, row_number() OVER () AS place FROM ({keys}) AS keys (id)) AS named ON true
LEFT JOIN publications_publication AS publication ON publication.page_id = named.id
ORDER BY named.place
