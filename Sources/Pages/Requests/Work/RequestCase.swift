package import Domain

/// Everything about one request that the pages of its case show, and who looks: read once, in one view of the database.
package struct RequestCase: Sendable {
    package var request: DisclosureRequest
    package var unit: OrganisationUnit
    /// Who looks.
    package var staff: Staff
    package var today: Day
    package var clock: RequestClock
    /// Oldest first, struck ones with them.
    package var recorded: [RecordedFact]
    /// With its derivation.
    package var standing: RequestStanding
    package var searches: [Search]
    /// The reply that is being written; `nil` while there is none.
    package var gate: ReplyGate?
    /// Oldest first, voided ones with them.
    package var decisions: [Decision]
    package var letters: [RequestLetter]
    package var fee: Fee?
    /// Requests of the same applicant before this one in its calendar month, for a fee by items.
    package var itemsBefore: Int
    package var disputes: [RequestDispute]
    package var files: [File]
    /// Who can be given the case.
    package var handlers: [Person]
    package var handlerName: String?
    /// Whether identities can be read at all: the installation has its key, and the papers are there.
    package var hasIdentity: Bool
    package var related: Related
    package var events: [Entry]
    /// Units that the case could be passed on to.
    package var otherUnits: [FilterOption]

    package init(
        request: DisclosureRequest, unit: OrganisationUnit, staff: Staff, today: Day, clock: RequestClock, recorded: [RecordedFact],
        searches: [Search] = [], gate: ReplyGate? = nil, decisions: [Decision] = [], letters: [RequestLetter] = [], fee: Fee? = nil,
        itemsBefore: Int = 0, disputes: [RequestDispute] = [], files: [File] = [], handlers: [Person] = [], handlerName: String? = nil,
        hasIdentity: Bool = true, related: Related = Related(), events: [Entry] = [],
        otherUnits: [FilterOption] = []
    ) {
        self.request = request
        self.unit = unit
        self.staff = staff
        self.today = today
        self.clock = clock
        self.recorded = recorded
        standing = clock.standing(of: RequestHistory(channel: request.channel, recorded: recorded), on: today)
        self.searches = searches
        self.gate = gate
        self.decisions = decisions
        self.letters = letters
        self.fee = fee
        self.itemsBefore = itemsBefore
        self.disputes = disputes
        self.files = files
        self.handlers = handlers
        self.handlerName = handlerName
        self.hasIdentity = hasIdentity
        self.related = related
        self.events = events
        self.otherUnits = otherUnits
    }

    /// Where somebody looked for what is asked (检索记录).
    package struct Search: Sendable, Hashable {
        package var place: String
        package var words: String
        package var found: Int
        package var note: String
        package var time: Instant
        package var signature: String

        package init(place: String, words: String, found: Int, note: String, time: Instant, signature: String) {
            self.place = place
            self.words = words
            self.found = found
            self.note = note
            self.time = time
            self.signature = signature
        }
    }

    /// What was charged (信息处理费).
    package struct Fee: Sendable, Hashable {
        package var basis: RequestFees.Basis
        package var count: Int
        /// Items of the same applicant before it in the month.
        package var before: Int
        package var fen: Int
        /// Why it need not be paid; empty when it must.
        package var waived: String
        package var paid: Day?
        package var receipt: String

        package init(basis: RequestFees.Basis, count: Int, before: Int, fen: Int, waived: String, paid: Day?, receipt: String) {
            self.basis = basis
            self.count = count
            self.before = before
            self.fen = fen
            self.waived = waived
            self.paid = paid
            self.receipt = receipt
        }
    }

    /// A paper of the case.
    package struct File: Sendable, Hashable {
        package var id: Int64
        /// 申请书, 身份证明, …
        package var purpose: String
        package var name: String
        package var sizeInBytes: Int
        package var digest: String
        package var isSealed: Bool
        package var added: Instant
        package var signature: String

        package init(
            id: Int64, purpose: String, name: String, sizeInBytes: Int, digest: String, isSealed: Bool, added: Instant, signature: String
        ) {
            self.id = id
            self.purpose = purpose
            self.name = name
            self.sizeInBytes = sizeInBytes
            self.digest = digest
            self.isSealed = isSealed
            self.added = added
            self.signature = signature
        }
    }

    /// Somebody of the staff.
    package struct Person: Sendable, Hashable {
        package var account: Account.ID
        package var name: String

        package init(account: Account.ID, name: String) {
            self.account = account
            self.name = name
        }
    }

    /// Other cases that have to do with it.
    package struct Related: Sendable {
        /// Of the same applicant within a year; numbers and states, and no name.
        package var ofApplicant: [RequestLine]
        /// Of others that ask for the same.
        package var ofContent: [RequestLine]
        package var parent: RequestLine?
        package var mergedInto: RequestLine?
        /// Split off, or made by the transfer.
        package var children: [RequestLine]
        /// The letter from the public that its words became.
        package var letter: String?

        package init(
            ofApplicant: [RequestLine] = [], ofContent: [RequestLine] = [], parent: RequestLine? = nil, mergedInto: RequestLine? = nil,
            children: [RequestLine] = [], letter: String? = nil
        ) {
            self.ofApplicant = ofApplicant
            self.ofContent = ofContent
            self.parent = parent
            self.mergedInto = mergedInto
            self.children = children
            self.letter = letter
        }
    }

    /// A line of the log.
    package struct Entry: Sendable, Hashable {
        package var time: Instant
        package var actor: String
        package var words: String
        package var reason: String

        package init(time: Instant, actor: String, words: String, reason: String) {
            self.time = time
            self.actor = actor
            self.words = words
            self.reason = reason
        }
    }

    // MARK: Who may do what now

    /// Editors of the unit and the disclosure office.
    package var mayHandle: Bool { staff.handlesRequests(of: unit.id) }

    /// Whether they may open who asks, and the sealed papers.
    package var maySeeIdentity: Bool { mayHandle || staff.holds(.signer, for: unit.id) }

    package var isDestroyed: Bool { request.destroyed != nil }

    /// Why that cannot be recorded now by whoever looks; empty when it can. The same rules that the operations ask.
    ///
    /// - Parameter workingDays: the period that goes with it, where one does; for a first look any will do.
    package func reasons(against kind: RequestFact.Kind, on day: Day? = nil, workingDays: Int? = nil) -> [RequestReason] {
        guard kind.roles.contains(where: { staff.holds($0, for: unit.id) }) else {
            return [.needsRole(kind.roles.contains(.editor) ? .editor : .disclosureOffice)]
        }
        guard !isDestroyed else { return [.identityGone] }
        guard standing.state.allows(kind) else { return [.notNow(kind, standing.state)] }
        let days = kind.hasPeriod ? workingDays ?? standing.rules.usualPeriod(of: kind) : nil
        let fact = RequestFact(kind, on: day ?? today, workingDays: days)
        return clock.problems(adding: fact, to: RequestHistory(channel: request.channel, recorded: recorded), on: today)
            .filter(\.forbids).map { .problem($0) }
    }
}

