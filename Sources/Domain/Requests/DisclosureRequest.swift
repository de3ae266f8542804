/// A request for disclosure of government information (政府信息公开申请): what is known about it besides its facts and who asks.
package struct DisclosureRequest: Sendable, Hashable {
    package typealias ID = Identifier<DisclosureRequest>

    package let id: ID
    package var unit: OrganisationUnit.ID
    /// `SQ2026-00012`: what applicant and office call it by.
    package let number: String
    package let channel: RequestChannel
    package var applicant: ApplicantKind
    package var wanted: RequestedInformation
    package var carrier: Carrier?
    package var delivery: DeliveryWay?
    /// 口头申请: written down by the office for somebody who could not (条例 Art. 29).
    package var isOral: Bool
    package var outcome: RequestOutcome?
    /// Whether the annual report counts it: what was registered twice, or split, counts elsewhere.
    package var counts: Bool
    /// Charged and paid, in fen.
    package var feeInFen: Int
    /// 经办人; `nil` while nobody has taken it.
    package var handler: Account.ID?
    /// The request out of which it was split.
    package var parent: ID?
    package var mergedInto: ID?
    package var wish: Wish?
    /// The document through which its answer is made public.
    package var draft: Draft.ID?
    package let registered: Instant
    /// Post and name; `public` for one that came in on the portal.
    package let registeredBy: String
    /// 保管期限; set when it is archived.
    package var keepUntil: Day?
    /// When its papers were destroyed; the row stays.
    package var destroyed: Instant?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, number: String, channel: RequestChannel, applicant: ApplicantKind, wanted: RequestedInformation,
        carrier: Carrier?, delivery: DeliveryWay?, isOral: Bool = false, outcome: RequestOutcome? = nil, counts: Bool = true,
        feeInFen: Int = 0, handler: Account.ID? = nil, parent: ID? = nil, mergedInto: ID? = nil, wish: Wish? = nil, draft: Draft.ID? = nil,
        registered: Instant, registeredBy: String, keepUntil: Day? = nil, destroyed: Instant? = nil, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.number = number
        self.channel = channel
        self.applicant = applicant
        self.wanted = wanted
        self.carrier = carrier
        self.delivery = delivery
        self.isOral = isOral
        self.outcome = outcome
        self.counts = counts
        self.feeInFen = feeInFen
        self.handler = handler
        self.parent = parent
        self.mergedInto = mergedInto
        self.wish = wish
        self.draft = draft
        self.registered = registered
        self.registeredBy = registeredBy
        self.keepUntil = keepUntil
        self.destroyed = destroyed
        self.version = version
    }

    /// `SQ2026-00012`
    package static func number(year: Int, serial: Int) -> String {
        "SQ\(year)-\(String(repeating: "0", count: max(0, 5 - String(serial).utf8.count)))\(serial)"
    }

    /// A longer period that somebody asks the head of the disclosure office for (条例 Art. 33, 35).
    package struct Wish: Sendable, Hashable {
        /// `.extended` or `.delayed`.
        package var kind: RequestFact.Kind
        package var workingDays: Int
        package var reason: String
        package var account: Account.ID

        package init(kind: RequestFact.Kind, workingDays: Int, reason: String, account: Account.ID) {
            self.kind = kind
            self.workingDays = workingDays
            self.reason = reason
            self.account = account
        }
    }
}

/// A fact as it stands in the record, with who wrote it down and when.
package struct RecordedFact: Sendable, Hashable {
    package typealias ID = Identifier<RecordedFact>

    package let id: ID
    package let fact: RequestFact
    package let note: String
    package let letter: RequestLetter.ID?
    package let recorded: Instant
    /// `nil` for what the applicant did on the portal.
    package let account: Account.ID?
    package let signature: String
    /// Why and by whom it was struck; `nil` while it counts.
    package let struck: String?

    package init(
        id: ID, fact: RequestFact, note: String = "", letter: RequestLetter.ID? = nil, recorded: Instant, account: Account.ID?,
        signature: String, struck: String? = nil
    ) {
        self.id = id
        self.fact = fact
        self.note = note
        self.letter = letter
        self.recorded = recorded
        self.account = account
        self.signature = signature
        self.struck = struck
    }
}

