/// A change of what is public (公开信息的变更): what somebody who keeps a copy of the county's documents has to follow.
package struct DocumentChange: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// 公开
        case published
        /// 更正
        case corrected
        /// 修改有效性
        case validityChanged
        /// 撤下
        case withdrawn

        /// `nil` for what changes nothing that the public reads.
        package init?(_ verb: Event.Verb) {
            switch verb {
            case .disclosureImported, .disclosurePublished, .disclosureForced: self = .published
            case .disclosureChanged, .disclosureCorrected: self = .corrected
            case .validityChanged: self = .validityChanged
            case .disclosureWithdrawn, .disclosurePurged: self = .withdrawn
            default: return nil
            }
        }

        package var words: String {
            switch self {
            case .published: "公开"
            case .corrected: "更正"
            case .validityChanged: "修改有效性"
            case .withdrawn: "撤下"
            }
        }
    }

    /// Its place in the log: gapless and in order, so that who has read up to a number has missed nothing before it.
    package let sequence: Int64
    package let time: Instant
    package let kind: Kind
    package let document: Disclosure.ID

    package init(sequence: Int64, time: Instant, kind: Kind, document: Disclosure.ID) {
        self.sequence = sequence
        self.time = time
        self.kind = kind
        self.document = document
    }
}

extension Event.Verb {
    /// What `DocumentChange` is made of.
    package static let documentChanges: [Event.Verb] = allCases.filter { DocumentChange.Kind($0) != nil }
}
