extension LedgerKind {
    /// 公共资源配置领域失信名单 ([S 003] 二（二）)
    package static let resourceBlacklist = blacklist(
        "resource-blacklist", "公共资源配置失信名单", "骗取公共资源等不良行为的主体、事实、依据和期限。", "《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》")
    /// 食品药品失信名单 ([S 003] 二（三）4)
    package static let foodAndDrugBlacklist = blacklist(
        "food-drug-blacklist", "食品药品失信名单", "食品药品领域严重违法的主体、事实、依据和期限。", "《国务院办公厅关于推进社会公益事业建设领域政府信息公开的意见》")

    private static func blacklist(_ code: String, _ name: String, _ purpose: String, _ basis: String) -> LedgerKind {
        LedgerKind(
            code: code, name: name, purpose: purpose, basis: basis,
            fields: [
                LedgerField("subject", "主体名称", isRequired: true),
                LedgerField("nature", "主体类型", .choice(["法人或者其他组织", "自然人"]), isRequired: true),
                LedgerField("credit", "统一社会信用代码", .creditCode, hint: "法人或者其他组织必填。"),
                LedgerField("identity", "身份证号码", .identityNumber, hint: "自然人填写；只保存和公开最后四位。"),
                LedgerField("fact", "失信事实", .longText, isRequired: true),
                LedgerField("basis", "列入依据", isRequired: true),
                LedgerField("number", "决定书文号", isRequired: true),
                LedgerField("from", "列入日期", .day, isRequired: true),
                LedgerField("until", "截止日期", .day, isRequired: true),
                LedgerField("note", "说明", .longText, isPublic: false),
            ],
            key: ["number", "subject"], title: "subject", listed: ["nature", "credit", "number", "from", "until"], isByUnit: true,
            keepers: [.government, .department], rhythm: .atOnce,
            isLeftOut: { line, day in line.cells.day("until").map { $0 < day } ?? false },
            faults: { cells in
                var faults: [LedgerFault] = []
                if cells["nature"] == "法人或者其他组织", cells["credit"].isEmpty { faults.append(LedgerFault("credit", .missing)) }
                if let from = cells.day("from"), let until = cells.day("until"), until < from {
                    faults.append(LedgerFault("until", .rule("“截止日期”早于列入日期，请核对。")))
                }
                return faults
            },
            warnings: { facts in
                facts.each { line in
                    guard let until = line.cells.day("until"), until < facts.today else { return [] }
                    return [facts.warning(line, "列入期限已于\(until.chineseDate)届满", "关闭这一条，并发布新的名单。", due: until)]
                }
            }, published: { publishedSubject($0, $1) })
    }

    /// A legal person is named; of a natural person the surname and the last four places of the number (RULES §13).
    private static func publishedSubject(_ cells: LedgerCells, _ kind: LedgerKind) -> LedgerCells {
        var shown = cells.publicPart(of: kind)
        guard cells["nature"] == "自然人" else { return shown }
        let name = cells["subject"].unicodeScalars
        shown["subject"] = String(String.UnicodeScalarView(name.prefix(1))) + String(repeating: "*", count: max(1, name.count - 1))
        shown["credit"] = ""
        return shown
    }
}
