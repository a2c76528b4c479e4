package sqlite

import "viewline/store"

// schemaVersion is kept in the file as its user_version; see [store.Format].
const schemaVersion = store.Format

// tables have documents as BSON, the same as in MongoDB but compressed, beside the few
// columns and tables by which reads find them. The one exception is a post's record: it has
// a column of its own and is not in the document, so that an import can read the record by
// itself. Documents are the last column of a row, so that a read of the other columns need
// not read them. The column hash is a hash of all that is stored of the document; see
// package decoded.
const tables = `
-- Sort is what people are sorted by; see store.PersonSort.
CREATE TABLE person (
	slug TEXT PRIMARY KEY NOT NULL,
	sort TEXT NOT NULL,
	hash INTEGER NOT NULL,
	doc  BLOB NOT NULL
) STRICT;

-- Folded spellings. Rank 0 is that of the slug, 1 of the name, 2 of an alias.
CREATE TABLE person_name (
	name TEXT    NOT NULL,
	rank INTEGER NOT NULL,
	slug TEXT    NOT NULL,
	PRIMARY KEY (name, rank, slug)
) STRICT, WITHOUT ROWID;

-- What people are found by; see store.PersonTokens. Sort is as in table person.
CREATE TABLE person_token (
	token TEXT NOT NULL,
	sort  TEXT NOT NULL,
	slug  TEXT NOT NULL,
	PRIMARY KEY (token, sort, slug)
) STRICT, WITHOUT ROWID;

-- Sort is what topics are sorted by; see store.TopicSort.
CREATE TABLE topic (
	slug TEXT PRIMARY KEY NOT NULL,
	sort TEXT NOT NULL,
	hash INTEGER NOT NULL,
	doc  BLOB NOT NULL
) STRICT;

-- As person_name.
CREATE TABLE topic_name (
	name TEXT    NOT NULL,
	rank INTEGER NOT NULL,
	slug TEXT    NOT NULL,
	PRIMARY KEY (name, rank, slug)
) STRICT, WITHOUT ROWID;

-- Dates are texts, and empty where there is none. The date is the appearance's
-- place among dates; see timeline.Appearance.Place.
CREATE TABLE appearance (
	key         TEXT PRIMARY KEY NOT NULL,
	person      TEXT    NOT NULL,
	post        TEXT    NOT NULL,
	date        TEXT    NOT NULL,
	earliest    TEXT    NOT NULL,
	latest      TEXT    NOT NULL,
	kind        TEXT    NOT NULL,
	recommended INTEGER NOT NULL,
	occasion    TEXT    NOT NULL,
	title       TEXT    NOT NULL,
	hash        INTEGER NOT NULL,
	doc         BLOB    NOT NULL
) STRICT;

CREATE TABLE paper (
	slug TEXT PRIMARY KEY NOT NULL,
	hash INTEGER NOT NULL,
	doc  BLOB NOT NULL
) STRICT;

-- How often an appearance recommends a paper.
CREATE TABLE recommended (
	paper      TEXT    NOT NULL,
	date       TEXT    NOT NULL,
	appearance TEXT    NOT NULL,
	n          INTEGER NOT NULL,
	PRIMARY KEY (paper, date, appearance)
) STRICT, WITHOUT ROWID;

CREATE TABLE post (
	path       TEXT PRIMARY KEY NOT NULL,
	slug       TEXT    NOT NULL,
	title      TEXT    NOT NULL,
	viewpoints INTEGER NOT NULL,
	record     BLOB    NOT NULL,
	hash       INTEGER NOT NULL,
	doc        BLOB    NOT NULL
) STRICT;

-- When a post was first imported, in seconds since 1970. It is in no document and in no
-- hash of one; its own hash is that of the row.
CREATE TABLE recorded (
	path TEXT PRIMARY KEY NOT NULL,
	at   INTEGER NOT NULL,
	hash INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The pictures of posts, by their names, which have the hash of the bytes; see package
-- picture.
CREATE TABLE picture (
	name TEXT PRIMARY KEY NOT NULL,
	data BLOB NOT NULL
) STRICT;

-- Whose views a post reports. Slug is that of the post.
CREATE TABLE post_person (
	person TEXT NOT NULL,
	slug   TEXT NOT NULL,
	path   TEXT NOT NULL,
	PRIMARY KEY (person, slug, path)
) STRICT, WITHOUT ROWID;

-- How many viewpoints on a topic a person, or nobody, put forward in a document: in the appearance
-- of a key, or in the post of a path beside its appearances. Source is that table, date
-- the appearance's place among dates; see timeline.CountTopics.
CREATE TABLE said (
	person TEXT    NOT NULL,
	topic  TEXT    NOT NULL,
	date   TEXT    NOT NULL,
	source TEXT    NOT NULL,
	owner  TEXT    NOT NULL,
	n      INTEGER NOT NULL,
	PRIMARY KEY (person, topic, date, source, owner)
) STRICT, WITHOUT ROWID;

-- The sums of table said, by timeline.PositionKey. Counted and dated are what lists are
-- sorted by; see store.PositionSort.
CREATE TABLE position (
	key     TEXT PRIMARY KEY NOT NULL,
	person  TEXT    NOT NULL,
	topic   TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	counted TEXT    NOT NULL,
	dated   TEXT    NOT NULL
) STRICT;

-- The positions to which an import has added, or from which it has taken. Empty once the
-- import is committed.
CREATE TABLE touched_position (
	key    TEXT PRIMARY KEY NOT NULL,
	person TEXT NOT NULL,
	topic  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where documents stand in lists that are sorted by what is no date; see store.Rank.
CREATE TABLE ranked (
	list  TEXT NOT NULL,
	token TEXT NOT NULL,
	sort  TEXT NOT NULL,
	slug  TEXT NOT NULL,
	PRIMARY KEY (list, token, sort, slug)
) STRICT, WITHOUT ROWID;

-- What posts say of people, papers and topics, each n-th thing of a post as BSON;
-- see store.ClaimsOf. Kind is the table that it goes to.
CREATE TABLE claim (
	kind TEXT    NOT NULL,
	slug TEXT    NOT NULL,
	path TEXT    NOT NULL,
	n    INTEGER NOT NULL,
	said BLOB    NOT NULL,
	PRIMARY KEY (kind, slug, path, n)
) STRICT, WITHOUT ROWID;

-- What the posts that an import has put or removed speak of. Empty once the import is
-- committed.
CREATE TABLE touched (
	kind TEXT NOT NULL,
	slug TEXT NOT NULL,
	PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

-- What the latest imports have changed, each as package cachetag encodes it; NULL for everything.
CREATE TABLE change (
	state    TEXT PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL,
	hash     INTEGER NOT NULL,
	tags     BLOB
) STRICT, WITHOUT ROWID;

-- One row for the store.Entry values of a document, or for each 4095 of them.
-- Source is the table of the document that they are in, document the path of the
-- post that brought it, or the slug of the paper, person or topic, and owner the key
-- that lists are sorted by: an appearance's key, or a slug. Places is the
-- JSON list of theirs. Their ids count on from that of the row, which holds the
-- date, so that ids are in the order of dates; see the function lowest. Head is
-- the id of the document's first row, and recommended the number of the
-- appearance's recommendations. Person and kind are those of the appearance or the post;
-- topics is the JSON list of each entry's topics. All three are empty for a paper.
CREATE TABLE entries (
	id          INTEGER PRIMARY KEY,
	head        INTEGER NOT NULL,
	source      TEXT NOT NULL,
	document    TEXT NOT NULL,
	owner       TEXT NOT NULL,
	places      TEXT NOT NULL,
	date        TEXT NOT NULL,
	earliest    TEXT NOT NULL,
	latest      TEXT NOT NULL,
	recommended INTEGER NOT NULL,
	person      TEXT NOT NULL,
	kind        TEXT NOT NULL,
	topics      TEXT NOT NULL
) STRICT;

-- How many items of a list have a value of a facet: of all appearances or viewpoints where
-- the token is empty, else of those that have the token; see store.Faceted and, for all of
-- them, byDays.
CREATE TABLE facet (
	list  TEXT    NOT NULL,
	token TEXT    NOT NULL,
	facet TEXT    NOT NULL,
	value TEXT    NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (list, token, facet, value)
) STRICT, WITHOUT ROWID;

-- The tokens of the entries, by their ids. Ids of a token are read one by one
-- in their order, from either end, so that a page of entries by date costs the
-- same however many there are. Nothing of it is kept but the index.
CREATE VIRTUAL TABLE token USING fts5(
	tokens, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
-- Bytes to gather before a part of the index is written.
INSERT INTO token (token, rank) VALUES ('hashsize', 67108864);
-- Parts of the index are merged at the end of an import; see the function merge.
INSERT INTO token (token, rank) VALUES ('automerge', 0);
INSERT INTO token (token, rank) VALUES ('crisismerge', 256);

-- The tokens of the table token, in their order, each as often as entries have it
-- (https://sqlite.org/fts5.html, section 9): which words have a beginning.
CREATE VIRTUAL TABLE token_vocabulary USING fts5vocab(token, instance);

-- The corpus as of its last revision; imported_at in ms since 1970. Rows is how many of entries were ever
-- written, merged is of no use any more, and
-- longest the most that the id of an entry ever was below those of the last of its
-- days.
CREATE TABLE meta (
	id          INTEGER PRIMARY KEY CHECK (id = 1),
	revision    INTEGER NOT NULL DEFAULT 0,
	state       TEXT    NOT NULL DEFAULT '',
	imported_at INTEGER,
	people      INTEGER NOT NULL DEFAULT 0,
	appearances INTEGER NOT NULL DEFAULT 0,
	viewpoints  INTEGER NOT NULL DEFAULT 0,
	topics      INTEGER NOT NULL DEFAULT 0,
	papers      INTEGER NOT NULL DEFAULT 0,
	posts       INTEGER NOT NULL DEFAULT 0,
	rows        INTEGER NOT NULL DEFAULT 0,
	merged      INTEGER NOT NULL DEFAULT 0,
	longest     INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO meta (id) VALUES (1);
`

