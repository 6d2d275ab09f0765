-- Days in the tables below are whole days since 1970-01-01, instants whole microseconds.

-- Codes are unique in what is made in one file. Two files that are merged may have given one code twice: then both
-- rows stay, and the clash is listed for a person to mend. Hence no UNIQUE on code from here on.

CREATE TABLE region_x (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  code       TEXT NOT NULL CHECK (code <> ''),
  name       TEXT NOT NULL,
  valid_from TEXT CHECK (valid_from IS date(valid_from)),
  valid_to   TEXT CHECK (valid_to IS date(valid_to))
) STRICT, WITHOUT ROWID;
INSERT INTO region_x SELECT id, code, name, valid_from, valid_to FROM region;
DROP TABLE region;
ALTER TABLE region_x RENAME TO region;
CREATE INDEX region_by_code ON region (code);

CREATE TABLE team_x (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  region     BLOB NOT NULL REFERENCES region,
  code       TEXT NOT NULL CHECK (code <> ''),
  name       TEXT NOT NULL,
  valid_from TEXT CHECK (valid_from IS date(valid_from)),
  valid_to   TEXT CHECK (valid_to IS date(valid_to))
) STRICT, WITHOUT ROWID;
INSERT INTO team_x SELECT id, region, code, name, valid_from, valid_to FROM team;
DROP TABLE team;
ALTER TABLE team_x RENAME TO team;
CREATE INDEX team_by_code ON team (code);

CREATE TABLE worker_x (
  id   BLOB PRIMARY KEY CHECK (length(id) = 16),
  code TEXT NOT NULL CHECK (code <> '')
) STRICT, WITHOUT ROWID;
INSERT INTO worker_x SELECT id, code FROM worker;
DROP TABLE worker;
ALTER TABLE worker_x RENAME TO worker;
CREATE INDEX worker_by_code ON worker (code);

CREATE TABLE family_x (
  id            BLOB PRIMARY KEY CHECK (length(id) = 16),
  code          TEXT NOT NULL CHECK (code <> ''),
  region        BLOB REFERENCES region,
  answers_apart INTEGER NOT NULL CHECK (answers_apart IN (0, 1)),
  created       TEXT CHECK (created IS date(created)),
  erased        TEXT CHECK (erased IS date(erased)),
  erased_ground TEXT NOT NULL DEFAULT '',
  CHECK (erased IS NOT NULL OR (region IS NOT NULL AND created IS NOT NULL AND erased_ground = ''))
) STRICT, WITHOUT ROWID;
INSERT INTO family_x SELECT id, code, region, answers_apart, created, erased, erased_ground FROM family;
DROP TABLE family;
ALTER TABLE family_x RENAME TO family;
CREATE INDEX family_by_code ON family (code);

