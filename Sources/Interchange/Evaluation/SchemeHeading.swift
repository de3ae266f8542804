import Domain

/// What a column of an indicator table holds, by its heading.
enum SchemeHeading: Hashable {
    case serial, level, points, weight, criteria, evidence, way, responsible, remark

    init?(_ text: String) {
        // Until a bracket: 分值（100分）.
        let folded = Folding.fold(text).unicodeScalars.filter { $0 != " " }
        let name = String(String.UnicodeScalarView(folded.prefix { $0 != "(" && $0 != "/" }))
        guard let found = Self.words.first(where: { $0.value.contains(name) }) else { return nil }
        self = found.key
    }

    private static let words: [SchemeHeading: Set<String>] = [
        .serial: ["序号", "编号", "序"],
        .level: [
            "一级指标", "二级指标", "三级指标", "四级指标", "五级指标", "1级指标", "2级指标", "3级指标", "指标", "指标名称", "评估指标", "考核指标", "考评指标", "检查指标", "测评指标",
            "评估内容", "考核内容", "考评内容", "检查内容", "测评内容", "评估项目", "考核项目", "检查项目", "评估要点", "考核要点", "考评要点", "具体指标",
        ],
        .points: ["分值", "满分", "标准分", "分数", "基准分", "总分", "一级分值", "二级分值", "三级分值"],
        .weight: ["权重", "比重", "占比", "所占权重"],
        .criteria: [
            "评分标准", "评分细则", "评分办法", "评分方法", "评分说明", "评分规则", "考核标准", "考评标准", "评估标准", "检查标准", "测评标准", "扣分标准", "计分办法", "计分方法", "计分规则", "指标说明",
            "指标解释", "考核细则",
        ],
        .evidence: ["佐证材料", "证明材料", "评估材料", "所需材料", "提供材料", "验证材料", "支撑材料", "材料要求"],
        .way: [
            "评估方式", "检查方式", "考核方式", "考评方式", "评价方式", "测评方式", "验收方式", "评估验收方式", "数据来源", "评估方法", "检查方法", "评估主体", "考核主体", "评分主体", "评价主体",
        ],
        .responsible: ["责任主体", "责任单位", "实施主体", "实施单位", "承担单位"],
        .remark: ["备注", "说明", "得分", "自评分", "自评得分", "评估得分", "扣分原因"],
    ]
}

/// Numbers and set phrases in the texts of schemes.
enum SchemeText {
    /// `6`, `6分`, `6.5 分`; `nil` for anything else.
    static func points(_ text: String) -> ExactNumber? {
        var folded = Folding.trimmed(Folding.fold(text))
        if folded.hasSuffix("分") { folded = Folding.trimmed(String(folded.dropLast())) }
        return ExactNumber(text: folded)
    }

    /// `10%`.
    static func percent(_ text: String) -> ExactNumber? {
        let folded = Folding.trimmed(Folding.fold(text))
        guard folded.hasSuffix("%") else { return nil }
        return ExactNumber(text: Folding.trimmed(String(folded.dropLast())))
    }

    /// Cuts `成立领导小组。(3)` or `组织领导（16分）` into name and points.
    static func cut(_ text: String) -> (name: String, points: ExactNumber)? {
        var scalars = Array(Folding.trimmed(text).unicodeScalars)
        while let last = scalars.last, "。；;，,".unicodeScalars.contains(last) { scalars.removeLast() }
        guard let last = scalars.last, last == ")" || last == "）",
            let open = scalars.lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return nil }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[(open + 1)..<(scalars.count - 1)])
        guard let points = points(String(view)) else { return nil }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[..<open])
        let trimmed = Folding.trimmed(String(name))
        return trimmed.isEmpty ? nil : (trimmed, points)
    }

    static func assessorKind(_ text: String) -> Scheme.Assessor.Kind {
        if text.contains("自查") || text.contains("自评") || text.contains("自我") { return .oneself }
        if text.contains("第三方") || text.contains("专业机构") { return .thirdParty }
        return text.contains("检查") || text.contains("考核") || text.contains("验收") || text.contains("核查") ? .inspection : .other
    }

    static func method(_ text: String) -> Indicator.Method {
        if text.contains("自动") || text.contains("系统") { return .automatic }
        if text.contains("网上") || text.contains("网站") || text.contains("线上") { return .website }
        return text.contains("实地") || text.contains("现场") ? .field : .material
    }

    /// The first document number of a text, such as 六政办秘〔2018〕177号.
    static func documentNumber(in text: String) -> (text: String, year: Int)? {
        let number = /[\p{Han}]{2,12}〔((?:19|20)\d\d)〕\d{1,5}号/
        guard let match = text.prefix(20_000).firstMatch(of: number), let year = Int(match.1) else { return nil }
        return (String(match.0), year)
    }

    /// 按一定比例分别给予合格、良好、优秀等次: grades without their ratio.
    static func openQuota(in text: String) -> Grading? {
        guard let start = text.firstRange(of: "按一定比例")?.upperBound else { return nil }
        let sentence = text[start...].prefix(60).prefix { $0 != "。" }
        let names = ["优秀", "良好", "合格"].filter(sentence.contains)
        guard names.count >= 2 else { return nil }
        return .quota(names.map { Grading.Quota($0, percent: nil) }, ties: .lower, failing: "不合格")
    }

    /// `每发现一处扣0.5分，最多扣2分；缺元数据扣1分；累计最多扣4分`: a penalty for each clause, or `nil` when some clause is anything else.
    static func penalties(_ text: String) -> Indicator.Deduction? {
        let clauses = text.split { "；;。\n".contains($0) }.map { Folding.trimmed(Folding.fold(String($0))) }
        var deduction = Indicator.Deduction([])
        for clause in clauses where !clause.isEmpty && clause != "扣完为止" {
            let cap = clause.firstMatch(of: /(?:最多|至多|不超过)\s*扣?\s*(\d+(?:\.\d+)?)\s*分/)
            let rest = cap.map { clause[..<$0.range.lowerBound] } ?? clause[...]
            let amounts = rest.matches(of: /扣\s*(\d+(?:\.\d+)?)\s*分/)
            if let amount = amounts.first, amounts.count == 1, let each = ExactNumber(text: amount.1) {
                let name = Folding.trimmed(String(rest[..<amount.range.lowerBound]))
                deduction.penalties.append(
                    Indicator.Penalty(name.isEmpty ? clause : name, each: each, cap: cap.flatMap { ExactNumber(text: $0.1) }))
            } else if amounts.isEmpty, let cap, deduction.cap == nil {
                deduction.cap = ExactNumber(text: cap.1)
            } else {
                return nil
            }
        }
        return deduction.penalties.isEmpty ? nil : deduction
    }
}
