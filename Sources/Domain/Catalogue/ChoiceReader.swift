/// Reads a cell that names some of a few things, as ticks or as words: audience, mode, tier, stage.
struct ChoiceReader<Choice: Hashable & Sendable> {
    /// What a name means; an empty list means nothing is to be said.
    struct Word: Sendable {
        let name: String
        let choices: [Choice]
        let isStandard: Bool

        init(_ name: String, _ choices: [Choice], isStandard: Bool = false) {
            self.name = name
            self.choices = choices
            self.isStandard = isStandard
        }
    }

    private let words: [(scalars: CatalogueText.Scalars, word: Word)]
    private(set) var chosen: [Choice] = []
    private(set) var aliases: [(written: String, choices: [Choice])] = []
    private(set) var unknown: [String] = []
    private(set) var foldedGlyphs: CatalogueText.Scalars = []

    init(_ words: [Word]) {
        self.words = words.map { (Array($0.name.unicodeScalars), $0) }.sorted { $0.0.count > $1.0.count }
    }

    mutating func read(_ text: String) {
        let marked = MarkedText(CatalogueText.folded(text)) { text in words.contains { text.starts(with: $0.scalars) } }
        foldedGlyphs = marked.folded
        for segment in marked.segments where !marked.hasMarks || segment.mark == .on { readWords(segment.text[...]) }
    }

    private mutating func readWords(_ text: ArraySlice<Unicode.Scalar>) {
        var rest = text
        var skipped: CatalogueText.Scalars = []
        var found = false
        while let first = rest.first {
            if let match = words.first(where: { rest.starts(with: $0.scalars) }) {
                found = true
                for choice in match.word.choices where !chosen.contains(choice) { chosen.append(choice) }
                if !match.word.isStandard, !match.word.choices.isEmpty { aliases.append((match.word.name, match.word.choices)) }
                rest = rest.dropFirst(match.scalars.count)
                continue
            }
            skipped.append(first)
            rest = rest.dropFirst()
        }
        // Explanations beside a known word (特定群体：低保对象) need no remark; a text without any known word does.
        let left = CatalogueText.string(CatalogueText.trimmed(skipped, CatalogueText.isIgnorable))
        if !found && !left.isEmpty && left != "无" { unknown.append(left) }
    }
}

/// The words of the four kinds of choice, as data.
enum ChoiceWords {
    enum Audience: Sendable { case everyone, specific }

    static let audience: [ChoiceReader<Audience>.Word] =
        [
            .init("全社会", [.everyone], isStandard: true), .init("特定群体", [.specific], isStandard: true), .init("特定区域特定群体", [.specific]),
        ]
        + ["社会公众", "全体社会", "社会各界", "公众", "全体公民", "全县", "全体群众", "社会", "全部", "所有人"].map { .init($0, [.everyone]) }
        + ["特定群众", "特定对象", "特定人群", "特定区域", "特定公众", "特定", "申请人", "当事人", "利害关系人", "服务对象", "相关群体", "行政相对人", "被征收人", "本村村民", "村民", "申请者"]
        .map { .init($0, [.specific]) }

    static let mode: [ChoiceReader<DisclosureMode>.Word] = [
        .init("主动公开", [.proactive], isStandard: true), .init("主动", [.proactive], isStandard: true),
        .init("依申请公开", [.onRequest], isStandard: true),
        .init("依申请", [.onRequest], isStandard: true), .init("申请公开", [.onRequest]),
    ]

    static let stage: [ChoiceReader<Stage>.Word] =
        Stage.allCases.map { .init($0.rawValue, [$0], isStandard: true) } + [
            .init("决策公开", [.decision], isStandard: true), .init("执行公开", [.execution], isStandard: true),
            .init("管理公开", [.management], isStandard: true),
            .init("服务公开", [.service], isStandard: true), .init("结果公开", [.result], isStandard: true), .init("政策解读", [.interpretation]),
            .init("回应关切", [.response]), .init("五公开", Array(Stage.allCases.prefix(5))), .init("重大决策", [.decision]),
        ]

    /// 乡、村级 is the tier of townships, as the guides use it (国办发〔2019〕54号: 乡、村级 beside 县级).
    static let tier: [ChoiceReader<Tier>.Word] =
        Tier.allCases.map { .init($0.rawValue, [$0], isStandard: true) }
        + [
            "乡、村级", "镇、村级", "乡村级", "镇村级", "乡镇级", "乡(镇)级", "乡、镇级", "镇乡级", "镇级", "街道级", "街道", "镇街级", "镇(街道)级", "镇街", "镇(街)级", "乡镇(街道)级",
            "苏木乡镇级", "乡镇街道级", "乡镇(街道)", "乡镇", "镇街乡",
        ]
        .map { .init($0, [.township]) }
        + ["区级", "旗级", "旗县级", "区县级", "县区级", "县(区)级", "县(市)级", "县(市、区)级", "县市区级", "县(市区)级", "市(县)级", "区(县)级", "县直", "县本级"].map {
            .init($0, [.county])
        }
        + ["设区市级", "地市级", "地级", "市本级", "盟市级"].map { .init($0, [.city]) }
        + ["省本级", "自治区级"].map { .init($0, [.province]) }
        + ["村(社区)级", "村(居)级", "村居级", "社区级", "村社区级", "村社级", "村(社区)", "社区", "嘎查级"].map { .init($0, [.village]) }
        + [
            .init("县、乡级", [.county, .township]), .init("县乡级", [.county, .township]), .init("县乡两级", [.county, .township]),
            .init("县、乡两级", [.county, .township]),
            .init("县乡村三级", [.county, .township, .village]), .init("县乡村级", [.county, .township, .village]), .init("县", [.county]),
            .init("乡", [.township]),
            .init("镇", [.township]), .init("村", [.village]), .init("省", [.province]), .init("市", [.city]),
        ]
}
