/// What somebody thinks of a draft (意见), in the ledger of a consultation.
package struct Opinion: Sendable, Hashable {
    package typealias ID = Identifier<Opinion>

    package enum Channel: String, Sendable, CaseIterable, Hashable { case online, letter, counter }

    /// Whether the public reads it (审核): never deleted, only hidden with a reason that stays.
    package enum Moderation: String, Sendable, CaseIterable, Hashable { case waiting, shown, hidden }

    /// 采纳情况
    package enum Outcome: String, Sendable, CaseIterable, Hashable { case adopted, partly, notAdopted }

    package let id: ID
    package let consultation: Consultation.ID
    /// Of the receipt.
    package let number: String
    package let channel: Channel
    /// Counted from 1; 0 for the whole.
    package let paragraph: Int
    /// The beginning of that paragraph as it read then.
    package let quote: String
    package let text: String
    /// The name as the public may read it; never the name itself.
    package let author: String
    package let received: Instant
    package var moderation: Moderation
    package var hiddenReason: String
    /// The first of its group; `nil` for the first itself and outside of groups.
    package var lead: ID?
    package var outcome: Outcome?
    package var reply: String
    package var version: Int

    package init(
        id: ID, consultation: Consultation.ID, number: String, channel: Channel, paragraph: Int, quote: String, text: String,
        author: String, received: Instant, moderation: Moderation = .waiting, hiddenReason: String = "", lead: ID? = nil,
        outcome: Outcome? = nil, reply: String = "", version: Int = 1
    ) {
        self.id = id
        self.consultation = consultation
        self.number = number
        self.channel = channel
        self.paragraph = paragraph
        self.quote = quote
        self.text = text
        self.author = author
        self.received = received
        self.moderation = moderation
        self.hiddenReason = hiddenReason
        self.lead = lead
        self.outcome = outcome
        self.reply = reply
        self.version = version
    }

    package static let longestText = 5_000
    package static let longestName = 50
    package static let longestContact = 100
    package static let longestReply = 1_000
    package static let longestReason = 200
    package static let longestQuote = 60
    /// In one consultation; more is not an opinion poll any more but an attack.
    package static let most = 100_000

    /// What somebody sends.
    package struct Entry: Sendable, Hashable {
        package var paragraph: Int
        package var text: String
        package var name: String
        package var contact: String

        package init(paragraph: Int = 0, text: String = "", name: String = "", contact: String = "") {
            self.paragraph = paragraph
            self.text = text
            self.name = name
            self.contact = contact
        }

        package func faults(paragraphs: Int) -> [ParticipationReason] {
            var reasons: [ParticipationReason] = text.isEmpty ? [.missing(.opinion)] : []
            reasons += [
                ParticipationReason.beyond(.opinion, text, limit: Opinion.longestText),
                .beyond(.name, name, limit: Opinion.longestName), .beyond(.contact, contact, limit: Opinion.longestContact),
            ].compactMap { $0 }
            if !(0...paragraphs).contains(paragraph) { reasons.append(.noSuchParagraph) }
            return reasons
        }
    }

    /// As the public reads it: personal data that somebody wrote into it is replaced.
    package var publicText: String { VisitorTextPrivacy.masked(text) }

    /// 朱**: the first character alone, whatever the length of the rest.
    package static func masked(_ name: String) -> String { name.first.map { "\($0)**" } ?? "匿名" }
}

/// One line of the feedback table: an opinion, or a group of like ones answered together (意见采纳情况).
package struct FeedbackLine: Sendable, Hashable {
    package let author: String
    package let count: Int
    package let paragraph: Int
    package let text: String
    package let outcome: Opinion.Outcome
    package let reply: String
}

/// The feedback on a consultation as a document (意见采纳情况反馈).
package struct FeedbackTable: Sendable, Hashable {
    package let lines: [FeedbackLine]
    /// How often an opinion was not shown, by the reason.
    package let hidden: [(reason: String, count: Int)]
    package let received: Int

    /// - Throws: `ParticipationRefusal` while opinions are neither answered nor hidden.
    package init(_ opinions: [Opinion]) throws(ParticipationRefusal) {
        let visible = opinions.filter { $0.moderation != .hidden }
        let open = visible.count { $0.moderation == .waiting || $0.outcome == nil }
        guard open == 0 else { throw ParticipationRefusal([.unanswered(open)]) }
        let groups = Dictionary(grouping: visible) { $0.lead ?? $0.id }
        lines = groups.sorted { $0.key < $1.key }.compactMap { lead, members in
            guard let first = members.first(where: { $0.id == lead }) ?? members.first, let outcome = first.outcome else { return nil }
            return FeedbackLine(
                author: first.author, count: members.count, paragraph: first.paragraph, text: first.publicText, outcome: outcome,
                reply: first.reply)
        }
        hidden = Dictionary(grouping: opinions.filter { $0.moderation == .hidden }, by: \.hiddenReason).map { ($0.key, $0.value.count) }
            .sorted { $0.reason < $1.reason }
        received = opinions.count
    }

    package static func == (left: FeedbackTable, right: FeedbackTable) -> Bool {
        left.lines == right.lines && left.received == right.received && left.hidden.elementsEqual(right.hidden, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(lines)
        hasher.combine(received)
    }

    package static let headings = ["序号", "意见提出人", "针对", "意见内容", "采纳情况", "理由"]

    package func body(title: String, from first: Day, to last: Day) -> DocumentBody {
        var blocks: [DocumentBody.Block] = [
            .paragraph(
                "《\(title)（征求意见稿）》于\(first.chineseDate)至\(last.chineseDate)向社会公开征求意见，共收到意见\(received)条。"
                    + (lines.isEmpty ? "" : "采纳情况如下："))
        ]
        if !lines.isEmpty {
            let rows = lines.enumerated().map { index, line in
                [
                    String(index + 1), line.count > 1 ? "\(line.author)等\(line.count)人次" : line.author,
                    line.paragraph == 0 ? "全文" : "第\(line.paragraph)段", Self.oneLine(line.text), line.outcome.name,
                    Self.oneLine(line.reply),
                ]
            }
            blocks.append(.table(hasHeader: true, [Self.headings] + rows))
        }
        blocks += hidden.map { .paragraph("另有\($0.count)条意见没有公布内容，理由：\($0.reason)") }
        return DocumentBody(blocks)
    }

    /// The rows of a published feedback, the heading first; none when it was written without a table.
    package static func rows(of body: DocumentBody) -> [[String]] {
        body.blocks.lazy.compactMap { block in if case .table(_, let rows) = block, rows.first == headings { rows } else { nil } }.first
            ?? []
    }

    private static func oneLine(_ text: String) -> String {
        text.split { $0.isNewline || $0 == "\t" || $0 == "\u{1E}" }.joined(separator: " ")
    }
}

extension Opinion.Outcome {
    package var name: String {
        switch self {
        case .adopted: "采纳"
        case .partly: "部分采纳"
        case .notAdopted: "未采纳"
        }
    }
}

extension Opinion.Channel {
    package var name: String {
        switch self {
        case .online: "网上"
        case .letter: "信函"
        case .counter: "当面"
        }
    }
}

extension Opinion.Moderation {
    package var name: String {
        switch self {
        case .waiting: "待审核"
        case .shown: "已公布"
        case .hidden: "不公布"
        }
    }
}

extension Opinion {
    /// What it is about, in words.
    package static func place(_ paragraph: Int) -> String { paragraph == 0 ? "全文" : "第\(paragraph)段" }
}
