/// What the office means to answer (拟答复意见), before anybody has approved it.
package struct ReplyProposal: Sendable, Hashable, Codable {
    package var outcome: RequestOutcome
    /// One of the outcome's grounds.
    package var ground: String
    /// 理由: why it is refused, not available or not handled (条例 Art. 36, 37).
    package var reasons: String
    /// What is handed over, or how, where and when it can be had (Art. 36 (1), (2)).
    package var released: String
    /// 区分处理: the parts of a partial disclosure (Art. 37).
    package var parts: [Part]
    /// The agency that is responsible, where it can be determined (Art. 36 (5)): its name on the first line, how to reach it after that.
    package var referral: String
    /// What was established at each question of the decision tree before the one that decided.
    package var findings: [DecisionStep: String]
    /// 疑难复杂: goes through legal review, too.
    package var isHard: Bool
    /// 公共利益: disclosed against a third party's objection (Art. 32); that party must be told.
    package var overridesThirdParty: Bool
    /// 随答复提供: digests of the case's files that go out with the reply, so that decisions are bound to their bytes.
    package var enclosed: [String]

    package init(
        outcome: RequestOutcome, ground: String = "", reasons: String = "", released: String = "", parts: [Part] = [],
        referral: String = "",
        findings: [DecisionStep: String] = [:], isHard: Bool = false, overridesThirdParty: Bool = false, enclosed: [String] = []
    ) {
        self.outcome = outcome
        self.ground = ground
        self.reasons = reasons
        self.released = released
        self.parts = parts
        self.referral = referral
        self.findings = findings
        self.isHard = isHard
        self.overridesThirdParty = overridesThirdParty
        self.enclosed = enclosed
    }

    /// A part that is told apart from the rest.
    package struct Part: Sendable, Hashable, Codable {
        package var name: String
        package var isDisclosed: Bool
        /// Why not; empty for what is disclosed.
        package var reason: String

        package init(name: String, isDisclosed: Bool, reason: String = "") {
            self.name = name
            self.isDisclosed = isDisclosed
            self.reason = reason
        }
    }

    package var referredOffice: String { String(referral.prefix { !$0.isNewline }) }
    package var referredContact: String { String(referral.drop { !$0.isNewline }.drop(while: \.isNewline)) }

    package static let longestText = 10_000
    package static let mostParts = 50
    package static let mostEnclosed = 20

    /// What it must state and does not.
    package var gaps: [ReplyGap] {
        var gaps: [ReplyGap] = []
        if !outcome.needsReply { gaps.append(.lapsesByItself) }
        if !outcome.grounds.isEmpty, !outcome.grounds.contains(ground) { gaps.append(.ground) }
        if outcome.needsReasons, reasons.isEmpty, outcome != .partlyDisclosed { gaps.append(.reasons) }
        if outcome.isDisclosing, released.isEmpty { gaps.append(.released) }
        if !outcome.isDisclosing, !enclosed.isEmpty { gaps.append(.enclosed) }
        if !referral.isEmpty, referredOffice.isEmpty || referredContact.isEmpty { gaps.append(.referral) }
        if outcome == .partlyDisclosed {
            let withheld = parts.filter { !$0.isDisclosed }
            if withheld.isEmpty || withheld.count == parts.count || parts.contains(where: \.name.isEmpty) { gaps.append(.parts) }
            if withheld.contains(where: \.reason.isEmpty) { gaps.append(.partReasons) }
        }
        for step in DecisionStep.steps(before: outcome) where (findings[step] ?? "").isEmpty { gaps.append(.finding(step)) }
        if ([reasons, released, referral] + parts.map { $0.name + $0.reason }).contains(where: {
            $0.unicodeScalars.count > Self.longestText
        })
            || parts.count > Self.mostParts || enclosed.count > Self.mostEnclosed
        {
            gaps.append(.tooLong)
        }
        return gaps
    }

    /// 保密审查 → (疑难的) 合法性审核 → 签发, as at the publishing gate.
    package var path: [ApprovalStep] { isHard ? [.secrecyReview, .review, .signOff] : [.secrecyReview, .signOff] }
}

/// What a proposal lacks.
package enum ReplyGap: Error, Sendable, Hashable {
    case ground, reasons, released, parts, partReasons, referral, tooLong
    case finding(DecisionStep)
    /// Files would go out with a reply that discloses nothing.
    case enclosed
    /// Nobody writes a reply of that outcome; recording that the period has lapsed closes the case.
    case lapsesByItself
}

/// The five questions in the order in which they are asked (答复决策树: 补不补、该不该、有没有、给不给、当不当; the model of 江苏, forwarded as
/// 国办公开办函〔2020〕2号). Each either decides the outcome or leads to the next.
package enum DecisionStep: String, Sendable, CaseIterable, Codable, Hashable, CodingKeyRepresentable {
    case clarity, propriety, existence, exemption, manner

    package var name: String {
        switch self {
        case .clarity: "补不补"
        case .propriety: "该不该"
        case .existence: "有没有"
        case .exemption: "给不给"
        case .manner: "当不当"
        }
    }

    package var question: String {
        switch self {
        case .clarity: "申请内容是否明确，要不要补正？"
        case .propriety: "是不是政府信息公开申请，该不该按申请处理？"
        case .existence: "本机关有没有这些信息，是不是现成的？"
        case .exemption: "有没有依法不予公开的情形？"
        case .manner: "全部给还是区分给，以什么方式给？"
        }
    }

    /// What stands in the record when the question does not stop the request.
    package var passed: String {
        switch self {
        case .clarity: "申请内容明确，不需要补正。"
        case .propriety: "属于政府信息公开申请，不属于不予处理的情形。"
        case .existence: "经检索，本机关保存有所申请的信息，不需要另行加工。"
        case .exemption: "经审查，没有依法不予公开的情形。"
        case .manner: ""
        }
    }

    /// The outcomes that are decided at this question.
    package var outcomes: [RequestOutcome] {
        switch self {
        case .clarity: [.stillUnclear]
        case .propriety: [.petition, .repeated, .publication, .excessive, .confirmation, .other]
        case .existence: [.notHeld, .needsMaking]
        case .exemption:
            [
                .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation, .enforcementFile,
                .specialQuery,
            ]
        case .manner: [.disclosed, .partlyDisclosed]
        }
    }

    /// The questions that must have been answered before that outcome.
    package static func steps(before outcome: RequestOutcome) -> [DecisionStep] {
        Array(allCases.prefix { !$0.outcomes.contains(outcome) }).count == allCases.count
            ? [] : Array(allCases.prefix { !$0.outcomes.contains(outcome) })
    }
}
