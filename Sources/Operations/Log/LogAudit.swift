package import Domain

/// Checks a log from its first event to its last: what is there is handed in row by row, in the order in which it is stored, and every
/// place where it is not what was signed comes out as a finding.
///
/// Neither the rows nor the stored tree are believed: the tree is made anew from the rows, and the roots so found are compared with what
/// checkpoints say. A checkpoint that somebody has kept outside catches also what a forger with the key of the log could make good.
package struct LogAudit {
    /// What is wrong, and where.
    package enum Finding: Sendable, Hashable {
        /// These numbers are missing.
        case missing(ClosedRange<Int64>)
        /// A number that is not higher than the one before it.
        case outOfOrder(Int64)
        /// The event is not what was sealed, or its fingerprint was changed.
        case changed(Int64)
        /// A subtree over these events is not what they make.
        case nodeChanged(MerkleNode.Place)
        case nodeMissing(MerkleNode.Place)
        /// Subtrees that no event makes.
        case foreignNodes(Int64)
        /// Fingerprints of documents that belong to no event.
        case foreignContents(Int64)
        /// There is no counter of events, or none of the tree.
        case counterGone
        /// The counter of events says something else than the last number.
        case counter(recorded: Int64, last: Int64)
        /// More was sealed than there is.
        case cut(sealed: Int64, last: Int64)
        /// A checkpoint is about more events than there are.
        case checkpointBeyond(Claim.Source, size: Int64, last: Int64)
        /// The events up to that size are not the ones that were signed; up to `good` they are.
        case root(Claim.Source, size: Int64, good: Int64)
        case signature(Claim.Source, size: Int64)
        /// The key with which the next checkpoint would be signed is not the one that signed the others.
        case privateKey
        /// A checkpoint that a later one or a kept one knows is gone.
        case checkpointGone(size: Int64)
        /// Nothing can be compared because the numbering is broken before it.
        case unchecked(Claim.Source, size: Int64)
        case document(Int64, DocumentFault)
        /// A document that this event made public is gone, and no event says why.
        case documentLost(event: Int64)
    }

    package enum DocumentFault: Sendable, Hashable {
        /// No event is about it.
        case unlogged
        /// Its fingerprint is not the one in the log.
        case digest(event: Int64)
        /// What it says is not what was sealed.
        case content(event: Int64)
    }

    /// A checkpoint that the log must agree with.
    package struct Claim: Sendable {
        package enum Source: Sendable, Hashable {
            case stored
            /// A file that somebody has kept, by its name.
            case kept(String)
        }

        package let source: Source
        package let signed: SignedCheckpoint

        package init(_ source: Source, _ signed: SignedCheckpoint) {
            self.source = source
            self.signed = signed
        }
    }

    /// A log that is wrong from end to end says so often enough.
    package static let mostFindings = 1000

    package private(set) var findings: [Finding] = []
    /// Events looked at.
    package private(set) var count: Int64 = 0
    /// The largest checkpoint that the events agree with.
    package private(set) var good: Int64 = 0
    package private(set) var checkpoints = 0

    private let hasher = MerkleHasher.sha256
    private let counter: Int64?
    private let sealed: Int64
    private var claims: ArraySlice<Claim>
    private var frontier = MerkleFrontier()
    private var last: Int64 = 0
    private var isBroken = false
    /// What the events make and the stored tree has not shown yet.
    private var pending: [MerkleNode.Place: [UInt8]] = [:]
    private var changed: Set<Int64> = []
    private var foreign: Int64 = 0

    /// - Parameters:
    ///   - counter: how many events the database says it has; `nil` where it does not say.
    ///   - sealed: how many of them it says are in the tree.
    ///   - claims: the stored checkpoints, and any that were kept outside.
    ///   - key: whose signature counts; `nil` only where there is no checkpoint at all.
    package init(counter: Int64?, sealed: Int64?, claims: [Claim], key: LogKey?) {
        self.counter = counter
        self.sealed = sealed ?? 0
        self.claims = claims.sorted { $0.signed.checkpoint.size < $1.signed.checkpoint.size }[...]
        if counter == nil || sealed == nil { note(.counterGone) }
        examine(claims, key: key)
        compareClaims()
    }

    private mutating func examine(_ claims: [Claim], key: LogKey?) {
        var stored: [Int64: Checkpoint] = [:]
        for claim in claims where claim.source == .stored { stored[claim.signed.checkpoint.size] = claim.signed.checkpoint }
        for claim in claims {
            let checkpoint = claim.signed.checkpoint
            if key.map({ !claim.signed.isSigned(by: $0) }) ?? true { note(.signature(claim.source, size: checkpoint.size)) }
            if checkpoint.previous > 0, stored[checkpoint.previous] == nil { note(.checkpointGone(size: checkpoint.previous)) }
            if case .kept = claim.source, stored[checkpoint.size] == nil { note(.checkpointGone(size: checkpoint.size)) }
        }
    }

    // MARK: Events

    /// The next event, as it is stored.
    package mutating func take(_ leaf: LogLeaf) {
        count += 1
        guard leaf.sequence == last + 1 else {
            isBroken = true
            if leaf.sequence <= last { return note(.outOfOrder(leaf.sequence)) }
            note(.missing(last + 1...leaf.sequence - 1))
            return accept(leaf)
        }
        accept(leaf)
    }

    private mutating func accept(_ leaf: LogLeaf) {
        last = leaf.sequence
        let hash = hasher.leaf(leaf.encoded)
        if isBroken {
            // Each event can still be held against its own fingerprint.
            if leaf.sequence <= sealed { pending[MerkleNode.Place(level: 0, position: leaf.sequence - 1)] = hash }
            return
        }
        let made = frontier.append(hash, hasher)
        if frontier.size <= sealed {
            for node in made { pending[node.place] = node.hash }
        }
        compareClaims()
    }

    private mutating func compareClaims() {
        while let claim = claims.first, claim.signed.checkpoint.size <= frontier.size, !isBroken {
            claims.removeFirst()
            checkpoints += 1
            let checkpoint = claim.signed.checkpoint
            if checkpoint.size == frontier.size, checkpoint.root == frontier.root(hasher) {
                good = checkpoint.size
            } else {
                note(.root(claim.source, size: checkpoint.size, good: good))
            }
        }
    }

    // MARK: The stored tree

    /// Places that the events handed in so far have made and that were not compared yet: by level, from the first to the last.
    package var awaited: [(level: Int, positions: ClosedRange<Int64>)] {
        var ranges: [Int: ClosedRange<Int64>] = [:]
        for place in pending.keys {
            let range = ranges[place.level] ?? place.position...place.position
            ranges[place.level] = min(range.lowerBound, place.position)...max(range.upperBound, place.position)
        }
        return ranges.sorted { $0.key < $1.key }.map { (level: $0.key, positions: $0.value) }
    }

    /// A subtree as it is stored; the events under it were handed in before.
    package mutating func take(_ node: MerkleNode) {
        guard let hash = pending.removeValue(forKey: node.place) else {
            // Where numbers are missing, what stands over them cannot be told from what does not belong.
            if !isBroken { foreign += 1 }
            return
        }
        guard hash != node.hash else { return }
        let leaves = node.place.leaves
        if node.place.level == 0 {
            if changed.count < Self.mostFindings { changed.insert(node.place.position + 1) }
            note(.changed(node.place.position + 1))
        } else if !changed.contains(where: { leaves.contains($0 - 1) }) {
            note(.nodeChanged(node.place))
        }
    }

    /// All of the stored tree over the events handed in so far was shown: what is still awaited is missing.
    package mutating func settle() {
        for place in pending.keys.sorted() { note(.nodeMissing(place)) }
        pending = [:]
    }

    // MARK: Documents

    /// A document as it is there, and what the log says about it last.
    package struct LoggedDocument: Sendable {
        package var id: Int64
        /// What its row says its fingerprint is.
        package var digest: [UInt8]
        /// SHA-256 of its canonical form, made now.
        package var content: [UInt8]
        package var event: Int64?
        package var eventVerb: String
        package var eventDigest: [UInt8]?
        package var sealedContent: [UInt8]?

        package init(
            id: Int64, digest: [UInt8], content: [UInt8], event: Int64?, eventVerb: String = "", eventDigest: [UInt8]? = nil,
            sealedContent: [UInt8]? = nil
        ) {
            self.id = id
            self.digest = digest
            self.content = content
            self.event = event
            self.eventVerb = eventVerb
            self.eventDigest = eventDigest
            self.sealedContent = sealedContent
        }
    }

    package mutating func take(_ document: LoggedDocument) {
        guard let event = document.event else { return note(.document(document.id, .unlogged)) }
        let isPublication = Event.Verb(rawValue: document.eventVerb).map { Event.Verb.publications.contains($0) } ?? false
        if isPublication, let digest = document.eventDigest, digest != document.digest {
            note(.document(document.id, .digest(event: event)))
        }
        if event <= sealed, document.sealedContent != document.content { note(.document(document.id, .content(event: event))) }
    }

    /// The private key that the database holds, by its public half; `nil` where it has none that can be read.
    package mutating func take(privateKeyOf publicKey: [UInt8]?, key: LogKey) {
        if publicKey != key.publicKey { note(.privateKey) }
    }

    package mutating func takeLost(event: Int64) { note(.documentLost(event: event)) }

    // MARK: The end

    /// Everything was handed in.
    ///
    /// - Parameters:
    ///   - nodes: how many subtrees are stored, where they were not all handed in.
    ///   - foreignContents: fingerprints of documents that stand beside no event.
    package mutating func finish(nodes: Int64? = nil, foreignContents: Int64 = 0) {
        settle()
        if let counter, counter != last { note(.counter(recorded: counter, last: last)) }
        if sealed > last { note(.cut(sealed: sealed, last: last)) }
        for claim in claims {
            let size = claim.signed.checkpoint.size
            note(size > last ? .checkpointBeyond(claim.source, size: size, last: last) : .unchecked(claim.source, size: size))
        }
        claims = []
        if let nodes, !isBroken { foreign = nodes - MerkleTree.nodeCount(size: min(sealed, last)) }
        if foreign > 0 { note(.foreignNodes(foreign)) }
        if foreignContents > 0 { note(.foreignContents(foreignContents)) }
    }

    private mutating func note(_ finding: Finding) {
        if findings.count < Self.mostFindings, !findings.contains(finding) { findings.append(finding) }
    }
}
