/// A letter from the public (留言): a question, a proposal, a complaint, a call for help or praise, on whatever way it came.
///
/// Nothing in it says who wrote it: names and contact data are sealed and kept apart.
package struct Message: Sendable, Hashable {
    package typealias ID = Identifier<Message>

    package let id: ID
    /// `LY2026-00012`
    package let number: String
    package let kind: Kind
    package let channel: Channel
    /// Who has it: the office until it is dispatched.
    package var unit: OrganisationUnit.ID
    /// Whom the writer wanted to reach.
    package let wished: OrganisationUnit.ID?
    package let title: String
    package let text: String
    /// Whether the writer lets it be published with the answer.
    package let mayPublish: Bool
    package var state: MessageState
    package var triage: Triage?
    package let received: Instant
    package let receivedOn: Day
    /// The last day on which it was open.
    package var closedOn: Day?
    /// What is to be answered while it waits for approval, then the answer itself.
    package var answer: String
    package var drafter: Account.ID?
    package var answeredOn: Day?
    /// How often it was urged on.
    package var urged: Int
    package var mergedInto: ID?
    /// The request for disclosure that it became.
    package var request: DisclosureRequest.ID?
    /// The request for disclosure that it was.
    package let origin: DisclosureRequest.ID?
    package var rating: Rating?
    package var version: Int

    package init(
        id: ID, number: String, kind: Kind, channel: Channel, unit: OrganisationUnit.ID, wished: OrganisationUnit.ID? = nil, title: String,
        text: String, mayPublish: Bool, state: MessageState = .received, triage: Triage? = nil, received: Instant, receivedOn: Day,
        closedOn: Day? = nil, answer: String = "", drafter: Account.ID? = nil, answeredOn: Day? = nil, urged: Int = 0,
        mergedInto: ID? = nil, request: DisclosureRequest.ID? = nil, origin: DisclosureRequest.ID? = nil, rating: Rating? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.channel = channel
        self.unit = unit
        self.wished = wished
        self.title = title
        self.text = text
        self.mayPublish = mayPublish
        self.state = state
        self.triage = triage
        self.received = received
        self.receivedOn = receivedOn
        self.closedOn = closedOn
        self.answer = answer
        self.drafter = drafter
        self.answeredOn = answeredOn
        self.urged = urged
        self.mergedInto = mergedInto
        self.request = request
        self.origin = origin
        self.rating = rating
        self.version = version
    }

    /// What the writer wants.
    package enum Kind: String, Sendable, CaseIterable, Hashable {
        case question, proposal, complaint, help, praise

        package var name: String {
            switch self {
            case .question: "咨询"
            case .proposal: "建议"
            case .complaint: "投诉"
            case .help: "求助"
            case .praise: "表扬"
            }
        }
    }

    /// On what way it came.
    package enum Channel: String, Sendable, CaseIterable, Hashable {
        case portal, hotline, letter, counter

        package var name: String {
            switch self {
            case .portal: "网上留言"
            case .hotline: "12345 热线"
            case .letter: "来信"
            case .counter: "当面"
            }
        }
    }

    /// What becomes of it at the beginning (分类处置, 国办函〔2025〕66号).
    package enum Triage: String, Sendable, CaseIterable, Hashable {
        case accepted
        /// 110, 119, 120, 122
        case emergencyLine
        /// A way that the law provides: review, litigation, petition, disclosure on request.
        case legalRoute
        /// No matter of government: explained.
        case explained
        case police

        package var name: String {
            switch self {
            case .accepted: "受理派单"
            case .emergencyLine: "转 110、119、120、122"
            case .legalRoute: "告知法定途径"
            case .explained: "解释说明"
            case .police: "移交公安机关"
            }
        }
    }

    /// How satisfied the writer is: one letter, one rating (五级评价).
    package enum Rating: Int, Sendable, CaseIterable, Hashable {
        case veryBad = 1, bad, fair, good, veryGood

        package var name: String {
            switch self {
            case .veryGood: "非常满意"
            case .good: "满意"
            case .fair: "基本满意"
            case .bad: "不满意"
            case .veryBad: "非常不满意"
            }
        }
    }

    package static func number(year: Int, serial: Int) -> String {
        let digits = String(serial)
        return "LY\(year)-" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
    }
}

/// Who wrote a letter and how to reach them; nothing of it need be told.
package struct MessageSender: Sendable, Hashable, Codable {
    package var name: String
    package var phone: String
    package var email: String

    package init(name: String = "", phone: String = "", email: String = "") {
        self.name = name
        self.phone = phone
        self.email = email
    }

    package var isEmpty: Bool { name.isEmpty && phone.isEmpty && email.isEmpty }

    /// 张** for 张小明: the first character stays. Without a name, 匿名.
    package var maskedName: String {
        let scalars = Folding.trimmed(name).unicodeScalars
        guard let first = scalars.first else { return "匿名" }
        return String(String.UnicodeScalarView([first])) + "**"
    }
}

/// Something that happened to a letter, in the office's own record.
package struct MessageEntry: Sendable, Hashable {
    package let time: Instant
    package let act: MessageAct
    /// Reason, decision or what was told.
    package let text: String
    package let unit: OrganisationUnit.ID?
    package let account: Account.ID?
    package let signature: String

    package init(
        time: Instant, act: MessageAct, text: String, unit: OrganisationUnit.ID? = nil, account: Account.ID? = nil, signature: String
    ) {
        self.time = time
        self.act = act
        self.text = text
        self.unit = unit
        self.account = account
        self.signature = signature
    }
}
