-- Ids are 16-byte UUIDs. Civil dates are ISO text; "x IS date(x)" holds for a real day and for NULL.
-- Instants of the program's own doings are whole microseconds since 1970 in UTC. Booleans are 0 or 1.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE region (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  code       TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name       TEXT NOT NULL,
  valid_from TEXT CHECK (valid_from IS date(valid_from)),
  valid_to   TEXT CHECK (valid_to IS date(valid_to))
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  region     BLOB NOT NULL REFERENCES region,
  code       TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name       TEXT NOT NULL,
  valid_from TEXT CHECK (valid_from IS date(valid_from)),
  valid_to   TEXT CHECK (valid_to IS date(valid_to))
) STRICT, WITHOUT ROWID;

CREATE TABLE worker (
  id   BLOB PRIMARY KEY CHECK (length(id) = 16),
  code TEXT NOT NULL UNIQUE CHECK (code <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  worker     BLOB NOT NULL REFERENCES worker,
  team       BLOB NOT NULL REFERENCES team,
  valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
  valid_to   TEXT CHECK (valid_to IS date(valid_to)),
  PRIMARY KEY (worker, team, valid_from)
) STRICT, WITHOUT ROWID;

-- A family whose column erased is set is a tombstone: code, day and ground, and no row of anything else.
CREATE TABLE family (
  id            BLOB PRIMARY KEY CHECK (length(id) = 16),
  code          TEXT NOT NULL UNIQUE CHECK (code <> ''),
  region        BLOB REFERENCES region,
  answers_apart INTEGER NOT NULL CHECK (answers_apart IN (0, 1)),
  created       TEXT CHECK (created IS date(created)),
  erased        TEXT CHECK (erased IS date(erased)),
  erased_ground TEXT NOT NULL DEFAULT '',
  CHECK (erased IS NOT NULL OR (region IS NOT NULL AND created IS NOT NULL AND erased_ground = ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id          BLOB PRIMARY KEY CHECK (length(id) = 16),
  family      BLOB NOT NULL REFERENCES family,
  code        TEXT NOT NULL UNIQUE CHECK (code <> ''),
  role        TEXT NOT NULL CHECK (role IN ('young-person', 'guardian')),
  birth_year  INTEGER NOT NULL CHECK (birth_year = 0 OR birth_year BETWEEN 1900 AND 2200),
  birth_month INTEGER NOT NULL CHECK (birth_month BETWEEN 0 AND 12),
  gender      TEXT NOT NULL CHECK (gender IN ('', 'female', 'male', 'other')),
  lang        TEXT NOT NULL,
  other_home  INTEGER NOT NULL CHECK (other_home IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_family ON person (family, code);

CREATE TABLE episode (
  id          BLOB PRIMARY KEY CHECK (length(id) = 16),
  family      BLOB NOT NULL REFERENCES family,
  team        BLOB NOT NULL REFERENCES team,
  worker      BLOB REFERENCES worker,
  start_date  TEXT NOT NULL CHECK (start_date IS date(start_date)),
  end_date    TEXT CHECK (end_date IS date(end_date) AND end_date >= start_date),
  exit_reason TEXT NOT NULL CHECK (exit_reason IN ('', 'goals-met', 'lighter-service', 'family-stopped', 'moved',
                                                   'placed', 'short-contact', 'other'))
) STRICT, WITHOUT ROWID;

CREATE INDEX episode_by_family ON episode (family, start_date);

CREATE TABLE meeting (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  episode BLOB NOT NULL REFERENCES episode,
  date    TEXT NOT NULL CHECK (date IS date(date)),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  place   TEXT NOT NULL CHECK (place IN ('home', 'office', 'remote')),
  worker  BLOB REFERENCES worker
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_by_episode ON meeting (episode, date);

CREATE TABLE event (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  person BLOB NOT NULL REFERENCES person,
  kind   TEXT NOT NULL CHECK (kind IN ('emergency-placement', 'open-care-placement', 'taken-into-care', 'return-home')),
  date   TEXT NOT NULL CHECK (date IS date(date))
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_person ON event (person, date);

CREATE TABLE goal (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  person   BLOB NOT NULL REFERENCES person,
  number   INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
  text     TEXT NOT NULL CHECK (text <> ''),
  set_on   TEXT NOT NULL CHECK (set_on IS date(set_on)),
  closed   TEXT CHECK (closed IS date(closed) AND closed >= set_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX goal_by_person ON goal (person, number, set_on);

-- Definitions and wordings that administrations point at, so that a hash is stored once and not in every row.
CREATE TABLE definition_used (
  no         INTEGER PRIMARY KEY,
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  version    INTEGER NOT NULL CHECK (version > 0),
  hash       TEXT NOT NULL,
  UNIQUE (instrument, version, hash)
) STRICT;

CREATE TABLE wording_used (
  no   INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (hash <> '')
) STRICT;

-- Official wording the user has imported. body is JSON: the items by number and the options by set and code.
CREATE TABLE wording (
  hash        TEXT PRIMARY KEY CHECK (hash <> ''),
  instrument  TEXT NOT NULL,
  lang        TEXT NOT NULL,
  informant   TEXT NOT NULL,
  title       TEXT NOT NULL,
  instruction TEXT NOT NULL,
  body        TEXT NOT NULL CHECK (json_valid(body)),
  holder      TEXT NOT NULL,
  licence     TEXT NOT NULL,
  source      TEXT NOT NULL,
  file_hash   TEXT NOT NULL,
  imported    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Unfinished administrations. The table stays small and has no further index: saving an answer is one UPDATE
-- of one row, which changes one page.
CREATE TABLE draft (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  episode    BLOB NOT NULL REFERENCES episode,
  respondent BLOB NOT NULL REFERENCES person,
  subject    BLOB NOT NULL REFERENCES person,
  informant  TEXT NOT NULL,
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  version    INTEGER NOT NULL CHECK (version > 0),
  definition TEXT NOT NULL,
  wording    TEXT NOT NULL,
  lang       TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (mode IN ('own-screen', 'together', 'interpreter', 'from-paper')),
  wave       TEXT NOT NULL CHECK (wave IN ('start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  also       TEXT NOT NULL CHECK (also IN ('', 'start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  answered   TEXT CHECK (answered IS date(answered)),
  duration   INTEGER NOT NULL CHECK (duration >= 0),
  position   INTEGER NOT NULL,
  answers    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Completed and declined administrations, one row for each revision. Rows are never changed.
CREATE TABLE administration (
  no          INTEGER PRIMARY KEY,
  id          BLOB NOT NULL CHECK (length(id) = 16),
  revision    INTEGER NOT NULL CHECK (revision > 0),
  episode     BLOB NOT NULL REFERENCES episode,
  respondent  BLOB NOT NULL REFERENCES person,
  subject     BLOB NOT NULL REFERENCES person,
  informant   TEXT NOT NULL,
  definition  INTEGER NOT NULL REFERENCES definition_used,
  wording     INTEGER REFERENCES wording_used,
  lang        TEXT NOT NULL,
  mode        TEXT NOT NULL CHECK (mode IN ('', 'own-screen', 'together', 'interpreter', 'from-paper')),
  wave        TEXT NOT NULL CHECK (wave IN ('start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  also        TEXT NOT NULL CHECK (also IN ('', 'start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  state       TEXT NOT NULL CHECK (state IN ('completed', 'declined')),
  decline     TEXT NOT NULL CHECK (decline IN ('', 'refused', 'not-reached', 'crisis', 'language', 'not-offered',
                                               'moved', 'other')),
  answered    TEXT NOT NULL CHECK (answered IS date(answered)),
  entered     INTEGER NOT NULL,
  duration    INTEGER NOT NULL CHECK (duration >= 0),
  revised_by  BLOB REFERENCES worker,
  revised_why TEXT NOT NULL,
  answers     TEXT NOT NULL,
  UNIQUE (id, revision),
  CHECK ((state = 'declined') = (decline <> '')),
  CHECK (state = 'declined' OR mode <> ''),
  CHECK (revision = 1 OR revised_why <> '')
) STRICT;

CREATE INDEX administration_by_episode ON administration (episode, state, answered);
CREATE INDEX administration_by_subject ON administration (subject, answered);
CREATE INDEX administration_by_day ON administration (answered);

-- Revisions that a newer one has replaced. Corrections are rare, so this stays tiny and asking it costs little.
CREATE TABLE superseded (
  administration INTEGER PRIMARY KEY REFERENCES administration
) STRICT;

-- The newest revision of each administration.
CREATE VIEW administration_newest AS
  SELECT * FROM administration WHERE no NOT IN (SELECT administration FROM superseded);

-- Stored copies of results; place is the order of the scales in the definition.
CREATE TABLE score (
  administration INTEGER NOT NULL REFERENCES administration,
  place          INTEGER NOT NULL,
  scale          TEXT NOT NULL CHECK (scale <> ''),
  scored         INTEGER NOT NULL CHECK (scored IN (0, 1)),
  value          REAL,
  reported       REAL,
  answered       INTEGER NOT NULL,
  items          INTEGER NOT NULL,
  prorated       INTEGER NOT NULL CHECK (prorated IN (0, 1)),
  band           TEXT NOT NULL,
  clinical       INTEGER CHECK (clinical IN (0, 1)),
  reason         TEXT NOT NULL,
  PRIMARY KEY (administration, place),
  CHECK ((scored = 1) = (value IS NOT NULL AND reported IS NOT NULL)),
  CHECK (scored = 1 OR reason <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE risk (
  administration INTEGER NOT NULL REFERENCES administration,
  item           INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('flagged', 'none', 'unanswered')),
  PRIMARY KEY (administration, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX risk_flagged ON risk (administration) WHERE state = 'flagged';

-- What may still be noted about an administration after it is final. By id: the marks hold for every revision.
CREATE TABLE mark (
  administration BLOB PRIMARY KEY CHECK (length(administration) = 16),
  discussed      TEXT CHECK (discussed IS date(discussed)),
  risk_shown     INTEGER
) STRICT, WITHOUT ROWID;

-- Families being erased in the running transaction; empty at all other times. It opens the guards below.
CREATE TABLE erasing (
  family BLOB PRIMARY KEY REFERENCES family
) STRICT, WITHOUT ROWID;

CREATE TRIGGER draft_people BEFORE INSERT ON draft
WHEN NOT EXISTS (
  SELECT 1 FROM episode e
  JOIN person r ON r.family = e.family AND r.id = NEW.respondent
  JOIN person s ON s.family = e.family AND s.id = NEW.subject
  WHERE e.id = NEW.episode)
BEGIN SELECT RAISE(ABORT, 'respondent and subject must belong to the family of the episode'); END;

CREATE TRIGGER administration_people BEFORE INSERT ON administration
WHEN NOT EXISTS (
  SELECT 1 FROM episode e
  JOIN person r ON r.family = e.family AND r.id = NEW.respondent
  JOIN person s ON s.family = e.family AND s.id = NEW.subject
  WHERE e.id = NEW.episode)
BEGIN SELECT RAISE(ABORT, 'respondent and subject must belong to the family of the episode'); END;

-- INSERT OR REPLACE deletes without asking a delete trigger, so inserting over a row is guarded by itself.
CREATE TRIGGER administration_replace BEFORE INSERT ON administration
WHEN EXISTS (SELECT 1 FROM administration a WHERE a.id = NEW.id AND a.revision = NEW.revision)
  OR EXISTS (SELECT 1 FROM administration a WHERE a.no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'a completed administration is never changed'); END;

CREATE TRIGGER administration_update BEFORE UPDATE ON administration
BEGIN SELECT RAISE(ABORT, 'a completed administration is never changed'); END;

CREATE TRIGGER administration_delete BEFORE DELETE ON administration
WHEN NOT EXISTS (SELECT 1 FROM erasing x JOIN episode e ON e.family = x.family WHERE e.id = OLD.episode)
BEGIN SELECT RAISE(ABORT, 'a completed administration is never removed'); END;

CREATE TRIGGER score_replace BEFORE INSERT ON score
WHEN EXISTS (SELECT 1 FROM score s WHERE s.administration = NEW.administration AND s.place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'a stored score is never changed'); END;

CREATE TRIGGER score_update BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'a stored score is never changed'); END;

CREATE TRIGGER score_delete BEFORE DELETE ON score
WHEN NOT EXISTS (
  SELECT 1 FROM erasing x JOIN episode e ON e.family = x.family
  JOIN administration a ON a.episode = e.id WHERE a.no = OLD.administration)
BEGIN SELECT RAISE(ABORT, 'a stored score is never removed'); END;

CREATE TRIGGER risk_replace BEFORE INSERT ON risk
WHEN EXISTS (SELECT 1 FROM risk r WHERE r.administration = NEW.administration AND r.item = NEW.item)
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never changed'); END;

CREATE TRIGGER risk_update BEFORE UPDATE ON risk
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never changed'); END;

CREATE TRIGGER risk_delete BEFORE DELETE ON risk
WHEN NOT EXISTS (
  SELECT 1 FROM erasing x JOIN episode e ON e.family = x.family
  JOIN administration a ON a.episode = e.id WHERE a.no = OLD.administration)
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never removed'); END;

CREATE TRIGGER family_tombstone BEFORE UPDATE ON family WHEN OLD.erased IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a tombstone is never changed'); END;

CREATE TRIGGER family_delete BEFORE DELETE ON family
BEGIN SELECT RAISE(ABORT, 'a family is erased to a tombstone, never removed'); END;

CREATE TRIGGER person_of_tombstone BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM family f WHERE f.id = NEW.family AND f.erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the family has been erased'); END;

CREATE TRIGGER episode_of_tombstone BEFORE INSERT ON episode
WHEN EXISTS (SELECT 1 FROM family f WHERE f.id = NEW.family AND f.erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the family has been erased'); END;

-- The access log. Entries outlive the families and workers they name, hence no foreign keys.
CREATE TABLE log (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  worker BLOB CHECK (length(worker) = 16),
  action TEXT NOT NULL CHECK (action <> ''),
  family BLOB CHECK (length(family) = 16),
  object TEXT NOT NULL,
  why    TEXT NOT NULL,
  mac    BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

CREATE INDEX log_by_family ON log (family, seq) WHERE family IS NOT NULL;

-- Length and last link of the chain, so that a log with its end cut off is noticed.
CREATE TABLE log_head (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL,
  mac   BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

INSERT INTO log_head (one, count, mac) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER log_insert BEFORE INSERT ON log
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the access log is only appended to'); END;

CREATE TRIGGER log_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the access log is only appended to'); END;

CREATE TRIGGER log_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the access log is only appended to'); END;
