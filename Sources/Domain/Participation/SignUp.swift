/// Somebody who wants to take part in a gathering (报名).
package struct SignUp: Sendable, Hashable {
    package typealias ID = Identifier<SignUp>

    package enum Channel: String, Sendable, CaseIterable, Hashable { case online, counter }

    package let id: ID
    package let gathering: Gathering.ID
    /// Of the receipt; what lots are drawn from.
    package let number: String
    package let channel: Channel
    package let party: Gathering.Party
    /// The name as the public may read it; never the name itself.
    package let author: String
    /// Why they want to come, or for whom.
    package let note: String
    package let received: Instant
    package let isCancelled: Bool
    /// Whether name and telephone were deleted after the time for which they are kept.
    package let isForgotten: Bool

    package init(
        id: ID, gathering: Gathering.ID, number: String, channel: Channel, party: Gathering.Party, author: String, note: String,
        received: Instant, isCancelled: Bool = false, isForgotten: Bool = false
    ) {
        self.id = id
        self.gathering = gathering
        self.number = number
        self.channel = channel
        self.party = party
        self.author = author
        self.note = note
        self.received = received
        self.isCancelled = isCancelled
        self.isForgotten = isForgotten
    }

    package static let longestNote = 300
    /// For one gathering.
    package static let most = 20_000

    /// What somebody sends.
    package struct Entry: Sendable, Hashable {
        package var party: Gathering.Party?
        package var name: String
        package var phone: String
        package var note: String

        package init(party: Gathering.Party? = nil, name: String = "", phone: String = "", note: String = "") {
            self.party = party
            self.name = name
            self.phone = phone
            self.note = note
        }

        package func faults(seats: [Gathering.Seats]) -> [ParticipationReason] {
            var reasons: [ParticipationReason] = []
            if party.map({ party in seats.contains { $0.party == party } }) != true { reasons.append(.missing(.party)) }
            if name.isEmpty { reasons.append(.missing(.fullName)) }
            if !isPhone { reasons.append(.badPhone) }
            reasons += [
                ParticipationReason.beyond(.fullName, name, limit: Opinion.longestName), .beyond(.note, note, limit: SignUp.longestNote),
            ].compactMap { $0 }
            return reasons
        }

        /// Seven to fifteen digits, perhaps with a plus, lines and spaces between them.
        private var isPhone: Bool {
            let digits = phone.utf8.count { (48...57).contains($0) }
            return (7...15).contains(digits) && phone.utf8.count <= 20
                && phone.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == 32 || $0 == UInt8(ascii: "+") }
        }
    }

    /// What a person who signed up is told (报名结果).
    package enum Result: Sendable, Hashable { case waiting, chosen, notChosen, cancelled }
}

/// Who takes part, with everything that is needed to draw again (抽签记录).
///
/// For the n-th party of the plan (from 0) lots are drawn from the receipt numbers with the seed plus n. How a draw goes: `SampleDraw`.
package struct Selection: Sendable, Hashable {
    /// One party's draw.
    package struct Part: Sendable, Hashable, Codable {
        package let party: Gathering.Party
        package let seats: Int
        /// Receipt numbers in the order of their bytes.
        package let candidates: [String]
        /// In the order in which they were drawn.
        package let chosen: [String]

        /// Everybody fits in.
        package var isWhole: Bool { candidates.count <= seats }
    }

    package let seed: UInt64
    package let time: Instant
    package let parts: [Part]

    package init(seed: UInt64, time: Instant, parts: [Part]) {
        self.seed = seed
        self.time = time
        self.parts = parts
    }

    /// Draws for each party from those who signed up and did not cancel.
    package init(of signUps: [SignUp], seats: [Gathering.Seats], seed: UInt64, at time: Instant) {
        let numbers = Dictionary(grouping: signUps.filter { !$0.isCancelled }, by: \.party).mapValues { $0.map(\.number) }
        self.init(
            seed: seed, time: time,
            parts: seats.enumerated().map { index, kept in
                let candidates = InspectionDraw.ordered(numbers[kept.party] ?? [])
                return Part(
                    party: kept.party, seats: kept.count, candidates: candidates,
                    chosen: SampleDraw.draw(kept.count, from: candidates, seed: seed &+ UInt64(index)))
            })
    }

    /// Whether drawing again gives the same.
    package var isConfirmed: Bool {
        parts.enumerated().allSatisfy { index, part in
            SampleDraw.draw(part.seats, from: part.candidates, seed: seed &+ UInt64(index)) == part.chosen
        }
    }

    package var chosen: Set<String> { Set(parts.flatMap(\.chosen)) }

    /// The list as a document: numbers and masked names, and how to draw again.
    ///
    /// - Parameter authors: masked names by receipt number.
    package func body(of plan: Gathering.Plan, authors: [String: String]) -> DocumentBody {
        let rows = parts.flatMap { part in part.chosen.map { [part.party.name, $0, authors[$0] ?? "匿名"] } }
        var blocks: [DocumentBody.Block] = [
            .paragraph("“\(plan.title)”\(plan.kind.name)于\(plan.day.chineseDate)\(plan.time)在\(plan.place)举行，参加人员名单公布如下，姓名作了遮盖。")
        ]
        if rows.isEmpty { blocks.append(.paragraph("没有人报名。")) } else { blocks.append(.table(hasHeader: true, [Self.headings] + rows)) }
        blocks += [.heading(level: 2, "怎样确定")]
        blocks += parts.map { part in
            .paragraph(
                part.isWhole
                    ? "\(part.party.name)：名额\(part.seats)个，报名\(part.candidates.count)人，全部参加。"
                    : "\(part.party.name)：名额\(part.seats)个，报名\(part.candidates.count)人，抽签确定。候选的报名编号：\(part.candidates.joined(separator: "、"))"
            )
        }
        if parts.contains(where: { !$0.isWhole }) {
            blocks += [
                .paragraph("抽签时间：\(time.text)。种子：\(seed)。"),
                .paragraph("第 n 个类别（从 0 数起）用种子加 n，从按字节排序的候选编号中抽取；算法与双随机抽查的抽取相同，任何人都可以重新抽取，结果应当相同。"),
            ]
        }
        return DocumentBody(blocks)
    }

    package static let headings = ["类别", "报名编号", "姓名"]
}

/// JSON keeps the seed as text: its numbers end at 53 bits.
extension Selection: Codable {
    private enum Key: String, CodingKey { case seed, time, parts }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let seed = UInt64(try container.decode(String.self, forKey: .seed)) else {
            throw DecodingError.dataCorruptedError(forKey: .seed, in: container, debugDescription: "not a seed")
        }
        self.init(
            seed: seed, time: Instant(milliseconds: try container.decode(Int64.self, forKey: .time)),
            parts: try container.decode([Part].self, forKey: .parts))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(String(seed), forKey: .seed)
        try container.encode(time.milliseconds, forKey: .time)
        try container.encode(parts, forKey: .parts)
    }
}

extension SignUp {
    package func result(_ selection: Selection?) -> Result {
        if isCancelled { return .cancelled }
        guard let selection else { return .waiting }
        return selection.chosen.contains(number) ? .chosen : .notChosen
    }
}

extension SignUp.Result {
    package var name: String {
        switch self {
        case .waiting: "等待确定"
        case .chosen: "参加"
        case .notChosen: "没有抽中"
        case .cancelled: "已取消"
        }
    }
}

extension SignUp.Channel {
    package var name: String {
        switch self {
        case .online: "网上"
        case .counter: "当面"
        }
    }
}
