-- What holders of instruments have allowed. One row for each revision; rows are never changed.
CREATE TABLE permission (
  id         BLOB NOT NULL CHECK (length(id) = 16),
  revision   INTEGER NOT NULL CHECK (revision > 0),
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  holder     TEXT NOT NULL CHECK (holder <> ''),
  reference  TEXT NOT NULL CHECK (reference <> ''),
  given      TEXT NOT NULL CHECK (given IS date(given)),
  expires    TEXT CHECK (expires IS date(expires) AND expires >= given),
  uses       INTEGER NOT NULL CHECK (uses >= 0),
  withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  worker     BLOB REFERENCES worker,
  recorded   INTEGER NOT NULL,
  why        TEXT NOT NULL,
  PRIMARY KEY (id, revision),
  CHECK (revision = 1 OR why <> '')
) STRICT, WITHOUT ROWID;

-- Each administration that showed wording under a permission. The row of an erased family stays, without the
-- administration: what was used up stays used up.
CREATE TABLE permission_use (
  no             INTEGER PRIMARY KEY,
  permission     BLOB NOT NULL CHECK (length(permission) = 16),
  administration BLOB UNIQUE CHECK (length(administration) = 16),
  used           TEXT NOT NULL CHECK (used IS date(used))
) STRICT;

CREATE INDEX permission_use_by_permission ON permission_use (permission);

-- Who has compared the scoring key of a definition with the original form. One row for each revision.
CREATE TABLE key_check (
  id         BLOB NOT NULL CHECK (length(id) = 16),
  revision   INTEGER NOT NULL CHECK (revision > 0),
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  version    INTEGER NOT NULL CHECK (version > 0),
  hash       TEXT NOT NULL CHECK (hash <> ''),
  checker    TEXT NOT NULL CHECK (checker <> ''),
  against    TEXT NOT NULL CHECK (against <> ''),
  checked    TEXT NOT NULL CHECK (checked IS date(checked)),
  withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  worker     BLOB REFERENCES worker,
  recorded   INTEGER NOT NULL,
  why        TEXT NOT NULL,
  PRIMARY KEY (id, revision),
  CHECK (revision = 1 OR why <> '')
) STRICT, WITHOUT ROWID;

-- Wordings that are shown no more but stay, because completed administrations showed them.
CREATE TABLE wording_retired (
  hash    TEXT PRIMARY KEY REFERENCES wording,
  retired INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER wording_back AFTER UPDATE OF imported ON wording
BEGIN DELETE FROM wording_retired WHERE hash = NEW.hash; END;

CREATE TRIGGER permission_replace BEFORE INSERT ON permission
WHEN NEW.revision IS NOT (SELECT coalesce(max(p.revision), 0) + 1 FROM permission p WHERE p.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a permission is only added to'); END;

CREATE TRIGGER permission_update BEFORE UPDATE ON permission
BEGIN SELECT RAISE(ABORT, 'a permission is never changed'); END;

CREATE TRIGGER permission_delete BEFORE DELETE ON permission
BEGIN SELECT RAISE(ABORT, 'a permission is never removed'); END;

CREATE TRIGGER key_check_replace BEFORE INSERT ON key_check
WHEN NEW.revision IS NOT (SELECT coalesce(max(k.revision), 0) + 1 FROM key_check k WHERE k.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a key check is only added to'); END;

CREATE TRIGGER key_check_update BEFORE UPDATE ON key_check
BEGIN SELECT RAISE(ABORT, 'a key check is never changed'); END;

CREATE TRIGGER key_check_delete BEFORE DELETE ON key_check
BEGIN SELECT RAISE(ABORT, 'a key check is never removed'); END;

-- Nothing of an erased family may be left, not even the id of an answered form.
CREATE TRIGGER administration_use_forgotten AFTER DELETE ON administration
BEGIN UPDATE permission_use SET administration = NULL WHERE administration = OLD.id; END;

CREATE TRIGGER draft_use_forgotten AFTER DELETE ON draft
WHEN EXISTS (SELECT 1 FROM erasing x JOIN episode e ON e.family = x.family WHERE e.id = OLD.episode)
BEGIN UPDATE permission_use SET administration = NULL WHERE administration = OLD.id; END;
