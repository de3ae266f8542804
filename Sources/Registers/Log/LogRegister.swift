package import Domain
package import Persistence

/// The Merkle tree over the log: its leaves, as the events give them, and its subtrees. One tree for the installation, whatever site an
/// event belongs to.
package struct LogRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Leaves

    /// Events after a place in the log, oldest first, as leaves.
    package func leaves(after sequence: Int64, limit: Int) throws -> [LogLeaf] {
        try transaction.rows(
            """
            SELECT e.*, c.digest AS content FROM event e LEFT JOIN log_content c ON c.sequence = e.sequence
            WHERE e.sequence > \(sequence) ORDER BY e.sequence LIMIT \(limit)
            """, Self.leaf)
    }

    package func leaf(_ sequence: Int64) throws -> LogLeaf? {
        try transaction.first(
            "SELECT e.*, c.digest AS content FROM event e LEFT JOIN log_content c ON c.sequence = e.sequence WHERE e.sequence = \(sequence)",
            Self.leaf)
    }

    /// The newest events, for a page.
    package func newest(limit: Int) throws -> [LogLeaf] {
        try transaction.rows("SELECT e.*, NULL AS content FROM event e ORDER BY e.sequence DESC LIMIT \(limit)", Self.leaf)
    }

    private static func leaf(_ row: ResultRow) throws -> LogLeaf {
        LogLeaf(
            sequence: try row["sequence"], site: try row["site_id"], time: try row["time"], actor: try row["actor"],
            unit: try row["unit_id"], verb: try row["verb"], subjectKind: try row["subject_kind"], subject: try row["subject_id"],
            digestBefore: try row["digest_before"], digestAfter: try row["digest_after"], reason: try row["reason"],
            content: try row["content"])
    }

    /// Where a document entered the log last: the newest event after which it was public with a content of its own.
    package func entry(of disclosure: Disclosure.ID) throws -> (sequence: Int64, time: Instant)? {
        try transaction.first(
            """
            SELECT sequence, time FROM event
            WHERE subject_kind = 'disclosure' AND subject_id = \(disclosure) AND verb IN (\(list: Event.Verb.publications))
            ORDER BY sequence DESC LIMIT 1
            """
        ) { (try $0["sequence"], try $0["time"]) }
    }

    // MARK: Growth

    /// How many events are in the tree.
    package func sealedSize() throws -> Int64 { Int64(try transaction.count("SELECT value AS n FROM counter WHERE name = 'log'")) }

    /// A counter as it stands, for checking; `nil` when its row is gone.
    package func recorded(_ counter: String) throws -> Int64? {
        try transaction.first("SELECT value FROM counter WHERE name = \(counter)") { try $0["value"] }
    }

    /// How many events are in the tree, and from now on nobody else makes the tree grow until this transaction ends. Events go on being written.
    package func lock() throws -> Int64 {
        let row = try transaction.first("UPDATE counter SET value = value + 0 WHERE name = 'log' RETURNING value")
        guard let size: Int64 = try row?["value"] else { throw StoreError.unexpectedValue(column: "counter.log") }
        return size
    }

    /// Makes the tree larger.
    package func grow(to size: Int64, nodes: [MerkleNode], contents: [(sequence: Int64, digest: [UInt8])]) throws {
        for chunk in Chunks(nodes, of: 100) {
            var sql = Query.StringInterpolation(literalCapacity: 1200, interpolationCount: chunk.count * 3)
            sql.appendLiteral("INSERT INTO log_node (level, position, hash) VALUES ")
            for (index, node) in chunk.enumerated() {
                sql.appendLiteral(index == 0 ? "(" : ", (")
                sql.appendInterpolation(node.place.level)
                sql.appendLiteral(", ")
                sql.appendInterpolation(node.place.position)
                sql.appendLiteral(", ")
                sql.appendInterpolation(node.hash)
                sql.appendLiteral(")")
            }
            try transaction.execute(Query(stringInterpolation: sql))
        }
        for content in contents {
            try transaction.execute("INSERT INTO log_content (sequence, digest) VALUES (\(content.sequence), \(content.digest))")
        }
        try transaction.execute("UPDATE counter SET value = \(size) WHERE name = 'log'")
    }

    // MARK: Subtrees

    /// The hashes at some places, in that order.
    /// - Throws: `StoreError.unexpectedValue` when one is missing: the tree is damaged.
    package func hashes(at places: [MerkleNode.Place]) throws -> [[UInt8]] {
        var found: [MerkleNode.Place: [UInt8]] = [:]
        for chunk in Chunks(places, of: 100) {
            var condition: Query = ""
            for (index, place) in chunk.enumerated() {
                condition = "\(condition)\(index == 0 ? "" : " OR " as Query)(level = \(place.level) AND position = \(place.position))"
            }
            for node in try nodes(where: condition) { found[node.place] = node.hash }
        }
        return try places.map { place in
            guard let hash = found[place] else { throw StoreError.unexpectedValue(column: "log_node") }
            return hash
        }
    }

    /// What is stored of one level between two places.
    package func nodes(level: Int, positions: ClosedRange<Int64>) throws -> [MerkleNode] {
        try nodes(where: "level = \(level) AND position >= \(positions.lowerBound) AND position <= \(positions.upperBound)")
    }

    private func nodes(where condition: Query) throws -> [MerkleNode] {
        try transaction.rows("SELECT level, position, hash FROM log_node WHERE \(condition)") { row in
            MerkleNode(MerkleNode.Place(level: try row["level"], position: try row["position"]), hash: try row["hash"])
        }
    }

    package func nodeCount() throws -> Int64 { Int64(try transaction.count("SELECT COUNT(*) AS n FROM log_node")) }

    package func contentCount() throws -> Int64 { Int64(try transaction.count("SELECT COUNT(*) AS n FROM log_content")) }
}

/// The elements of an array, so many at a time.
struct Chunks<Element>: Sequence, IteratorProtocol {
    private let elements: [Element]
    private let length: Int
    private var start = 0

    init(_ elements: [Element], of length: Int) {
        self.elements = elements
        self.length = length
    }

    mutating func next() -> ArraySlice<Element>? {
        guard start < elements.count else { return nil }
        defer { start += length }
        return elements[start..<Swift.min(start + length, elements.count)]
    }
}
