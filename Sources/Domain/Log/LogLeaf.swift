/// An event as the public log binds it: every column of its row, and the document it is about as it stood when the event was sealed.
///
/// Values are kept as stored, also those that this program does not know: what was put in by force must be hashed like anything else.
package struct LogLeaf: Sendable, Hashable {
    /// From 1, without gaps; the leaf's place in the tree is one less.
    package var sequence: Int64
    package var site: Int64
    /// Milliseconds since 1970-01-01 00:00 UTC.
    package var time: Int64
    package var actor: String
    package var unit: Int64?
    package var verb: String
    package var subjectKind: String
    package var subject: Int64
    package var digestBefore: [UInt8]?
    package var digestAfter: [UInt8]?
    package var reason: String
    /// SHA-256 of the document's canonical form (`SealedDocument`); `nil` for what is no document, and where a later event had changed the
    /// document again before this one was sealed.
    package var content: [UInt8]?

    package init(
        sequence: Int64, site: Int64, time: Int64, actor: String, unit: Int64?, verb: String, subjectKind: String, subject: Int64,
        digestBefore: [UInt8]?, digestAfter: [UInt8]?, reason: String, content: [UInt8]?
    ) {
        self.sequence = sequence
        self.site = site
        self.time = time
        self.actor = actor
        self.unit = unit
        self.verb = verb
        self.subjectKind = subjectKind
        self.subject = subject
        self.digestBefore = digestBefore
        self.digestAfter = digestAfter
        self.reason = reason
        self.content = content
    }

    /// The leaf's bytes, version 1: the heading `mingtang leaf v1`, then the twelve fields in the order in which they stand above, each as
    /// `CanonicalBytes` says. Their hash is SHA-256 of 0x00 and these bytes (RFC 6962, 2.1).
    package var encoded: [UInt8] {
        var writer = CanonicalBytes(heading: "mingtang leaf v1")
        writer.append(sequence)
        writer.append(site)
        writer.append(time)
        writer.append(actor)
        writer.append(unit)
        writer.append(verb)
        writer.append(subjectKind)
        writer.append(subject)
        writer.append(digestBefore)
        writer.append(digestAfter)
        writer.append(reason)
        writer.append(content)
        return writer.bytes
    }

    /// When it happened.
    package var instant: Instant { Instant(milliseconds: time) }

    /// Whether its fields may be shown to everybody. A verb that this program does not know may not.
    package var isPublic: Bool { Event.Verb(rawValue: verb)?.isPublic ?? false }
}

extension Event.Verb {
    /// Whether an event of this kind may be shown with its fields. Everything that is not named here is internal work: the public sees only
    /// that there is such an event, and its fingerprint.
    package var isPublic: Bool {
        switch self {
        case .siteCreated, .siteChanged, .unitRegistered, .unitChanged, .dutiesAssigned, .catalogueAdopted, .catalogueSuperseded,
            .checklistGathered, .disclosureImported, .disclosureChanged, .disclosurePublished, .disclosureForced, .disclosureCorrected,
            .disclosureWithdrawn, .disclosurePurged, .validityChanged:
            true
        default: false
        }
    }

    /// The verbs after which a document is public with a content of its own.
    package static let publications: [Event.Verb] = [
        .disclosureImported, .disclosureChanged, .disclosurePublished, .disclosureForced, .disclosureCorrected,
    ]
}
