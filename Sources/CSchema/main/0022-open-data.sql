-- The change feed reads the log of one site's documents from any place on.
CREATE INDEX event_disclosure ON event (site_id, sequence) WHERE subject_kind = 'disclosure';
