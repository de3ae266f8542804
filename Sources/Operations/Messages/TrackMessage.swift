import Cryptography
package import Domain
import Persistence
import Registers

/// What the writer sees of a letter, opened with its number and query code, and the rating.
package struct TrackMessage {
    package struct Progress: Sendable {
        package let message: Message
        package let unit: OrganisationUnit
        /// What happened, oldest first, as the writer may see it.
        package let entries: [MessageEntry]
        /// The answer, once it was approved; of the letter that it was merged into, if it was.
        package let answer: String?
        package let answeredOn: Day?
        /// The letter that it was merged into.
        package let mergedInto: String?
        /// Number and query code of the request for disclosure that it became.
        package let request: Following?
        package let isPublic: Bool
    }

    package struct Following: Sendable, Hashable {
        package let number: String
        /// `nil` when this installation has not the key that it follows from.
        package let code: String?
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: `nil` for a number that nobody has and for a wrong code alike; both take the same work.
    package func run(number: String, code: String) async throws -> Progress? {
        let (county, vault) = (county, installation.vault)
        return try await installation.store.read { transaction in
            let register = MessageRegister(transaction, site: county.id)
            guard let message = try Self.find(number, code, register) else { return nil }
            guard let unit = try UnitRegister(transaction, site: county.id).find(message.unit) else { return nil }
            let target = try message.mergedInto.flatMap { try register.find($0) }
            let answered = target ?? message
            let isAnswered = answered.answeredOn != nil
            let request = try message.request.flatMap { try RequestRegister(transaction, site: county.id).find($0) }
            return Progress(
                message: message, unit: unit,
                entries: try register.entries(of: message.id).filter { $0.act.isShown }.map { entry in
                    MessageEntry(
                        time: entry.time, act: entry.act, text: entry.act.tellsWriter ? entry.text : "", unit: entry.unit, signature: "")
                } + (try target.map { try Self.ends(of: $0.id, register) } ?? []), answer: isAnswered ? answered.answer : nil,
                answeredOn: answered.answeredOn, mergedInto: target?.number,
                request: request.map { request in Following(number: request.number, code: vault.map { Filing.code(request.id, $0) }) },
                isPublic: try MessageQueries(transaction, site: county.id).published(message.id) != nil)
        }
    }

    /// How a letter came to an end without an answer, for those whose letters were merged into it; whose request it became is not theirs.
    private static func ends(of target: Message.ID, _ register: MessageRegister) throws -> [MessageEntry] {
        try register.entries(of: target).compactMap { entry in
            switch entry.act {
            case .turnAway: MessageEntry(time: entry.time, act: .turnAway, text: entry.text, unit: entry.unit, signature: "")
            case .convert:
                MessageEntry(
                    time: entry.time, act: .convert, text: "所并入的留言已转为政府信息公开申请办理；您需要信息的，请另行提出申请。", unit: entry.unit,
                    signature: "")
            default: nil
            }
        }
    }

    private static func find(_ number: String, _ code: String, _ register: MessageRegister) throws -> Message? {
        let message = try register.find(number: number)
        let given = MessageFiling.digest(code: code, of: message?.id ?? Message.ID(0))
        let kept = try message.flatMap { try register.codeDigest(of: $0.id) } ?? Digest.sha256([])
        return constantTimeEqual(given, kept) ? message : nil
    }

    /// 评价: one letter, one rating.
    ///
    /// - Returns: `false` for a wrong number or code.
    /// - Throws: `MessageRefusal`.
    package func rate(number: String, code: String, _ rating: Message.Rating, note: String) async throws -> Bool {
        let site = county.id
        let known = try await installation.store.read { try Self.find(number, code, MessageRegister($0, site: site)) }
        guard let known else { return false }
        let key = installation.identifiers.nextValue()
        try await installation.act(on: known.id, of: county) { work in
            try MessageRefusal.check(work.message.rating == nil ? [] : [.isRated])
            let answered = try work.message.mergedInto.flatMap { try work.register.find($0) } ?? work.message
            try MessageRefusal.check(answered.answeredOn == nil ? [.notRateable] : [])
            try MessageWork.check(note, .rating, isRequired: false)
            work.message.rating = rating
            try work.save(
                .messageRated, .rate, text: note.isEmpty ? rating.name : "\(rating.name)：\(note)", reason: rating.name, key: key, by: nil)
            // The public page shows the rating.
            if try MessageQueries(work.transaction, site: work.county.id).published(known.id) != nil {
                try SiteRegister(work.transaction).contentChanged(work.county.id)
            }
        }
        return true
    }
}
