/// What the gate looks for in a document before it goes public (发布前检查). The raw names are stored with findings and never change.
package enum Check: String, Sendable, CaseIterable, Codable, Hashable {
    /// 个人信息
    case personalData
    /// 国家秘密标志
    case secrecyMark
    /// 内部、不予公开 and the like as a mark
    case internalMark
    /// 引用未公开文件 (RULES §8.4)
    case nonPublicQuote
    /// 敏感词: the county's own list
    case sensitiveWord
    case wrongWord
    /// 机构名称
    case organName
    /// 地名
    case placeName
    case dateConflict
    case numberConflict
    case titleConflict
    /// A required element of the catalogue item (公开内容（要素）) that nobody answered for
    case missingElement
    case missingField
    /// 附件说明: what the text announces and what is there
    case attachmentList
    case deadLink
    case foreignLink
    /// 审图号 (国办发〔2017〕47号)
    case mapNumber
    case duplicate
    case nearDuplicate
    /// 发文字号
    case documentNumber
    case punctuation
    /// 照搬、压缩原文 of an interpretation
    case copiedInterpretation

    /// As people read it.
    package var name: String {
        switch self {
        case .personalData: "个人信息"
        case .secrecyMark: "密级标志"
        case .internalMark: "内部或不公开标志"
        case .nonPublicQuote: "引用未公开文件"
        case .sensitiveWord: "敏感词"
        case .wrongWord: "错别字和不规范表述"
        case .organName: "机构名称"
        case .placeName: "地名"
        case .dateConflict: "日期矛盾"
        case .numberConflict: "数字矛盾"
        case .titleConflict: "标题不一致"
        case .missingElement: "公开要素缺失"
        case .missingField: "必填项缺失"
        case .attachmentList: "附件与正文不符"
        case .deadLink: "链接不可用"
        case .foreignLink: "站外链接"
        case .mapNumber: "地图审图号"
        case .duplicate: "重复公开"
        case .nearDuplicate: "内容近似"
        case .documentNumber: "发文字号"
        case .punctuation: "标点符号"
        case .copiedInterpretation: "解读照搬原文"
        }
    }

    /// Who may state in writing that a finding is no fault. Empty: it must be put right, nobody can talk it away.
    package var justifiers: Set<Role> {
        switch self {
        // Full identity is published only where a rule demands it, and the leader who signs answers for that (RULES §13).
        case .personalData: [.signer]
        // 先审查、后公开 (条例 Art. 17; 保密法 Art. 35): never the drafter's own word.
        case .secrecyMark, .internalMark, .nonPublicQuote: [.secrecyReviewer]
        case .missingField, .missingElement: []
        case .sensitiveWord, .wrongWord, .organName, .placeName, .dateConflict, .numberConflict, .titleConflict, .attachmentList, .deadLink,
            .foreignLink, .mapNumber, .duplicate, .nearDuplicate, .documentNumber, .punctuation, .copiedInterpretation:
            [.editor, .reviewer, .disclosureOffice]
        }
    }
}
