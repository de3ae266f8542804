/// A document on its way to the public (拟公开信息).
package struct Draft: Sendable, Hashable {
    package typealias ID = Identifier<Draft>

    package let id: ID
    package let unit: OrganisationUnit.ID
    /// The published document that it corrects, if it is a correction.
    package var corrects: Disclosure.ID?
    /// The obligation that it fulfils, if it was begun from one.
    package var obligation: Obligation.ID?
    package var content: Content
    package var state: State
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, corrects: Disclosure.ID? = nil, obligation: Obligation.ID? = nil, content: Content,
        state: State = .drafting, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.corrects = corrects
        self.obligation = obligation
        self.content = content
        self.state = state
        self.version = version
    }

    /// Where it stands.
    package enum State: Sendable, Hashable {
        /// 起草: with the editors, also after a return.
        case drafting
        /// Waits for the decision of the step at this place of the approval path, counted from 0.
        case inReview(step: Int)
        /// 保密待定: whether it is secret could not be decided here and was put to the authority above (条例 Art. 17). Stays closed.
        case referred(step: Int)
        /// Every step is done; published by hand, or by itself at that moment.
        case approved(scheduled: Instant?)
        /// Decided and kept closed: 依申请公开 or 不予公开, with its ground and day of re-assessment (条例 Art. 18).
        case withheld
        case published
        /// 作废
        case discarded
    }
}

extension Draft {
    /// All that is drafted, and what each decision is bound to.
    package struct Content: Sendable, Hashable {
        package var item: CatalogueItem.ID?
        package var title: String
        /// 发文字号
        package var number: String
        /// 主题分类
        package var theme: String
        /// 体裁分类
        package var category: String
        /// 成文日期
        package var made: Day?
        package var attribute: DisclosureAttribute
        /// Why it, or a part of it, is not public; `nil` for what is wholly public.
        package var withholding: Withholding?
        /// 公开对象. Somebody in particular: never in the public index, opened with a code.
        package var isRestricted: Bool
        package var channels: [Channel]
        /// 公开内容（要素）: what the catalogue item asks for, and where the document says it.
        package var elements: [Element]
        /// Set for a 规范性文件.
        package var rule: NormativeRule?
        package var body: DocumentBody
        package var attachments: [DraftAttachment]

        package init(
            item: CatalogueItem.ID? = nil, title: String = "", number: String = "", theme: String = "", category: String = "",
            made: Day? = nil, attribute: DisclosureAttribute = .proactive, withholding: Withholding? = nil, isRestricted: Bool = false,
            channels: [Channel] = [.website], elements: [Element] = [], rule: NormativeRule? = nil,
            body: DocumentBody = DocumentBody([]), attachments: [DraftAttachment] = []
        ) {
            self.item = item
            self.title = title
            self.number = number
            self.theme = theme
            self.category = category
            self.made = made
            self.attribute = attribute
            self.withholding = withholding
            self.isRestricted = isRestricted
            self.channels = channels
            self.elements = elements
            self.rule = rule
            self.body = body
            self.attachments = attachments
        }
    }

    /// One required element of the item, as the drafter answers it.
    package struct Element: Sendable, Hashable, Codable {
        package var name: String
        package var isCovered: Bool
        /// Where it stands, or why it does not apply.
        package var note: String

        package init(name: String, isCovered: Bool = false, note: String = "") {
            self.name = name
            self.isCovered = isCovered
            self.note = note
        }
    }
}

/// 公开属性 (国办发〔2016〕80号; RULES §8.1)
package enum DisclosureAttribute: String, Sendable, CaseIterable, Codable, Hashable {
    case proactive = "主动公开"
    case partial = "部分公开"
    case onRequest = "依申请公开"
    case withheld = "不予公开"

    /// Whether the public gets to see anything of it.
    package var isPublished: Bool { self == .proactive || self == .partial }
}

/// Why something is not public, and when that is looked at again (条例 Art. 13–18).
package struct Withholding: Sendable, Hashable, Codable {
    package var ground: WithholdingGround
    package var reason: String
    /// 定期评估: the day on which the reason is examined again.
    package var reassess: Day?

    package init(ground: WithholdingGround, reason: String, reassess: Day?) {
        self.ground = ground
        self.reason = reason
        self.reassess = reassess
    }
}

/// The grounds that the law knows; there are no others (条例 Art. 14–16).
package enum WithholdingGround: String, Sendable, CaseIterable, Codable, Hashable {
    case stateSecret = "国家秘密"
    case forbiddenByLaw = "法律、行政法规禁止公开"
    case endangersSecurity = "危及国家安全、公共安全、经济安全、社会稳定"
    case thirdParty = "商业秘密、个人隐私等损害第三方合法权益"
    case internalMatters = "内部事务信息"
    case deliberation = "过程性信息"
    case enforcementFile = "行政执法案卷信息"

    package var article: String {
        switch self {
        case .stateSecret, .forbiddenByLaw, .endangersSecurity: "条例第十四条"
        case .thirdParty: "条例第十五条"
        case .internalMatters: "条例第十六条第一款"
        case .deliberation, .enforcementFile: "条例第十六条第二款"
        }
    }
}

/// What a 规范性文件 must state (国办发〔2018〕115号; RULES §8.2).
package struct NormativeRule: Sendable, Hashable, Codable {
    package var legality: LegalityReview
    /// The reviewing body's number or date, and for 应当予以修改 how it was followed.
    package var legalityNote: String
    package var effective: Day?
    /// 有效期至
    package var validUntil: Day?
    /// 立改废: numbers of the documents that it amends or repeals.
    package var supersedes: [String]

    package init(
        legality: LegalityReview, legalityNote: String = "", effective: Day? = nil, validUntil: Day? = nil, supersedes: [String] = []
    ) {
        self.legality = legality
        self.legalityNote = legalityNote
        self.effective = effective
        self.validUntil = validUntil
        self.supersedes = supersedes
    }

    package enum LegalityReview: String, Sendable, CaseIterable, Codable, Hashable {
        case notReviewed = "未审核"
        case lawful = "合法"
        case toBeAmended = "应当予以修改"
        case unlawful = "不合法"
    }
}

/// A file that goes with a draft. Its bytes are in the file store under their digest.
package struct DraftAttachment: Sendable, Hashable, Codable {
    package var name: String
    package var mediaType: String
    package var sizeInBytes: Int
    /// SHA-256 of the bytes, hexadecimal: their place in the file store.
    package var digest: String
    /// The original from which this de-identified copy was made; it stays sealed for its unit.
    package var original: String?

    package init(name: String, mediaType: String, sizeInBytes: Int, digest: String, original: String? = nil) {
        self.name = name
        self.mediaType = mediaType
        self.sizeInBytes = sizeInBytes
        self.digest = digest
        self.original = original
    }
}
