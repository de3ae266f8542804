package import Domain

/// An answer to one of the questions of the decision tree: an outcome on one of its grounds.
package struct ReplyChoice: Sendable, Hashable {
    package let outcome: RequestOutcome
    /// Empty where no article is prescribed.
    package let ground: String

    /// All that a reply can come to, by the question that decides it.
    package static func choices(at step: DecisionStep) -> [ReplyChoice] {
        step.outcomes.flatMap { outcome in
            outcome.grounds.isEmpty
                ? [ReplyChoice(outcome: outcome, ground: "")] : outcome.grounds.map { ReplyChoice(outcome: outcome, ground: $0) }
        }
    }

    /// `notHeld.1`: outcome, and which of its grounds.
    package var key: String { "\(outcome.rawValue).\(outcome.grounds.firstIndex(of: ground) ?? 0)" }

    package init(outcome: RequestOutcome, ground: String) {
        self.outcome = outcome
        self.ground = ground
    }

    package init?(key: String) {
        let found = DecisionStep.allCases.lazy.flatMap(Self.choices).first { $0.key == key }
        guard let found else { return nil }
        self = found
    }

    /// The question that decides it.
    package var step: DecisionStep? { DecisionStep.allCases.first { $0.outcomes.contains(outcome) } }

    var name: String {
        switch (outcome, outcome.grounds.firstIndex(of: ground) ?? 0) {
        case (.disclosed, 0): "予以公开"
        case (.disclosed, _): "予以公开：已经主动公开"
        case (.notHeld, 0): "无法提供：经检索没有"
        case (.notHeld, _): "无法提供：不属于本机关负责公开"
        default: outcome.fullName
        }
    }

    /// One sentence: when it applies.
    var applies: String {
        switch outcome {
        case .disclosed:
            outcome.grounds.first == ground ? "可以公开的，提供信息，或者告知获取的方式、途径和时间。" : "已经主动公开的，告知获取该信息的方式、途径。"
        case .partlyDisclosed: "含有不应当公开的内容，但是能够区分处理的，提供可以公开的部分，说明其余部分的理由。"
        case .stateSecret: "依法确定为国家秘密的。"
        case .forbiddenByLaw: "法律、行政法规禁止公开的，写明是哪一部、哪一条。"
        case .endangersSecurity: "公开后可能危及国家安全、公共安全、经济安全、社会稳定的。"
        case .thirdPartyRights: "公开会损害第三方合法权益，第三方不同意且有合理理由的。"
        case .internalMatters: "人事管理、后勤管理、内部工作流程三类内部事务信息。"
        case .deliberation: "讨论记录、过程稿、磋商信函、请示报告四类过程性信息。"
        case .enforcementFile: "行政执法案卷信息，法律、法规、规章规定应当公开的除外。"
        case .specialQuery: "工商、不动产登记资料等，法律、行政法规对获取有特别规定的，告知依照办理。"
        case .notHeld:
            outcome.grounds.first == ground ? "经检索没有所申请信息的，检索过程要有记录。" : "不属于本机关负责公开的，说明理由；能够确定负责机关的，写明名称和联系方式。"
        case .needsMaking: "没有现成信息，需要加工、分析的，可以不提供。"
        case .stillUnclear: "补正之后申请内容仍不明确，无法查找的。"
        case .petition: "以申请公开的形式信访、投诉、举报的，告知不作为申请处理和相应渠道。"
        case .repeated: "已经答复过同一申请人的同一内容的，写明前次答复。"
        case .publication: "要求提供政府公报、报刊、书籍等公开出版物的，可以告知获取途径。"
        case .excessive: "数量、频次明显超过合理范围，要求说明理由后认为不合理的。"
        case .confirmation: "要求确认或者重新出具已经获取的信息的。"
        case .other: "以上都不是的，写明怎样处理和依据。"
        case .notClarified, .feeUnpaid: "逾期自行办结，不写答复书。"
        }
    }
}

/// A proposal as it was typed.
package struct ReplyFields: Sendable, Hashable {
    /// Key of a `ReplyChoice`; empty while nothing is chosen.
    package var choice: String
    /// The basis of an outcome without a prescribed article.
    package var otherGround: String
    package var reasons: String
    package var released: String
    package var parts: [ReplyProposal.Part]
    package var office: String
    package var contact: String
    package var findings: [DecisionStep: String]
    package var isHard: Bool
    package var overridesThirdParty: Bool
    /// Digests of the files that go out with it.
    package var enclosed: [String]

    package init(
        choice: String = "", otherGround: String = "", reasons: String = "", released: String = "", parts: [ReplyProposal.Part] = [],
        office: String = "", contact: String = "", findings: [DecisionStep: String] = [:], isHard: Bool = false,
        overridesThirdParty: Bool = false, enclosed: [String] = []
    ) {
        self.choice = choice
        self.otherGround = otherGround
        self.reasons = reasons
        self.released = released
        self.parts = parts
        self.office = office
        self.contact = contact
        self.findings = findings
        self.isHard = isHard
        self.overridesThirdParty = overridesThirdParty
        self.enclosed = enclosed
    }

    package init(_ proposal: ReplyProposal) {
        let hasGround = !proposal.outcome.grounds.isEmpty
        self.init(
            choice: ReplyChoice(outcome: proposal.outcome, ground: proposal.ground).key, otherGround: hasGround ? "" : proposal.ground,
            reasons: proposal.reasons, released: proposal.released, parts: proposal.parts, office: proposal.referredOffice,
            contact: proposal.referredContact, findings: proposal.findings, isHard: proposal.isHard,
            overridesThirdParty: proposal.overridesThirdParty, enclosed: proposal.enclosed)
    }

    /// - Returns: `nil` when no outcome is chosen.
    package var proposal: ReplyProposal? {
        guard let chosen = ReplyChoice(key: choice) else { return nil }
        let steps = DecisionStep.steps(before: chosen.outcome)
        return ReplyProposal(
            outcome: chosen.outcome, ground: chosen.outcome.grounds.isEmpty ? otherGround : chosen.ground, reasons: reasons,
            released: released, parts: parts.filter { !$0.name.isEmpty || !$0.reason.isEmpty },
            referral: office.isEmpty && contact.isEmpty ? "" : "\(office)\n\(contact)",
            findings: findings.filter { steps.contains($0.key) },
            isHard: isHard, overridesThirdParty: overridesThirdParty, enclosed: enclosed)
    }
}

extension ReplyGap {
    /// The form's field to jump to.
    package var field: String {
        switch self {
        case .ground, .lapsesByItself: "choice"
        case .reasons, .tooLong: "reasons"
        case .released: "released"
        case .parts, .partReasons: "parts"
        case .referral: "office"
        case .enclosed: "enclosed"
        case .finding(let step): "finding.\(step.rawValue)"
        }
    }
}

extension ReplyGate.State {
    /// The one word for this state everywhere.
    package func words(_ path: [ApprovalStep]) -> String {
        switch self {
        case .drafting: "拟写中"
        case .inReview(let step): path.indices.contains(step) ? "待\(path[step].words)" : "审签中"
        case .referred: "报上级确定"
        case .approved: "已批准，待发出"
        case .issued: "已发出"
        }
    }

    func tag(_ path: [ApprovalStep]) -> StatusTag {
        switch self {
        case .drafting: StatusTag(word: words(path), shape: .open)
        case .inReview, .approved: StatusTag(word: words(path), shape: .half)
        case .referred: StatusTag(word: words(path), shape: .half, isAlarming: true)
        case .issued: StatusTag(word: words(path), shape: .full)
        }
    }
}
