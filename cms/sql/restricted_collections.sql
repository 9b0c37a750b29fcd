-- One row a collection that a view restriction is on: its path.
SELECT collection.path
FROM wagtailcore_collectionviewrestriction restriction
JOIN wagtailcore_collection collection ON collection.id = restriction.collection_id
