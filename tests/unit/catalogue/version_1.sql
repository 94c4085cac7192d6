-- A catalogue as version 1 of its schema was written: two documents, a mark and a note.
BEGIN TRANSACTION;
CREATE TABLE dates (
    document INTEGER NOT NULL, number INTEGER NOT NULL, edtf TEXT NOT NULL, precision TEXT NOT NULL,
    begin TEXT NOT NULL, "end" TEXT NOT NULL, modifier TEXT NOT NULL, anchor TEXT NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO "dates" VALUES(1,0,'2020-02-03','day','2020-02-03','2020-02-03','','text',1.0);
INSERT INTO "dates" VALUES(1,4,'2020-02-03','day','2020-02-03','2020-02-03','','document date',0.85);
CREATE TABLE document_entities (
    document INTEGER NOT NULL, local INTEGER NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
    name TEXT NOT NULL, start INTEGER, "end" INTEGER, merged_by TEXT NOT NULL, PRIMARY KEY (document, local)
) WITHOUT ROWID;
INSERT INTO "document_entities" VALUES(1,0,1,2,'Erna Solberg',27,39,'["surname after the full name"]');
INSERT INTO "document_entities" VALUES(1,1,2,1,'Angela Merkel',44,57,'');
INSERT INTO "document_entities" VALUES(1,2,3,1,'Oslo',61,65,'');
INSERT INTO "document_entities" VALUES(1,3,4,2,'2020-02-03',5,15,'');
INSERT INTO "document_entities" VALUES(2,0,3,1,'Oslo',15,19,'');
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, title_origin TEXT NOT NULL,
    date TEXT, date_origin TEXT, source TEXT, source_origin TEXT, author TEXT, author_origin TEXT,
    encoding TEXT NOT NULL, length INTEGER NOT NULL, digest TEXT NOT NULL, tags TEXT NOT NULL,
    day TEXT,
    stem TEXT NOT NULL, heading TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    read_by TEXT NOT NULL, annotated_by TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    changed INTEGER NOT NULL
);
INSERT INTO "documents" VALUES(1,'harbour.txt','txt','A harbour','heading','2020-02-03','header',NULL,NULL,NULL,NULL,'utf-8',115,'c0acea5d161d97e36e21d8a6e78d821836ae600e91782e1eaaf537b096fc0b4f','[]','2020-02-03','harbour','a harbour',115,1795563749443682211,'215f31289668033b','d1c152ffeb8ff2e5',6,1);
INSERT INTO "documents" VALUES(2,'ice.md','md','Ice','front matter','2020-03','front matter',NULL,NULL,NULL,NULL,'utf-8',42,'0fd3cf0ec1991ac55be800ee2b041cb2d6000d34c6a0cffd6234220d98054c6a','[]','2020-03-01','ice','ice',79,1795563749443682211,'215f31289668033b','d1c152ffeb8ff2e5',1,1);
CREATE TABLE entities (
    id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, name TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "entities" VALUES(1,0,'Erna Solberg',2,1);
INSERT INTO "entities" VALUES(2,0,'Angela Merkel',1,1);
INSERT INTO "entities" VALUES(3,2,'Oslo',2,2);
INSERT INTO "entities" VALUES(4,3,'2020-02-03',2,1);
CREATE TABLE entity_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, key TEXT NOT NULL, entity INTEGER NOT NULL,
    home INTEGER NOT NULL,
    rule TEXT NOT NULL DEFAULT '',
    UNIQUE (type, key)
);
INSERT INTO "entity_keys" VALUES(1,0,'erna solberg',1,1,'');
INSERT INTO "entity_keys" VALUES(2,0,'angela merkel',2,2,'');
INSERT INTO "entity_keys" VALUES(3,2,'oslo',3,3,'');
INSERT INTO "entity_keys" VALUES(4,3,'2020-02-03',4,4,'');
CREATE TABLE failures (
    path TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL, lost INTEGER NOT NULL,
    PRIMARY KEY (path, reason, message)
) WITHOUT ROWID;
CREATE TABLE marks (digest TEXT NOT NULL, mark TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (digest, mark))
WITHOUT ROWID;
INSERT INTO "marks" VALUES('c0acea5d161d97e36e21d8a6e78d821836ae600e91782e1eaaf537b096fc0b4f','starred','2026-11-24T23:42:30+00:00');
CREATE TABLE mentions (
    document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    type INTEGER NOT NULL, local INTEGER NOT NULL, sentence INTEGER NOT NULL, confidence REAL NOT NULL,
    reason INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO "mentions" VALUES(1,0,5,15,3,3,0,1.0,1);
INSERT INTO "mentions" VALUES(1,1,27,39,0,0,1,0.95,2);
INSERT INTO "mentions" VALUES(1,2,44,57,0,1,1,0.88,3);
INSERT INTO "mentions" VALUES(1,3,61,65,2,2,1,0.93,4);
INSERT INTO "mentions" VALUES(1,4,69,75,3,3,1,0.85,5);
INSERT INTO "mentions" VALUES(1,5,89,96,0,0,2,0.85,6);
INSERT INTO "mentions" VALUES(2,0,15,19,2,0,0,0.93,4);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('generation','1');
INSERT INTO "meta" VALUES('name','da8c76d7b410c86f');
INSERT INTO "meta" VALUES('resolved','1');
INSERT INTO "meta" VALUES('updated','2026-11-24T23:42:30+00:00');
CREATE TABLE name_words (word TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;
INSERT INTO "name_words" VALUES('angela',2);
INSERT INTO "name_words" VALUES('erna',1);
INSERT INTO "name_words" VALUES('merkel',2);
INSERT INTO "name_words" VALUES('oslo',3);
INSERT INTO "name_words" VALUES('solberg',1);
CREATE TABLE names (
    key INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, mentions INTEGER NOT NULL, best INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
INSERT INTO "names" VALUES(1,'Erna Solberg','erna solberg',1,1);
INSERT INTO "names" VALUES(1,'Solberg','solberg',1,0);
INSERT INTO "names" VALUES(2,'Angela Merkel','angela merkel',1,1);
INSERT INTO "names" VALUES(3,'Oslo','oslo',2,2);
INSERT INTO "names" VALUES(4,'2020-02-03','',1,1);
INSERT INTO "names" VALUES(4,'Monday','',1,0);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL, start INTEGER, "end" INTEGER, note TEXT NOT NULL, made TEXT NOT NULL
);
INSERT INTO "notes" VALUES(1,'c0acea5d161d97e36e21d8a6e78d821836ae600e91782e1eaaf537b096fc0b4f',NULL,NULL,'ask Oslo','2026-11-24T23:42:30+00:00');
CREATE TABLE pointers (
    document INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, leads_to INTEGER, PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO "pointers" VALUES(1,0,'file','ice.md',107,113,2);
INSERT INTO "pointers" VALUES(2,0,'wiki','A harbour',31,40,1);
CREATE TABLE quotes (
    document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    speaker_start INTEGER, speaker_end INTEGER, cue TEXT NOT NULL, direct INTEGER NOT NULL, confidence REAL NOT NULL,
    speaker INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO "quotes" VALUES(1,0,77,88,89,96,'said',1,0.95,0);
CREATE TABLE reasons (
    id INTEGER PRIMARY KEY, found_by TEXT NOT NULL, why TEXT NOT NULL, UNIQUE (found_by, why)
);
INSERT INTO "reasons" VALUES(1,'date rules','ISO date');
INSERT INTO "reasons" VALUES(2,'rules','given name + surname');
INSERT INTO "reasons" VALUES(3,'rules','given name + name');
INSERT INTO "reasons" VALUES(4,'rules','city');
INSERT INTO "reasons" VALUES(5,'date rules','weekday, from the document date');
INSERT INTO "reasons" VALUES(6,'rules','surname of Erna Solberg');
CREATE TABLE removed (document INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
CREATE TABLE roles (
    document INTEGER NOT NULL, number INTEGER NOT NULL, person INTEGER NOT NULL, role TEXT NOT NULL,
    organisation INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentence INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE texts (
    document INTEGER PRIMARY KEY, text TEXT NOT NULL,
    offsets BLOB NOT NULL, sentences BLOB NOT NULL, metadata TEXT NOT NULL
);
INSERT INTO "texts" VALUES(1,'date 2020-02-03
A harbour

Erna Solberg met Angela Merkel in Oslo on Monday. "It froze," Solberg said. See ice.md.
',X'0000000000000000',X'00000000190000001B0000004C0000004D000000660000006700000072000000','{"facts": [[16, 25], [5, 15], [null, null], [null, null]], "dateline": null, "header": [0, 15]}');
INSERT INTO "texts" VALUES(2,'The harbour of Oslo froze. See A harbour.
',X'00000000210000001F00000042000000280000004D000000',X'000000001A0000001B00000029000000','{"facts": [[null, null], [null, null], [null, null], [null, null]], "dateline": null, "header": [null, null]}');
CREATE INDEX documents_by_day ON documents (day DESC);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_change ON documents (changed);
CREATE INDEX documents_by_stem ON documents (stem);
CREATE INDEX documents_by_heading ON documents (heading);
CREATE INDEX documents_by_source ON documents (source);
CREATE INDEX entities_by_documents ON entities (type, documents DESC);
CREATE INDEX keys_by_entity ON entity_keys (entity);
CREATE INDEX names_by_folded ON names (folded, key);
CREATE INDEX documents_of_key ON document_entities (key, document, count);
CREATE INDEX pointers_by_target ON pointers (leads_to) WHERE leads_to IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('entities',4);
INSERT INTO "sqlite_sequence" VALUES('entity_keys',4);
INSERT INTO "sqlite_sequence" VALUES('documents',2);
PRAGMA application_id = 1163415634;
PRAGMA user_version = 1;
COMMIT;