extension RequestFact.Kind {
    /// Whether a number of working days goes with it.
    package var hasPeriod: Bool {
        switch self {
        case .clarificationAsked, .thirdPartyAsked, .coMakerAsked, .extended, .delayed, .reopened: true
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarified, .abandoned, .thirdPartyReceived,
            .thirdPartyAnswered, .coMakerReceived, .coMakerAnswered, .feeNoticed, .feePaid, .feeLapsed, .answered, .served,
            .serviceReturned, .archived, .transferred, .withdrawn, .merged, .split:
            false
        }
    }
}

extension RequestRules {
    /// What a form proposes for a period; `nil` where there is none.
    package func usualPeriod(of kind: RequestFact.Kind) -> Int? {
        switch kind {
        case .clarificationAsked: 15
        case .thirdPartyAsked: thirdParty
        case .coMakerAsked: coMaker
        case .extended: extensionLimit
        case .delayed, .reopened: reply
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarified, .abandoned, .thirdPartyReceived,
            .thirdPartyAnswered, .coMakerReceived, .coMakerAnswered, .feeNoticed, .feePaid, .feeLapsed, .answered, .served,
            .serviceReturned, .archived, .transferred, .withdrawn, .merged, .split:
            nil
        }
    }
}

extension RequestCase {
    /// The way back from a page of the case.
    var trail: [WorkStep] {
        [
            WorkStep(label: "依申请公开", address: WorkRoute.requests.link()),
            WorkStep(label: request.number, address: WorkRoute.request.link(request.id)),
        ]
    }
}
