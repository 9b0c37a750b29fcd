-- Which database this is, as a short name without meaning. It is another one in a copy, in a backup
-- that was restored, and after a server was taken back to an earlier moment (which begins another
-- timeline): there, numbers may come again that somebody has seen for other commits.
CREATE OR REPLACE FUNCTION publications_epoch() RETURNS text
LANGUAGE sql STABLE SET search_path = {schema}, pg_temp AS $function$
    SELECT left(encode(sha256(convert_to(concat_ws(
        '/',
        (SELECT system_identifier FROM pg_control_system()),
        CASE
            WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
            -- The first 8 digits of a WAL file's name; the checkpoint's lags behind a promotion.
            ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
        END,
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        'publications_head'::regclass::oid
    ), 'UTF8')), 'hex'), 16)
$function$;
