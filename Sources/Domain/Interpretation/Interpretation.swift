/// What explains a policy document (政策解读). It is itself a document and goes through the gate; this binds the two.
package struct Interpretation: Sendable, Hashable {
    package typealias ID = Identifier<Interpretation>

    /// 体裁 of every interpretation.
    package static let category = "政策解读"
    package static let longestReader = 100
    package static let longestLink = 500

    /// Its form (解读形式).
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        case text, chart, picture, video, questions, pressConference, expert

        package var name: String {
            switch self {
            case .text: "文字解读"
            case .chart: "图表图解"
            case .picture: "图片解读"
            case .video: "音视频"
            case .questions: "问答"
            case .pressConference: "新闻发布会"
            case .expert: "专家解读"
            }
        }

        /// The thing itself is a file or stands elsewhere: words alone are not it.
        package var needsMaterial: Bool {
            switch self {
            case .chart, .picture, .video: true
            case .text, .questions, .pressConference, .expert: false
            }
        }
    }

    package let id: ID
    /// The unit that interprets.
    package let unit: OrganisationUnit.ID
    package let reading: PaperReference
    package let about: PaperReference
    package var kind: Kind
    /// Where the material stands when it is no attachment; empty for none.
    package var link: String
    /// 第一解读人: the head of the drafting unit, by name or post.
    package var firstReader: String
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, reading: PaperReference, about: PaperReference, kind: Kind, link: String = "",
        firstReader: String, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.reading = reading
        self.about = about
        self.kind = kind
        self.link = link
        self.firstReader = firstReader
        self.version = version
    }

    /// What its draft lacks before it can be handed on.
    package func gaps(_ content: Draft.Content) -> [InterpretationReason] {
        var gaps: [InterpretationReason] = []
        if content.category != Self.category { gaps.append(.wrongCategory) }
        if kind.needsMaterial, link.isEmpty, content.attachments.isEmpty { gaps.append(.needsMaterial(kind)) }
        return gaps
    }
}

/// How a document will be interpreted (解读方案), submitted together with its draft, or why it need not be (国办发〔2016〕80号).
package struct InterpretationPlan: Sendable, Hashable {
    package static let longestText = 2_000
    package static let mostDrafters = 20

    package let draft: Draft.ID
    /// 起草单位: who interprets (谁起草、谁解读). Several for a joint document.
    package var drafters: [OrganisationUnit.ID]
    /// A policy with public impact, as its unit marks it. A 规范性文件 needs no mark.
    package var hasPublicImpact: Bool
    /// Why none is needed; empty when one is.
    package var exemption: String
    /// 提纲
    package var outline: String
    /// 形式
    package var kinds: [Interpretation.Kind]
    /// 途径
    package var channels: [Channel]
    /// 时间
    package var planned: Day?
    package var version: Int

    package init(
        draft: Draft.ID, drafters: [OrganisationUnit.ID], hasPublicImpact: Bool = false, exemption: String = "", outline: String = "",
        kinds: [Interpretation.Kind] = [], channels: [Channel] = [], planned: Day? = nil, version: Int = 0
    ) {
        self.draft = draft
        self.drafters = drafters
        self.hasPublicImpact = hasPublicImpact
        self.exemption = exemption
        self.outline = outline
        self.kinds = kinds
        self.channels = channels
        self.planned = planned
        self.version = version
    }

    package var isExempt: Bool { !exemption.isEmpty }

    /// A part that can be missing or too long.
    package enum Part: String, Sendable, CaseIterable, Hashable {
        case outline, kinds, channels, planned, drafters, exemption

        package var name: String {
            switch self {
            case .outline: "解读提纲"
            case .kinds: "解读形式"
            case .channels: "解读途径"
            case .planned: "解读时间"
            case .drafters: "起草单位"
            case .exemption: "不需要解读的理由"
            }
        }
    }

    /// What it does not say yet.
    package var missing: [Part] {
        guard !isExempt else { return [] }
        var missing: [Part] = []
        if outline.isEmpty { missing.append(.outline) }
        if kinds.isEmpty { missing.append(.kinds) }
        if channels.isEmpty { missing.append(.channels) }
        if planned == nil { missing.append(.planned) }
        if drafters.isEmpty { missing.append(.drafters) }
        return missing
    }

    /// Why a document may not be handed to the gate for want of a plan (同步组织). A correction has the plan of what it corrects.
    ///
    /// - Parameter plan: `nil` when there is none.
    package static func gaps(_ draft: Draft, plan: InterpretationPlan?) -> [InterpretationReason] {
        guard draft.corrects == nil, draft.content.attribute.isPublished, !draft.content.isRestricted else { return [] }
        guard let plan else { return draft.content.rule == nil ? [] : [.planMissing] }
        return plan.missing.isEmpty ? [] : [.planIncomplete(plan.missing)]
    }
}

/// Why something about an interpretation or a chain is not done.
package enum InterpretationReason: Sendable, Hashable {
    case planMissing
    case planIncomplete([InterpretationPlan.Part])
    case tooLong(InterpretationPlan.Part, limit: Int)
    case wrongCategory
    case needsMaterial(Interpretation.Kind)
    /// 谁起草、谁解读
    case notTheDraftingUnit
    /// What interprets a document does not go out before it.
    case documentNotPublic
    case noSuchDocument, noSuchUnit, noSuchChain, noSuchLink, noSuchInterpretation
    case noFirstReader
    case badLink
    case isItself
    case isBoundAlready
    case needsEditor
    case isUnderReview
    case noTitle, titleTooLong, noStage
    case tooManyLinks
}

/// Everything that stands in the way of an act with an interpretation or a chain.
package struct InterpretationRefusal: Error, Sendable, Hashable {
    package let reasons: [InterpretationReason]

    package init(_ reasons: [InterpretationReason]) { self.reasons = reasons }

    /// - Throws: itself, when there is a reason.
    package static func check(_ reasons: [InterpretationReason]) throws(InterpretationRefusal) {
        guard reasons.isEmpty else { throw InterpretationRefusal(reasons) }
    }
}
