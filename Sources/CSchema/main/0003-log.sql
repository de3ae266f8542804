-- The Merkle tree (RFC 6962) over the log, and its signed checkpoints. Built after the events, which are never held up by it.

-- Complete subtrees only. Level 0 are the leaves: position = sequence - 1; a node stands over two of the level below.
CREATE TABLE log_node (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (level, position)
);

-- The fingerprint of the document as it stood when the event about it was taken into the tree; a part of that event's leaf.
CREATE TABLE log_content (
    sequence BIGINT PRIMARY KEY,
    digest BYTEA NOT NULL
);

-- previous is the size of the checkpoint before, 0 for the first: signed with the rest, so that none can be taken out.
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    time BIGINT NOT NULL,
    previous BIGINT NOT NULL,
    origin TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    signature BYTEA NOT NULL
);

-- How many events are in the tree.
INSERT INTO counter (name, value) VALUES ('log', 0);
