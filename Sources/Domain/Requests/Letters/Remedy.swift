/// What one can do against a letter (救济途径), as the letter must say it.
package enum Remedy: String, Sendable, CaseIterable, Codable, Hashable {
    /// The letter decides nothing.
    case none
    /// 复议前置: a refusal under Art. 14–16 goes to review first (行政复议法 Art. 23(1)(4)), and the decision must say so.
    case reviewFirst
    /// The part that is refused goes to review first, the rest to review or court.
    case reviewFirstForPart
    case reviewOrCourt

    package init(for kind: LetterKind) {
        switch kind {
        case .receipt, .clarification, .thirdPartyConsultation, .coMakerConsultation, .consultationNotice, .extensionNotice,
            .reasonsRequest,
            .delay, .transferHint:
            self = .none
        // The fee cannot be challenged by itself (国办函〔2020〕109号).
        case .feeNotice: self = .none
        case .thirdPartyNotice: self = .reviewOrCourt
        case .reply(.partlyDisclosed): self = .reviewFirstForPart
        case .reply(let outcome): self = outcome.needsReviewFirst ? .reviewFirst : .reviewOrCourt
        }
    }

    /// Where one goes.
    package struct Bodies: Sendable, Hashable {
        /// The names of those to whom one applies for review; usually one.
        package var review: [String]
        /// Empty for 有管辖权的人民法院.
        package var court: String
        /// Where one applies on line; needed for what is served on line (行政复议法 Art. 22).
        package var online: String

        package init(review: [String], court: String = "", online: String = "") {
            self.review = review
            self.court = court
            self.online = online
        }
    }

    /// Why the paragraph cannot be written.
    package enum Fault: Error, Sendable, Hashable {
        case noReviewBody
        /// A letter served on line must say how to apply on line.
        case noOnlineChannel

        package var sentence: String {
            switch self {
            case .noReviewBody: "不知道行政复议机关，不能写救济途径；请先在网站信息中填写上一级人民政府和复议机关。"
            case .noOnlineChannel: "通过互联网送达的决定应当告知在线申请行政复议的途径（行政复议法第二十二条），请先填写网址。"
            }
        }
    }

    /// The paragraph for a letter of that kind; empty when it decides nothing.
    ///
    /// - Parameter servedOnline: whether it reaches the applicant through the internet.
    package static func paragraph(
        for kind: LetterKind, bodies: Bodies, rules: RequestRules, servedOnline: Bool
    ) throws(Fault) -> String {
        let remedy = Remedy(for: kind)
        if remedy == .none { return "" }
        let document = kind.document
        let names = bodies.review.filter { !$0.isEmpty }
        guard !names.isEmpty else { throw .noReviewBody }
        guard !servedOnline || !bodies.online.isEmpty else { throw .noOnlineChannel }
        let review = names.joined(separator: "或者")
        let court = bodies.court.isEmpty ? "有管辖权的人民法院" : bodies.court
        let within = "自收到本\(document)之日起\(rules.reviewDays)日内"
        let law = "根据《中华人民共和国行政复议法》第二十三条第一款第四项的规定，"
        let after = "对行政复议决定不服的，可以自收到行政复议决定书之日起\(rules.suitAfterReviewDays)日内向\(court)提起行政诉讼。"
        let either = "可以\(within)向\(review)申请行政复议，也可以自收到本\(document)之日起\(rules.suitMonths)个月内直接向\(court)提起行政诉讼。"
        let text: String
        switch remedy {
        case .none: text = ""
        case .reviewFirst:
            text = "\(law)对本机关不予公开政府信息的决定不服的，应当先申请行政复议，不能直接提起行政诉讼：可以\(within)向\(review)申请行政复议；\(after)"
        case .reviewFirstForPart:
            text = "\(law)对其中不予公开的部分不服的，应当先\(within)向\(review)申请行政复议，不能直接提起行政诉讼；\(after)对其他部分不服的，\(either)"
        case .reviewOrCourt: text = "对本\(document)不服的，\(either)"
        }
        return servedOnline ? "\(text)行政复议申请可以通过互联网提交：\(bodies.online)。" : text
    }

    /// To whom one applies for review of what a unit decided (行政复议法 Art. 24): the county's government for its departments, townships
    /// and institutions, the next higher government for the county's own.
    ///
    /// - Parameters:
    ///   - county: 明川县人民政府
    ///   - superior: 上一级人民政府, from the site's data.
    ///   - vertical: the superior department of a unit under vertical leadership, such as a tax office (Art. 27); empty for others.
    /// - Returns: `nil` when it is not known, or when the body is no administrative agency.
    package static func reviewBody(for unit: OrganisationUnit.Kind, county: String, superior: String, vertical: String = "") -> String? {
        if !vertical.isEmpty { return vertical }
        switch unit {
        case .government: return superior.isEmpty ? nil : superior
        case .department, .township, .institution: return county.isEmpty ? nil : county
        case .village, .other: return nil
        }
    }
}
