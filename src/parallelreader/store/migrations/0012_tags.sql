-- Tags of a note are lines. "review" is '' where nobody need look at it, 'waiting' or 'done'.
ALTER TABLE note ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN review TEXT NOT NULL DEFAULT '' CHECK (review IN ('', 'waiting', 'done'));