extension RequestHistory {
    /// What counts of the record.
    package init(channel: RequestChannel, recorded: [RecordedFact]) {
        self.init(channel: channel, facts: recorded.filter { $0.struck == nil }.map(\.fact))
    }
}

/// A letter that was sent in a request, as the register keeps it (文书).
package struct RequestLetter: Sendable, Hashable {
    package typealias ID = Identifier<RequestLetter>

    package let id: ID
    /// The stable name of its kind.
    package let kind: String
    /// `明政公复〔2026〕3号`; empty for letters without a number.
    package let number: String
    package let issued: Day
    /// SHA-256 of its words.
    package let digest: [UInt8]
    package let signature: String
    package var service: Service?
    package var version: Int

    package init(
        id: ID, kind: String, number: String, issued: Day, digest: [UInt8], signature: String, service: Service? = nil, version: Int = 1
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.issued = issued
        self.digest = digest
        self.signature = signature
        self.service = service
        self.version = version
    }

    /// 送达 (国办公开办函〔2016〕235号).
    package struct Service: Sendable, Hashable {
        package var way: Way
        package var day: Day
        /// What shows it: name of who signed, number of the consignment.
        package var proof: String
        /// When the post brought it back.
        package var returned: Day?

        package init(way: Way, day: Day, proof: String, returned: Day? = nil) {
            self.way = way
            self.day = day
            self.proof = proof
            self.returned = returned
        }

        /// 送达方式. Post goes through 邮政企业 and never at the receiver's cost.
        package enum Way: String, Sendable, CaseIterable, Codable, Hashable {
            case direct, entrusted, post, email, online, onSite

            package var name: String {
                switch self {
                case .direct: "直接送达"
                case .entrusted: "委托其他行政机关代为送达"
                case .post: "邮寄送达（邮政企业）"
                case .email: "电子邮件"
                case .online: "网上送达"
                case .onSite: "当场交付"
                }
            }
        }
    }
}

/// 行政复议 or 行政诉讼 about a request, or about the lack of an answer.
package struct RequestDispute: Sendable, Hashable {
    package typealias ID = Identifier<RequestDispute>

    package let id: ID
    package var unit: OrganisationUnit.ID
    package var request: DisclosureRequest.ID?
    package var kind: Kind
    package var received: Day
    /// 复议机关 or court.
    package var authority: String
    package var caseNumber: String
    /// Until when the agency's own papers are due.
    package var materialDue: Day?
    package var result: Result?
    package var resulted: Day?
    package var note: String
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, request: DisclosureRequest.ID?, kind: Kind, received: Day, authority: String, caseNumber: String,
        materialDue: Day? = nil, result: Result? = nil, resulted: Day? = nil, note: String = "", version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.request = request
        self.kind = kind
        self.received = received
        self.authority = authority
        self.caseNumber = caseNumber
        self.materialDue = materialDue
        self.result = result
        self.resulted = resulted
        self.note = note
        self.version = version
    }

    /// As table four of the annual report tells them apart.
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        case review, suit, suitAfterReview

        package var name: String {
            switch self {
            case .review: "行政复议"
            case .suit: "行政诉讼（未经复议直接起诉）"
            case .suitAfterReview: "行政诉讼（复议后起诉）"
            }
        }
    }

    package enum Result: String, Sendable, CaseIterable, Codable, Hashable {
        case upheld, corrected, other

        package var name: String {
            switch self {
            case .upheld: "结果维持"
            case .corrected: "结果纠正"
            case .other: "其他结果"
            }
        }
    }
}
