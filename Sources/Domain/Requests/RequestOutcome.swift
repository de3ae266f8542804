/// What came of a request (办理结果): the 21 rows of the annual report's third table, from 予以公开 to 其他 (国办公开办函〔2021〕30号; 条例 Art. 36–40).
package enum RequestOutcome: String, Sendable, CaseIterable, Codable, Hashable {
    case disclosed
    case partlyDisclosed
    case stateSecret
    case forbiddenByLaw
    case endangersSecurity
    case thirdPartyRights
    case internalMatters
    case deliberation
    case enforcementFile
    case specialQuery
    case notHeld
    case needsMaking
    case stillUnclear
    case petition
    case repeated
    case publication
    case excessive
    case confirmation
    case notClarified
    case feeUnpaid
    case other

    /// 三、本年度办理结果 has six groups.
    package enum Group: String, Sendable, CaseIterable, Codable, Hashable {
        case disclosed = "予以公开"
        case partly = "部分公开"
        case withheld = "不予公开"
        case unavailable = "无法提供"
        case notHandled = "不予处理"
        case other = "其他处理"
    }

    package var group: Group {
        switch self {
        case .disclosed: .disclosed
        case .partlyDisclosed: .partly
        case .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation, .enforcementFile,
            .specialQuery:
            .withheld
        case .notHeld, .needsMaking, .stillUnclear: .unavailable
        case .petition, .repeated, .publication, .excessive, .confirmation: .notHandled
        case .notClarified, .feeUnpaid, .other: .other
        }
    }

    /// As the row of the report is headed, without its number.
    package var name: String {
        switch self {
        case .disclosed: "予以公开"
        case .partlyDisclosed: "部分公开"
        case .stateSecret: "属于国家秘密"
        case .forbiddenByLaw: "其他法律行政法规禁止公开"
        case .endangersSecurity: "危及“三安全一稳定”"
        case .thirdPartyRights: "保护第三方合法权益"
        case .internalMatters: "属于三类内部事务信息"
        case .deliberation: "属于四类过程性信息"
        case .enforcementFile: "属于行政执法案卷"
        case .specialQuery: "属于行政查询事项"
        case .notHeld: "本机关不掌握相关政府信息"
        case .needsMaking: "没有现成信息需要另行制作"
        case .stillUnclear: "补正后申请内容仍不明确"
        case .petition: "信访举报投诉类申请"
        case .repeated: "重复申请"
        case .publication: "要求提供公开出版物"
        case .excessive: "无正当理由大量反复申请"
        case .confirmation: "要求行政机关确认或重新出具已获取信息"
        case .notClarified: "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
        case .feeUnpaid: "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
        case .other: "其他"
        }
    }

    /// `不予公开：属于国家秘密`
    package var fullName: String { group.rawValue == name ? name : "\(group.rawValue)：\(name)" }

    /// The articles that may be cited for it, the usual one first.
    package var grounds: [String] {
        switch self {
        case .disclosed: ["条例第三十六条第（二）项", "条例第三十六条第（一）项"]
        case .partlyDisclosed: ["条例第三十七条"]
        case .stateSecret, .forbiddenByLaw, .endangersSecurity: ["条例第十四条、第三十六条第（三）项"]
        case .thirdPartyRights: ["条例第十五条、第三十二条、第三十六条第（三）项"]
        case .internalMatters: ["条例第十六条第一款、第三十六条第（三）项"]
        case .deliberation, .enforcementFile: ["条例第十六条第二款、第三十六条第（三）项"]
        case .specialQuery: ["条例第三十六条第（七）项"]
        case .notHeld: ["条例第三十六条第（四）项", "条例第三十六条第（五）项"]
        case .needsMaking: ["条例第三十八条"]
        case .stillUnclear: ["条例第三十条"]
        case .petition: ["条例第三十九条第一款"]
        case .repeated: ["条例第三十六条第（六）项"]
        case .publication: ["条例第三十九条第二款"]
        case .excessive: ["条例第三十五条"]
        // The report has the row; the regulation has no article for it.
        case .confirmation: ["国办公开办函〔2021〕30号"]
        case .notClarified: ["条例第三十条"]
        case .feeUnpaid: ["国办函〔2020〕109号"]
        case .other: []
        }
    }

    /// Whether a reply must be written and served. What lapsed by law is closed by recording that it did.
    package var needsReply: Bool {
        switch self {
        case .notClarified, .feeUnpaid: false
        case .disclosed, .partlyDisclosed, .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters,
            .deliberation, .enforcementFile, .specialQuery, .notHeld, .needsMaking, .stillUnclear, .petition, .repeated, .publication,
            .excessive, .confirmation, .other:
            true
        }
    }

    /// 复议前置: a refusal under Art. 14, 15 or 16 goes to review before any court, and the reply must say so (行政复议法 Art. 23; the Supreme
    /// People's Court's interpretation in force since 2025-06-01). A partial disclosure contains such a refusal.
    package var needsReviewFirst: Bool {
        switch self {
        case .partlyDisclosed, .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation,
            .enforcementFile:
            true
        case .disclosed, .specialQuery, .notHeld, .needsMaking, .stillUnclear, .petition, .repeated, .publication, .excessive,
            .confirmation, .notClarified, .feeUnpaid, .other:
            false
        }
    }

    /// Whether what is asked for, or a part of it, is handed over.
    package var isDisclosing: Bool { self == .disclosed || self == .partlyDisclosed }

    /// Whether reasons must stand in the reply (Art. 36, 37).
    package var needsReasons: Bool { self != .disclosed }

    /// The row of the annual report's third table, counted from 1 at 本年新收 (RULES §2).
    package var reportRow: Int {
        switch self {
        case .disclosed: 3
        case .partlyDisclosed: 4
        case .stateSecret: 5
        case .forbiddenByLaw: 6
        case .endangersSecurity: 7
        case .thirdPartyRights: 8
        case .internalMatters: 9
        case .deliberation: 10
        case .enforcementFile: 11
        case .specialQuery: 12
        case .notHeld: 13
        case .needsMaking: 14
        case .stillUnclear: 15
        case .petition: 16
        case .repeated: 17
        case .publication: 18
        case .excessive: 19
        case .confirmation: 20
        case .notClarified: 21
        case .feeUnpaid: 22
        case .other: 23
        }
    }
}