CREATE TABLE person_x (
  id          BLOB PRIMARY KEY CHECK (length(id) = 16),
  family      BLOB NOT NULL REFERENCES family,
  code        TEXT NOT NULL CHECK (code <> ''),
  role        TEXT NOT NULL CHECK (role IN ('young-person', 'guardian')),
  birth_year  INTEGER NOT NULL CHECK (birth_year = 0 OR birth_year BETWEEN 1900 AND 2200),
  birth_month INTEGER NOT NULL CHECK (birth_month BETWEEN 0 AND 12),
  gender      TEXT NOT NULL CHECK (gender IN ('', 'female', 'male', 'other')),
  lang        TEXT NOT NULL,
  other_home  INTEGER NOT NULL CHECK (other_home IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO person_x SELECT id, family, code, role, birth_year, birth_month, gender, lang, other_home FROM person;
DROP TABLE person;
ALTER TABLE person_x RENAME TO person;
CREATE INDEX person_by_family ON person (family, code);
CREATE INDEX person_by_code ON person (code);

-- Short numbers for the ids that stand in every administration. They are of this file only.
CREATE TABLE episode_no (
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE REFERENCES episode
) STRICT;

CREATE TABLE person_no (
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE REFERENCES person
) STRICT;

-- How an administration was given: what many of them have in common, stored once.
CREATE TABLE manner (
  no         INTEGER PRIMARY KEY,
  definition INTEGER NOT NULL REFERENCES definition_used,
  wording    INTEGER REFERENCES wording_used,
  informant  TEXT NOT NULL,
  lang       TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (mode IN ('', 'own-screen', 'together', 'interpreter', 'from-paper')),
  wave       TEXT NOT NULL CHECK (wave IN ('start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  also       TEXT NOT NULL CHECK (also IN ('', 'start', '3-months', '6-months', 'end', 'follow-up', 'meeting', 'extra')),
  state      TEXT NOT NULL CHECK (state IN ('completed', 'declined')),
  decline    TEXT NOT NULL CHECK (decline IN ('', 'refused', 'not-reached', 'crisis', 'language', 'not-offered',
                                              'moved', 'other')),
  CHECK ((state = 'declined') = (decline <> '')),
  CHECK (state = 'declined' OR mode <> '')
) STRICT;
CREATE UNIQUE INDEX manner_once
  ON manner (definition, coalesce(wording, 0), informant, lang, mode, wave, also, state, decline);

-- What a score says besides its value, stored once for all scores that say the same. clinical −1: no cut-off fits.
CREATE TABLE outcome (
  no       INTEGER PRIMARY KEY,
  scale    TEXT NOT NULL CHECK (scale <> ''),
  scored   INTEGER NOT NULL CHECK (scored IN (0, 1)),
  answered INTEGER NOT NULL,
  items    INTEGER NOT NULL,
  prorated INTEGER NOT NULL CHECK (prorated IN (0, 1)),
  band     TEXT NOT NULL,
  clinical INTEGER NOT NULL CHECK (clinical IN (-1, 0, 1)),
  reason   TEXT NOT NULL,
  UNIQUE (scale, scored, answered, items, prorated, band, clinical, reason),
  CHECK (scored = 1 OR reason <> '')
) STRICT;

INSERT INTO episode_no (id) SELECT DISTINCT episode FROM administration;
INSERT INTO person_no (id) SELECT subject FROM administration UNION SELECT respondent FROM administration;
INSERT INTO manner (definition, wording, informant, lang, mode, wave, also, state, decline)
  SELECT DISTINCT definition, wording, informant, lang, mode, wave, also, state, decline FROM administration;
INSERT INTO outcome (scale, scored, answered, items, prorated, band, clinical, reason)
  SELECT DISTINCT scale, scored, answered, items, prorated, band, coalesce(clinical, -1), reason FROM score;

-- Completed and declined administrations, one row for each revision. Rows are never changed. no is the number under
-- which a change came into this file. A NULL respondent is the subject. declined repeats the manner's state, for the
-- index. discussed and risk_shown are what was known when the row came; a row of mark overrules them.
CREATE TABLE administration_x (
  no          INTEGER PRIMARY KEY,
  id          BLOB NOT NULL CHECK (length(id) = 16),
  revision    INTEGER NOT NULL CHECK (revision > 0),
  episode     INTEGER NOT NULL REFERENCES episode_no,
  subject     INTEGER NOT NULL REFERENCES person_no,
  respondent  INTEGER REFERENCES person_no,
  manner      INTEGER NOT NULL REFERENCES manner,
  declined    INTEGER NOT NULL CHECK (declined IN (0, 1)),
  day         INTEGER NOT NULL,
  entered     INTEGER NOT NULL,
  duration    INTEGER NOT NULL CHECK (duration >= 0),
  discussed   INTEGER,
  risk_shown  INTEGER,
  revised_by  BLOB REFERENCES worker,
  revised_why TEXT NOT NULL,
  answers     TEXT NOT NULL,
  UNIQUE (id, revision),
  CHECK (revision = 1 OR revised_why <> '')
) STRICT;

INSERT INTO administration_x
  SELECT a.no, a.id, a.revision, e.no, s.no, nullif(r.no, s.no), m.no, a.state = 'declined',
    CAST(julianday(a.answered) - 2440587.5 AS INTEGER), a.entered, a.duration, NULL, NULL, a.revised_by, a.revised_why,
    a.answers
  FROM administration a
  CROSS JOIN episode_no e ON e.id = a.episode
  CROSS JOIN person_no s ON s.id = a.subject
  CROSS JOIN person_no r ON r.id = a.respondent
  CROSS JOIN manner m ON m.definition = a.definition AND m.wording IS a.wording AND m.informant = a.informant
    AND m.lang = a.lang AND m.mode = a.mode AND m.wave = a.wave AND m.also = a.also AND m.state = a.state
    AND m.decline = a.decline
  ORDER BY a.no;

-- Stored copies of results; place is the order of the scales in the definition. reported NULL: the same as value.
CREATE TABLE score_x (
  administration INTEGER NOT NULL REFERENCES administration,
  place          INTEGER NOT NULL,
  outcome        INTEGER NOT NULL REFERENCES outcome,
  value          REAL,
  reported       REAL,
  PRIMARY KEY (administration, place)
) STRICT, WITHOUT ROWID;

INSERT INTO score_x
  SELECT s.administration, s.place, o.no, s.value, nullif(s.reported, s.value)
  FROM score s
  CROSS JOIN outcome o ON o.scale = s.scale AND o.scored = s.scored AND o.answered = s.answered AND o.items = s.items
    AND o.prorated = s.prorated AND o.band = s.band AND o.clinical = coalesce(s.clinical, -1) AND o.reason = s.reason
  ORDER BY s.administration, s.place;

-- state: 0 none, 1 flagged, 2 unanswered.
CREATE TABLE risk_x (
  administration INTEGER NOT NULL REFERENCES administration,
  item           INTEGER NOT NULL,
  state          INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
  PRIMARY KEY (administration, item)
) STRICT, WITHOUT ROWID;

INSERT INTO risk_x
  SELECT administration, item, CASE state WHEN 'flagged' THEN 1 WHEN 'unanswered' THEN 2 ELSE 0 END
  FROM risk ORDER BY administration, item;

-- What may still be noted about an administration. By id: the notes hold for every revision.
CREATE TABLE mark_x (
  administration BLOB PRIMARY KEY CHECK (length(administration) = 16),
  family         BLOB NOT NULL CHECK (length(family) = 16),
  discussed      INTEGER,
  risk_shown     INTEGER
) STRICT, WITHOUT ROWID;

INSERT INTO mark_x
  SELECT m.administration, e.family, CAST(julianday(m.discussed) - 2440587.5 AS INTEGER), m.risk_shown
  FROM mark m
  JOIN episode e ON e.id = coalesce(
    (SELECT a.episode FROM administration a WHERE a.id = m.administration),
    (SELECT d.episode FROM draft d WHERE d.id = m.administration));
DROP TABLE mark;
ALTER TABLE mark_x RENAME TO mark;
CREATE INDEX mark_by_family ON mark (family);

DROP VIEW administration_newest;
DROP TABLE risk;
DROP TABLE score;
DROP TABLE administration;
ALTER TABLE administration_x RENAME TO administration;
ALTER TABLE score_x RENAME TO score;
ALTER TABLE risk_x RENAME TO risk;

CREATE INDEX administration_by_episode ON administration (episode, declined, day);
CREATE INDEX administration_by_subject ON administration (subject, day);
CREATE INDEX administration_by_day ON administration (day);

-- Flagged answers that nobody has talked about yet, of newest revisions: what the list of families counts. The triggers
-- below keep it.
CREATE TABLE open_risk (
  administration INTEGER NOT NULL,
  item           INTEGER NOT NULL,
  family         BLOB NOT NULL,
  PRIMARY KEY (administration, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX open_risk_by_family ON open_risk (family);

INSERT INTO open_risk
  SELECT r.administration, r.item, e.family
  FROM risk r
  CROSS JOIN administration a ON a.no = r.administration
  CROSS JOIN episode_no n ON n.no = a.episode
  CROSS JOIN episode e ON e.id = n.id
  LEFT JOIN mark m ON m.administration = a.id
  WHERE r.state = 1 AND NOT a.declined AND m.discussed IS NULL
    AND a.no NOT IN (SELECT administration FROM superseded);

CREATE TRIGGER open_risk_answered AFTER INSERT ON risk WHEN NEW.state = 1
BEGIN
  INSERT INTO open_risk
    SELECT NEW.administration, NEW.item, e.family
    FROM administration a
    CROSS JOIN episode_no n ON n.no = a.episode
    CROSS JOIN episode e ON e.id = n.id
    LEFT JOIN mark m ON m.administration = a.id
    WHERE a.no = NEW.administration AND NOT a.declined
      AND iif(m.administration IS NULL, a.discussed, m.discussed) IS NULL
      AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.administration = a.no);
END;

CREATE TRIGGER open_risk_removed AFTER DELETE ON risk WHEN OLD.state = 1
BEGIN DELETE FROM open_risk WHERE administration = OLD.administration AND item = OLD.item; END;

CREATE TRIGGER open_risk_superseded AFTER INSERT ON superseded
BEGIN DELETE FROM open_risk WHERE administration = NEW.administration; END;

CREATE TRIGGER open_risk_marked AFTER INSERT ON mark
BEGIN
  DELETE FROM open_risk WHERE administration IN (SELECT no FROM administration WHERE id = NEW.administration);
  INSERT INTO open_risk
    SELECT r.administration, r.item, NEW.family
    FROM administration a CROSS JOIN risk r ON r.administration = a.no
    WHERE NEW.discussed IS NULL AND a.id = NEW.administration AND NOT a.declined AND r.state = 1
      AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.administration = a.no);
END;

CREATE TRIGGER open_risk_remarked AFTER UPDATE ON mark
BEGIN
  DELETE FROM open_risk WHERE administration IN (SELECT no FROM administration WHERE id = NEW.administration);
  INSERT INTO open_risk
    SELECT r.administration, r.item, NEW.family
    FROM administration a CROSS JOIN risk r ON r.administration = a.no
    WHERE NEW.discussed IS NULL AND a.id = NEW.administration AND NOT a.declined AND r.state = 1
      AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.administration = a.no);
END;

-- The newest revision of each administration.
CREATE VIEW administration_newest AS
  SELECT * FROM administration WHERE no NOT IN (SELECT administration FROM superseded);

-- Versions of everything that may be edited. Rows are never changed; the tables above hold the newest version of
-- each object. no is the number under which a version came into this file; micros and device are its stamp; parents
-- are the stamps of the versions it replaces, 16 bytes each.
CREATE TABLE device (
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 8)
) STRICT;

CREATE TABLE history (
  no      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind <> ''),
  id      BLOB NOT NULL CHECK (length(id) = 16),
  family  BLOB CHECK (length(family) = 16),
  micros  INTEGER NOT NULL,
  device  INTEGER NOT NULL REFERENCES device,
  parents BLOB NOT NULL CHECK (length(parents) % 16 = 0),
  body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX history_by_object ON history (kind, id);
CREATE INDEX history_by_family ON history (family) WHERE family IS NOT NULL;

-- Objects with more than one newest version; somebody has to choose.
CREATE TABLE fork (
  kind   TEXT NOT NULL,
  id     BLOB NOT NULL,
  family BLOB,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Objects whose newest version points at something that has not come yet.
CREATE TABLE pending (
  kind   TEXT NOT NULL,
  id     BLOB NOT NULL,
  family BLOB,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Administrations that have come but do not stand in the table: rivals that lost against another content of the same
-- revision, and those whose family or people have not come yet. no counts on with administration.no.
CREATE TABLE aside (
  no       INTEGER PRIMARY KEY,
  id       BLOB NOT NULL CHECK (length(id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  family   BLOB NOT NULL CHECK (length(family) = 16),
  rival    INTEGER NOT NULL CHECK (rival IN (0, 1)),
  body     TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (id, revision, hash)
) STRICT;

CREATE INDEX aside_by_family ON aside (family);

-- The newest version of those nouns that have no table of their own. owner is the person, episode or other object
-- that the noun is about, day the day it is about.
CREATE TABLE document (
  kind   TEXT NOT NULL CHECK (kind <> ''),
  id     BLOB NOT NULL CHECK (length(id) = 16),
  family BLOB REFERENCES family,
  owner  BLOB CHECK (length(owner) = 16),
  day    INTEGER,
  body   TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_family ON document (family, kind, day) WHERE family IS NOT NULL;
CREATE INDEX document_by_owner ON document (kind, owner, day) WHERE owner IS NOT NULL;

-- The greatest stamp this file has made or seen, and the last numbers given to changes. Erasing takes rows away, so
-- the greatest number in a table would be given again.
CREATE TABLE sequence (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  micros         INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  administration INTEGER NOT NULL
) STRICT;

INSERT INTO sequence (one, micros, version, administration)
  SELECT 1, 0, 0, coalesce(max(no), 0) FROM administration;
INSERT INTO setting (key, value) VALUES ('workspace', randomblob(16)), ('device', randomblob(8));

-- swapping names the row that gives way to a rival; it is empty at all other times.
CREATE TABLE swapping (administration INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER administration_people BEFORE INSERT ON administration
WHEN NOT EXISTS (
  SELECT 1 FROM episode_no en
  CROSS JOIN episode e ON e.id = en.id
  CROSS JOIN person_no sn ON sn.no = NEW.subject
  CROSS JOIN person s ON s.id = sn.id AND s.family = e.family
  CROSS JOIN person_no rn ON rn.no = coalesce(NEW.respondent, NEW.subject)
  CROSS JOIN person r ON r.id = rn.id AND r.family = e.family
  WHERE en.no = NEW.episode)
BEGIN SELECT RAISE(ABORT, 'respondent and subject must belong to the family of the episode'); END;

-- INSERT OR REPLACE deletes without asking a delete trigger, so inserting over a row is guarded by itself.
CREATE TRIGGER administration_replace BEFORE INSERT ON administration
WHEN EXISTS (SELECT 1 FROM administration a WHERE a.id = NEW.id AND a.revision = NEW.revision)
  OR EXISTS (SELECT 1 FROM administration a WHERE a.no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'a completed administration is never changed'); END;

CREATE TRIGGER administration_update BEFORE UPDATE ON administration
BEGIN SELECT RAISE(ABORT, 'a completed administration is never changed'); END;

CREATE TRIGGER administration_delete BEFORE DELETE ON administration
WHEN NOT EXISTS (SELECT 1 FROM swapping w WHERE w.administration = OLD.no)
  AND NOT EXISTS (
    SELECT 1 FROM episode_no n JOIN episode e ON e.id = n.id JOIN erasing x ON x.family = e.family
    WHERE n.no = OLD.episode)
BEGIN SELECT RAISE(ABORT, 'a completed administration is never removed'); END;

CREATE TRIGGER administration_use_forgotten AFTER DELETE ON administration
WHEN NOT EXISTS (SELECT 1 FROM swapping w WHERE w.administration = OLD.no)
BEGIN UPDATE permission_use SET administration = NULL WHERE administration = OLD.id; END;

CREATE TRIGGER score_replace BEFORE INSERT ON score
WHEN EXISTS (SELECT 1 FROM score s WHERE s.administration = NEW.administration AND s.place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'a stored score is never changed'); END;

CREATE TRIGGER score_update BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'a stored score is never changed'); END;

CREATE TRIGGER score_delete BEFORE DELETE ON score
WHEN NOT EXISTS (SELECT 1 FROM swapping w WHERE w.administration = OLD.administration)
  AND NOT EXISTS (
    SELECT 1 FROM administration a JOIN episode_no n ON n.no = a.episode JOIN episode e ON e.id = n.id
    JOIN erasing x ON x.family = e.family WHERE a.no = OLD.administration)
BEGIN SELECT RAISE(ABORT, 'a stored score is never removed'); END;

CREATE TRIGGER risk_replace BEFORE INSERT ON risk
WHEN EXISTS (SELECT 1 FROM risk r WHERE r.administration = NEW.administration AND r.item = NEW.item)
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never changed'); END;

CREATE TRIGGER risk_update BEFORE UPDATE ON risk
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never changed'); END;

CREATE TRIGGER risk_delete BEFORE DELETE ON risk
WHEN NOT EXISTS (SELECT 1 FROM swapping w WHERE w.administration = OLD.administration)
  AND NOT EXISTS (
    SELECT 1 FROM administration a JOIN episode_no n ON n.no = a.episode JOIN episode e ON e.id = n.id
    JOIN erasing x ON x.family = e.family WHERE a.no = OLD.administration)
BEGIN SELECT RAISE(ABORT, 'a stored risk answer is never removed'); END;

CREATE TRIGGER family_tombstone BEFORE UPDATE ON family
WHEN OLD.erased IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing x WHERE x.family = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a tombstone is never changed'); END;

CREATE TRIGGER family_delete BEFORE DELETE ON family
BEGIN SELECT RAISE(ABORT, 'a family is erased to a tombstone, never removed'); END;

CREATE TRIGGER person_of_tombstone BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM family f WHERE f.id = NEW.family AND f.erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the family has been erased'); END;

CREATE TRIGGER document_of_tombstone BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM family f WHERE f.id = NEW.family AND f.erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the family has been erased'); END;

CREATE TRIGGER history_insert BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history h WHERE h.no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;

CREATE TRIGGER history_update BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;

CREATE TRIGGER history_delete BEFORE DELETE ON history
WHEN NOT EXISTS (SELECT 1 FROM erasing x WHERE x.family = OLD.family)
BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;
