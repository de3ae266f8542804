/// A document that is public, or on its way through the gate (公开文件、拟公开稿件).
package enum PaperReference: Sendable, Hashable {
    case draft(Draft.ID)
    case published(Disclosure.ID)

    package var isPublished: Bool {
        switch self {
        case .draft: false
        case .published: true
        }
    }

    /// `draft:12`, `published:34`: as forms carry it.
    package var text: String {
        switch self {
        case .draft(let id): "draft:\(id)"
        case .published(let id): "published:\(id)"
        }
    }

    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "draft":
            guard let id = Draft.ID(text: String(parts[1])) else { return nil }
            self = .draft(id)
        case "published":
            guard let id = Disclosure.ID(text: String(parts[1])) else { return nil }
            self = .published(id)
        default: return nil
        }
    }
}

/// Where in a matter's course a document belongs (全链条环节), in the order of the course.
package enum ChainStage: String, Sendable, CaseIterable, Codable, Hashable {
    case plan, consultation, feedback, meeting, document, interpretation, execution, result, response, abolition

    package var name: String {
        switch self {
        case .plan: "工作计划"
        case .consultation: "征求意见"
        case .feedback: "采纳反馈"
        case .meeting: "会议审议"
        case .document: "文件公布"
        case .interpretation: "政策解读"
        case .execution: "执行落实"
        case .result: "结果公开"
        case .response: "回应关切"
        case .abolition: "修改废止"
        }
    }

    private static let words: [(ChainStage, [String])] = [
        (.interpretation, ["解读", "图解", "一图读懂", "问答"]),
        (.feedback, ["采纳情况", "意见反馈", "采纳反馈", "征集结果"]),
        (.consultation, ["征求意见", "公开征求", "征集意见", "意见征集", "听证"]),
        (.abolition, ["废止", "失效", "修改"]),
        (.response, ["回应", "澄清"]),
        (.meeting, ["常务会议", "全体会议", "会议"]),
        (.result, ["结果", "完成情况", "评估报告", "验收"]),
        (.execution, ["实施情况", "进展", "落实情况", "执行情况"]),
        (.plan, ["计划", "目录清单"]),
    ]

    /// What a title lets one expect; a suggestion, never more.
    package static func suggested(byTitle title: String) -> ChainStage {
        words.first { _, words in words.contains { title.contains($0) } }?.0 ?? .document
    }
}

/// A matter with everything public about it, from the plan to the repeal (全链条).
package struct PolicyChain: Sendable, Hashable {
    package typealias ID = Identifier<PolicyChain>

    package static let longestTitle = 200
    package static let mostLinks = 200

    package let id: ID
    /// The unit that keeps it together; its staff attach documents.
    package let unit: OrganisationUnit.ID
    /// As staff call it; the public reads the title of a document.
    package var title: String
    /// Stages that there should be: shown as missing as long as nothing stands in them.
    package var expected: Set<ChainStage>
    package var version: Int

    package init(id: ID, unit: OrganisationUnit.ID, title: String, expected: Set<ChainStage>, version: Int = 1) {
        self.id = id
        self.unit = unit
        self.title = title
        self.expected = expected
        self.version = version
    }

    /// One document at its stage.
    package struct Link: Sendable, Hashable {
        package typealias ID = Identifier<Link>

        package let id: ID
        package let chain: PolicyChain.ID
        package let stage: ChainStage
        package let paper: PaperReference

        package init(id: ID, chain: PolicyChain.ID, stage: ChainStage, paper: PaperReference) {
            self.id = id
            self.chain = chain
            self.stage = stage
            self.paper = paper
        }
    }
}

/// How much two titles have in common: the share of pairs of letters (Dice), in percent.
package enum TitleLikeness {
    /// From here on a document is suggested for a chain.
    package static let suggested = 40

    package static func percent(_ left: String, _ right: String) -> Int {
        let (first, second) = (pairs(left), pairs(right))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        return first.intersection(second).count * 200 / (first.count + second.count)
    }

    private static func pairs(_ text: String) -> Set<UInt64> {
        let letters = text.unicodeScalars.prefix(500).map { Folding.fold($0.value) }.filter(TextFingerprint.isLetter)
        return Set(zip(letters, letters.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
    }
}
