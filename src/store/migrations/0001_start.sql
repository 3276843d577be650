-- What is kept, as a few columns that are looked up by and a body in JSON. Moments are microseconds since 1970, UTC.

CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    channel TEXT NOT NULL,
    UNIQUE (platform, account, channel)
);

-- What came in. The key is a hash of platform, account and native id: it stays when the content is erased, so that what
-- comes again is still known.
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    place INTEGER REFERENCES place (id),
    actor TEXT,
    message TEXT,
    recorded INTEGER NOT NULL,
    done INTEGER,
    body TEXT
);
CREATE INDEX event_waiting ON event (number) WHERE done IS NULL;
CREATE INDEX event_done ON event (done) WHERE done IS NOT NULL;
CREATE INDEX event_full ON event (done) WHERE done IS NOT NULL AND body IS NOT NULL;
CREATE INDEX event_actor ON event (actor) WHERE actor IS NOT NULL;
CREATE INDEX event_place ON event (place) WHERE place IS NOT NULL;

-- Texts are held once, by the hash that is computed here, and seen only through an article of a place.
CREATE TABLE text (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'text', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

CREATE TABLE article (
    place INTEGER NOT NULL REFERENCES place (id),
    hash TEXT NOT NULL,
    text INTEGER REFERENCES text (id),
    until INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (place, hash)
);
CREATE INDEX article_hash ON article (hash);
CREATE INDEX article_text ON article (text, place) WHERE text IS NOT NULL;
CREATE INDEX article_until ON article (until) WHERE text IS NOT NULL;

CREATE TABLE digest (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL REFERENCES place (id),
    article TEXT NOT NULL,
    url TEXT,
    stands INTEGER NOT NULL,
    made INTEGER NOT NULL,
    asker TEXT,
    body TEXT NOT NULL
);
CREATE INDEX digest_place ON digest (place, made);
CREATE INDEX digest_article ON digest (article);
CREATE INDEX digest_url ON digest (url) WHERE url IS NOT NULL;
CREATE INDEX digest_asker ON digest (asker) WHERE asker IS NOT NULL;

-- Which message shows which digest, and which thread is about which.
CREATE TABLE copy (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    delivery TEXT NOT NULL,
    place INTEGER NOT NULL REFERENCES place (id),
    thread TEXT,
    message TEXT NOT NULL,
    UNIQUE (place, message, digest)
);
CREATE INDEX copy_digest ON copy (digest);
CREATE INDEX copy_delivery ON copy (delivery);
CREATE TABLE told (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    thread TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (place, thread, digest)
);

CREATE TABLE feed (number INTEGER PRIMARY KEY, address TEXT NOT NULL, next INTEGER, body TEXT NOT NULL);
CREATE INDEX feed_address ON feed (address);
CREATE INDEX feed_next ON feed (next) WHERE next IS NOT NULL;
CREATE TABLE subscription (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    feed INTEGER NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (place, feed),
    UNIQUE (place, name)
);
CREATE INDEX subscription_feed ON subscription (feed);
CREATE TABLE seen (
    place INTEGER NOT NULL REFERENCES place (id),
    feed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (place, feed)
);
CREATE TABLE item (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    feed INTEGER NOT NULL,
    key TEXT NOT NULL,
    found INTEGER NOT NULL,
    told INTEGER NOT NULL,
    after INTEGER,
    article TEXT,
    body TEXT NOT NULL,
    UNIQUE (place, feed, key)
);
CREATE INDEX item_untold ON item (place, found) WHERE told = 0;
CREATE INDEX item_after ON item (after) WHERE after IS NOT NULL;
CREATE INDEX item_found ON item (found);
CREATE INDEX item_told ON item (told) WHERE told = 1;
CREATE INDEX item_article ON item (article) WHERE article IS NOT NULL;

CREATE TABLE schedule (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    id TEXT NOT NULL,
    next INTEGER,
    body TEXT NOT NULL,
    UNIQUE (place, id)
);
CREATE INDEX schedule_next ON schedule (next) WHERE next IS NOT NULL;
CREATE TABLE edition (
    number INTEGER PRIMARY KEY,
    slot TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL REFERENCES place (id),
    body TEXT NOT NULL
);
CREATE INDEX edition_place ON edition (place);
CREATE TABLE watch (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (place, id)
);
CREATE TABLE setting (
    place INTEGER NOT NULL REFERENCES place (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (place, name)
);
CREATE TABLE asked (
    number INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    thread TEXT,
    person TEXT NOT NULL,
    asked INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX asked_place ON asked (place, thread, asked);
CREATE INDEX asked_asked ON asked (asked);
CREATE INDEX asked_person ON asked (person);
CREATE TABLE blocked (
    place INTEGER NOT NULL REFERENCES place (id),
    what TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (place, what)
);

-- State: 0 queued, 1 sending, 2 sent, 3 unsure, 4 given up, 5 merged. Class: 0 person, 1 correction, 2 edition, 3 notice.
-- `arrived`: what it waits for has. `fell`: the key of the row that it was given up with.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL REFERENCES place (id),
    class INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    after TEXT,
    arrived INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    good_until INTEGER NOT NULL,
    again INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    first_tried INTEGER,
    trouble TEXT,
    message TEXT,
    thread TEXT,
    fell TEXT,
    event INTEGER,
    written INTEGER NOT NULL,
    settled INTEGER
);
CREATE INDEX outbox_lane ON outbox (place, class, number) WHERE state < 2 AND arrived = 1;
CREATE INDEX outbox_place ON outbox (place);
CREATE INDEX outbox_after ON outbox (after) WHERE after IS NOT NULL;
CREATE INDEX outbox_state ON outbox (state, number);
CREATE INDEX outbox_fell ON outbox (fell) WHERE fell IS NOT NULL;
CREATE INDEX outbox_event ON outbox (event) WHERE event IS NOT NULL;
CREATE INDEX outbox_settled ON outbox (settled) WHERE settled IS NOT NULL;
-- Apart from the row, so that a change of state doesn't write the post again. `bare`: the post's words are erased.
CREATE TABLE outbox_body (number INTEGER PRIMARY KEY, bare INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL);
CREATE INDEX outbox_body_full ON outbox_body (number) WHERE bare = 0;

-- The head of each lane's classes: from when it may be tried, which row it is, and from when on that must be looked at
-- again. Kept with every change of the outbox, so that what is due is found without reading the outbox.
CREATE TABLE lane (
    place INTEGER NOT NULL,
    class INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    number INTEGER NOT NULL,
    recheck INTEGER NOT NULL,
    PRIMARY KEY (place, class)
) WITHOUT ROWID;
CREATE INDEX lane_ready ON lane (class, ready);
