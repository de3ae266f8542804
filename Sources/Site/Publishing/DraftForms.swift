import Domain
import Pages
import Registers

/// Reads the form of a draft into its content, and says what cannot be read.
struct DraftForm: Sendable {
    private let form: FormFields
    private(set) var problems: [(field: String, message: String)] = []

    init(_ form: FormFields) {
        self.form = form
        for (field, label) in [("made", "成文日期"), ("reassess", "再评估日期"), ("effective", "施行日期"), ("validUntil", "有效期")] {
            let text = form.text(field)
            if !text.isEmpty, Day(text: text) == nil { problems.append((field, "\(label)“\(text.shortened(30))”无法识别，请写成 2026-03-20")) }
        }
        if form.text("title").unicodeScalars.count > Draft.Content.titleLimit {
            problems.append(("title", "标题超过 \(Draft.Content.titleLimit) 个字，请缩短"))
        }
    }

    /// The fields that the form brought replace those of the content; what it did not bring stays. Days that cannot be read stay, too.
    func apply(to content: inout Draft.Content) {
        if form["title"] != nil { content.title = String(form.text("title").unicodeScalars.prefix(2000)) }
        if form["number"] != nil {
            let text = form.text("number")
            content.number = DocumentNumber(text: text)?.text ?? text
        }
        if form["theme"] != nil { content.theme = form.text("theme") }
        if form["category"] != nil { content.category = form.text("category") }
        if let text = form["made"], let day = Self.day(text, before: content.made) { content.made = day.value }
        if let body = form["body"] { content.body = PlainBodyText.read(body) }
        if let attribute = form["attribute"].flatMap(DisclosureAttribute.init(rawValue:)) {
            content.attribute = attribute
            content.withholding = withholding(before: content.withholding)
        }
        if let restricted = form["restricted"] {
            content.isRestricted = restricted == "1"
            // Boxes that are not ticked are not sent: only with the radio beside them is it known that the section was there.
            content.channels = Channel.allCases.filter { form.all("channel").contains($0.rawValue) }
            content.rule = form.isOn("rule") ? rule(before: content.rule) : nil
        }
        content.elements = elements(before: content.elements)
    }

    private struct ReadDay { let value: Day? }

    /// `nil` when the text is no day: what was there stays.
    private static func day(_ text: String, before: Day?) -> ReadDay? {
        let text = Folding.trimmed(text)
        if text.isEmpty { return ReadDay(value: nil) }
        return Day(text: text).map { ReadDay(value: $0) }
    }

    private func withholding(before: Withholding?) -> Withholding? {
        guard let ground = form["ground"].flatMap(WithholdingGround.init(rawValue:)) else { return nil }
        let reassess = form["reassess"].flatMap { Self.day($0, before: before?.reassess) }
        return Withholding(
            ground: ground, reason: form.text("reason"), reassess: reassess.map(\.value) ?? before?.reassess)
    }

    private func rule(before: NormativeRule?) -> NormativeRule {
        func day(_ name: String, _ old: Day?) -> Day? { form[name].flatMap { Self.day($0, before: old) }.map(\.value) ?? old }
        return NormativeRule(
            legality: form["legality"].flatMap(NormativeRule.LegalityReview.init(rawValue:)) ?? before?.legality ?? .notReviewed,
            legalityNote: form.text("legalityNote"), effective: day("effective", before?.effective),
            validUntil: day("validUntil", before?.validUntil),
            supersedes: form.text("supersedes").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }
                .filter { !$0.isEmpty })
    }

    private func elements(before: [Draft.Element]) -> [Draft.Element] {
        guard form["element.0.name"] != nil else { return before }
        return before.enumerated().map { index, element in
            guard form["element.\(index).name"] == element.name else { return element }
            return Draft.Element(
                name: element.name, isCovered: form.isOn("element.\(index).covered"), note: form.text("element.\(index).note"))
        }
    }
}

extension String {
    /// The beginning, for repeating in a message what somebody typed.
    func shortened(_ limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}

/// 主题分类: the classes of the national directory (RULES §8.3).
enum DocumentThemes {
    static let all = [
        "国务院组织机构", "综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源", "农业、林业、水利", "工业、交通", "商贸、海关、旅游", "市场监管、安全生产监管",
        "城乡建设、环境保护", "科技、教育", "文化、广电、新闻出版", "卫生、体育", "人口与计划生育、妇女儿童工作", "劳动、人事、监察", "公安、安全、司法", "民政、扶贫、救灾", "民族、宗教", "对外事务",
        "港澳台侨工作", "国防", "其他",
    ]
    /// 体裁
    static let categories = ["政府令（命令）", "决定", "公告", "通告", "通知", "通报", "意见", "批复", "函", "公示", "名单", "办事指南", "政策解读", "统计数据", "其他"]
}
