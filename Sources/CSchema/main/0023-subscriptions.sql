-- Subscriptions by mail (订阅), and the groups that documents are pushed to (精准推送).

-- Kinds of enterprises, trades, groups of people: the county's own list. A closed one stays for what is filed under it.
CREATE TABLE target_group (
    site_id BIGINT NOT NULL REFERENCES site (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('enterprise', 'industry', 'people')),
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
    version BIGINT NOT NULL,
    PRIMARY KEY (site_id, code),
    UNIQUE (site_id, name)
);

-- For whom every document of an item is; the item's identity, the same in every version of the catalogue.
CREATE TABLE item_target (
    site_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    group_code TEXT NOT NULL,
    PRIMARY KEY (site_id, item_id, group_code),
    FOREIGN KEY (site_id, group_code) REFERENCES target_group (site_id, code)
);
CREATE INDEX item_target_group ON item_target (site_id, group_code);

-- For whom the document is that a draft becomes, as somebody said beside the publishing gate: no part of what is decided there.
CREATE TABLE draft_target (
    site_id BIGINT NOT NULL,
    draft_id BIGINT NOT NULL REFERENCES draft (id),
    group_code TEXT NOT NULL,
    PRIMARY KEY (draft_id, group_code),
    FOREIGN KEY (site_id, group_code) REFERENCES target_group (site_id, code)
);
CREATE INDEX draft_target_group ON draft_target (site_id, group_code);

-- address is sealed, address_key a keyed digest that tells the same address again. told: the place in the log up to which documents were looked at
-- for it; period: the day, week or hour for which that was done last. Who ends it is deleted.
CREATE TABLE subscriber (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    address BYTEA NOT NULL,
    address_key BYTEA NOT NULL,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('atOnce', 'daily', 'weekly')),
    confirmed BIGINT NOT NULL,
    told BIGINT NOT NULL,
    period TEXT NOT NULL,
    UNIQUE (site_id, address_key)
);
CREATE INDEX subscriber_due ON subscriber (site_id, rhythm, period);

-- target: a code, an identifier, or for a search its query as it stands in an address.
CREATE TABLE subscription (
    subscriber_id BIGINT NOT NULL REFERENCES subscriber (id),
    kind TEXT NOT NULL CHECK (kind IN ('everything', 'unit', 'domain', 'item', 'search', 'group')),
    target TEXT NOT NULL,
    PRIMARY KEY (subscriber_id, kind, target)
);

-- What somebody asked for and has not confirmed yet; token is the SHA-256 of what stands in the link. Deleted when it is confirmed or too old.
CREATE TABLE subscription_wish (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    address BYTEA NOT NULL,
    address_key BYTEA NOT NULL,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('atOnce', 'daily', 'weekly')),
    topics TEXT NOT NULL,
    token BYTEA NOT NULL UNIQUE,
    asked BIGINT NOT NULL
);
CREATE INDEX subscription_wish_address ON subscription_wish (site_id, address_key, asked);
CREATE INDEX subscription_wish_asked ON subscription_wish (asked);

-- Mail to a subscriber or for a wish: its address stands sealed with the one of these two that has this key, and nowhere else.
ALTER TABLE outbox ADD COLUMN owner_id BIGINT;
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;
CREATE INDEX outbox_owner ON outbox (owner_id) WHERE owner_id IS NOT NULL;