// indexes are all indexes except those of the primary keys. Each is named after its use.
// The indexes for lists of appearances end in the columns that filters and counts use, so
// that these need not read the rows.
const indexes = `
-- Reader.ListPeople and CountPeople.
CREATE INDEX people_by_name ON person (sort, slug);
-- Reader.ListTopics.
CREATE INDEX topics_by_name ON topic (sort, slug);
-- Session.Put: the spellings that a person had so far.
CREATE INDEX names_of_person ON person_name (slug);
-- Session.Put: the spellings that a topic had so far.
CREATE INDEX names_of_topic ON topic_name (slug);
-- Reader.ListPeople: whether a person has a further token. Session.Put: the
-- tokens that a person had so far.
CREATE INDEX tokens_of_person ON person_token (slug, token);
-- Reader.ListAppearances and CountAppearances of one person, and Reader.AppearancesByPerson and CountByPerson.
CREATE INDEX appearances_of_person ON appearance (person, date, key, kind, recommended, earliest, latest);
-- Reader.Occasions.
CREATE INDEX appearances_of_occasion ON appearance (occasion);
-- Reader.ListAppearances and CountAppearances of anybody.
CREATE INDEX appearances_by_date ON appearance (date, key, kind, recommended, earliest, latest);
-- Session.Put: the appearances that a post had so far.
CREATE INDEX appearances_of_post ON appearance (post);
-- Session.Put and Move: the papers that an appearance recommended so far.
CREATE INDEX recommended_by_appearance ON recommended (appearance);
-- Reader.Titles, which need not read the documents.
CREATE INDEX titles_of_appearances ON appearance (key, title);
CREATE INDEX titles_of_posts ON post (path, slug, title);
-- Reader.PostsBySlug and ListPosts.
CREATE INDEX posts_by_slug ON post (slug);
-- Session.Put and Rename: the people that a post had so far.
CREATE INDEX people_of_post ON post_person (path);
-- Session.Put: what a post has said so far.
CREATE INDEX claims_of_post ON claim (path, kind, slug);
-- Session.Put: the ranks that a document had so far. Reader.ListPapers: the ranks of
-- what has some words.
CREATE INDEX ranks_of_document ON ranked (slug, list, token);
-- Session.Put and Move: what a document has said so far.
CREATE INDEX said_in_document ON said (source, owner);
-- Session.TopicClaims: how many viewpoints there are.
CREATE INDEX said_on_topic ON said (topic, n);
-- Reader.PositionsBy and CountPositionsBy.
CREATE INDEX positions_of_person_by_count ON position (person, counted, key);
CREATE INDEX positions_of_person_by_date ON position (person, dated, key);
CREATE INDEX positions_on_topic_by_count ON position (topic, counted, key);
CREATE INDEX positions_on_topic_by_date ON position (topic, dated, key);
-- Reader.AppearanceFacets and ViewpointFacets, and those of many people: the most frequent values.
CREATE INDEX facets_by_count ON facet (list, token, facet, n DESC, value);
-- Session.Put, Move and Rename: the entries that a document had so far.
CREATE INDEX entries_of_document ON entries (document, source, owner);
`
