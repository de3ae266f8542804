/// A question with its answer in the base that portal and hall share (咨询答问库).
package struct BaseAnswer: Sendable, Hashable {
    package typealias ID = Identifier<BaseAnswer>

    package let id: ID
    package let unit: OrganisationUnit.ID
    /// The answered letter that it was made from.
    package let message: Message.ID?
    /// What is public; `nil` while nobody has checked it, and after it was taken down.
    package var content: Content?
    /// What waits for a second person.
    package var proposal: Content?
    package var proposer: Account.ID?
    package var checked: Instant?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, message: Message.ID? = nil, content: Content? = nil, proposal: Content? = nil,
        proposer: Account.ID? = nil, checked: Instant? = nil, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.message = message
        self.content = content
        self.proposal = proposal
        self.proposer = proposer
        self.checked = checked
        self.version = version
    }

    /// The newest wording, public or not.
    package var newest: Content { proposal ?? content ?? Content() }

    package func isPublic(on day: Day) -> Bool { content.map { $0.validUntil.map { day <= $0 } ?? true } ?? false }

    package struct Content: Sendable, Hashable, Codable {
        package var question: String
        package var answer: String
        package var links: [Link]
        /// The last day on which it holds.
        package var validUntil: Day?
        /// When somebody is to look whether it still holds.
        package var reviewOn: Day?

        package init(question: String = "", answer: String = "", links: [Link] = [], validUntil: Day? = nil, reviewOn: Day? = nil) {
            self.question = question
            self.answer = answer
            self.links = links
            self.validUntil = validUntil
            self.reviewOn = reviewOn
        }
    }

    /// A guide or document that says more; an address of this site, or a whole one.
    package struct Link: Sendable, Hashable, Codable {
        package var name: String
        package var address: String

        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    package static let longestQuestion = 200
    package static let longestAnswer = 5000
    package static let mostLinks = 10
    package static let longestLink = 500

    /// What is wrong with an answer, and where.
    package enum Fault: Error, Sendable, Hashable {
        case noQuestion, noAnswer
        case longQuestion(limit: Int), longAnswer(limit: Int)
        case unprintable
        case tooManyLinks(limit: Int)
        case badLink(String)
        /// It is to be looked at again only after it has ceased to hold.
        case reviewAfterEnd
        /// So many places hold personal data.
        case personalData([String])
    }
}

extension BaseAnswer.Content {
    package var tidied: BaseAnswer.Content {
        var content = self
        content.question = Folding.trimmed(question)
        content.answer = Folding.trimmed(answer)
        content.links = links.map { BaseAnswer.Link(name: Folding.trimmed($0.name), address: Folding.trimmed($0.address)) }
        return content
    }

    /// Looks at the content as `tidied` leaves it.
    package var faults: [BaseAnswer.Fault] {
        let content = tidied
        var faults: [BaseAnswer.Fault] = []
        if content.question.isEmpty { faults.append(.noQuestion) }
        if content.answer.isEmpty { faults.append(.noAnswer) }
        if content.question.unicodeScalars.count > BaseAnswer.longestQuestion {
            faults.append(.longQuestion(limit: BaseAnswer.longestQuestion))
        }
        if content.answer.unicodeScalars.count > BaseAnswer.longestAnswer { faults.append(.longAnswer(limit: BaseAnswer.longestAnswer)) }
        let isPrintable =
            Printable.allows(content.question, mayHaveLines: false) && Printable.allows(content.answer, mayHaveLines: true)
            && content.links.allSatisfy { Printable.allows($0.name + $0.address, mayHaveLines: false) }
        if !isPrintable { faults.append(.unprintable) }
        if content.links.count > BaseAnswer.mostLinks { faults.append(.tooManyLinks(limit: BaseAnswer.mostLinks)) }
        faults += content.links.filter { !$0.isSound }.map { .badLink($0.name.isEmpty ? $0.address : $0.name) }
        if let end = content.validUntil, let review = content.reviewOn, review > end { faults.append(.reviewAfterEnd) }
        let found = VisitorTextPrivacy.samples(in: content.question) + VisitorTextPrivacy.samples(in: content.answer)
        if !found.isEmpty { faults.append(.personalData(found)) }
        return faults
    }
}

extension BaseAnswer.Link {
    var isSound: Bool {
        guard !name.isEmpty, name.unicodeScalars.count <= 100, address.unicodeScalars.count <= BaseAnswer.longestLink else { return false }
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }) else { return false }
        return address.hasPrefix("https://") || address.hasPrefix("http://") || (address.hasPrefix("/") && !address.hasPrefix("//"))
    }
}
