/// A checklist of matters to be public (事项清单), gathered from three sources, with where each entry went (国办发〔2017〕42号).
package struct Checklist: Sendable {
    package enum Source: String, Sendable, CaseIterable, Codable {
        /// 权责清单
        case powers = "权责清单"
        /// 公共服务事项
        case services = "公共服务事项"
        /// 群众关切
        case concerns = "群众关切"
    }

    /// What became of an entry.
    package enum Outcome: Sendable, Hashable {
        /// Into the catalogue, as the item with these levels; empty when the checklist does not name it.
        case catalogued(levels: [String])
        /// Kept back for a reason, on a legal ground (the reason itself where no other is given), to be assessed again on a day.
        case withheld(reason: String, ground: String, reassessment: Day?)
    }

    package struct Entry: Sendable, Hashable {
        package let source: Source?
        /// The number that the checklist gives it; empty when there is none.
        package let number: String
        package let name: String
        package let domain: String?
        package let bases: [String]
        package let units: [String]
        /// `nil` when the checklist does not say.
        package let outcome: Outcome?
        package let sheet: String?
        /// 1-based line of the source.
        package let line: Int

        package init(
            source: Source?, number: String = "", name: String, domain: String? = nil, bases: [String] = [], units: [String] = [],
            outcome: Outcome? = nil,
            sheet: String? = nil, line: Int
        ) {
            self.source = source
            self.number = number
            self.name = name
            self.domain = domain
            self.bases = bases
            self.units = units
            self.outcome = outcome
            self.sheet = sheet
            self.line = line
        }
    }

    package var entries: [Entry]
    package var diagnostics: [Diagnostic]

    package init(entries: [Entry] = [], diagnostics: [Diagnostic] = []) {
        self.entries = entries
        self.diagnostics = diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads checklists from tables.
package enum ChecklistReader {
    private enum Field { case source, number, name, domain, basis, unit, outcome, outer, item, reason, ground, reassessment }

    private static let names: [Field: [String]] = [
        .source: ["来源", "事项来源", "清单来源", "来源清单", "来源类别", "梳理来源"],
        .name: ["事项名称", "事项", "名称", "公开事项", "清单事项", "公开事项名称", "政务公开事项"],
        .number: ["编号", "事项编号", "序号", "事项编码"],
        .domain: ["领域", "业务领域", "所属领域", "对应领域"],
        .basis: ["依据", "设定依据", "公开依据", "事项依据", "政策依据"],
        .unit: ["责任单位", "责任部门", "实施主体", "公开主体", "单位", "部门", "责任主体", "梳理单位"],
        .outcome: ["去向", "处理去向", "处理结果", "是否列入目录", "列入目录情况", "是否公开", "办理去向", "处理意见"],
        .outer: ["对应一级事项", "目录一级事项"],
        .item: ["对应二级事项", "目录二级事项", "对应目录事项", "目录事项", "对应事项", "列入的目录事项", "对应公开事项"],
        .reason: ["不予公开理由", "不公开理由", "不列入理由", "不予公开的理由", "不予公开原因"],
        // Beside a column 依据 this is the ground for keeping back; alone it is the entry's own basis.
        .ground: ["法律依据", "不予公开依据", "不公开依据", "不予公开的法律依据", "不公开的法律依据", "不予公开法律依据"],
        .reassessment: ["再评估日期", "重新评估日期", "再次评估日期", "复核日期", "再评估时间", "重新评估时间", "定期评估日期"],
    ]

    package static func read(_ sheets: [SourceSheet]) -> Checklist {
        var log = DiagnosticLog()
        let table = LabelledTable<Field>(sheets, names: names, required: [.name, .source], filled: [.source])
        if table.isEmpty {
            log.add(.error, "no-table", message: "没有找到事项清单的表格：表头至少要有「来源」和「事项名称」两列，请检查文件。")
        }
        let entries = table.rows.compactMap { entry($0, hasBasis: table.fields.contains(.basis), log: &log) }
        return Checklist(entries: entries, diagnostics: log.all)
    }

    private static func entry(_ row: LabelledTable<Field>.Row, hasBasis: Bool, log: inout DiagnosticLog) -> Checklist.Entry? {
        log.sheet = row.sheet
        let name = CatalogueText.oneLine(row.text(.name))
        guard !name.isEmpty else {
            if row.texts.keys.contains(where: { $0 != .source }) {
                log.add(.warning, "missing-name", row: row.number, column: "事项名称", message: "第 \(row.number) 行没有事项名称，没有读取，请补上。")
            }
            return nil
        }
        let source = source(row.text(.source))
        if source == nil {
            log.add(
                .warning, "unknown-source", row: row.number, column: "来源",
                message: "第 \(row.number) 行的来源「\(row.text(.source))」不认识，请填权责清单、公共服务事项或群众关切。")
        }
        let domain = row.texts[.domain].flatMap(DomainNames.inColumn)
        let units = ListSplitting.subjects(row.text(.unit))
        if units.isEmpty { log.add(.warning, "missing-unit", row: row.number, column: "责任单位", message: "第 \(row.number) 行没有填责任单位，请补上。") }
        return Checklist.Entry(
            source: source, number: row.text(.number), name: name, domain: domain?.name,
            bases: ListSplitting.bases(row.text(hasBasis ? .basis : .ground)), units: units,
            outcome: outcome(row, log: &log), sheet: row.sheet, line: row.number)
    }

    private static func source(_ text: String) -> Checklist.Source? {
        let key = CatalogueText.key(text)
        if ["权责", "权力", "责任清单", "行政权"].contains(where: key.contains) { return .powers }
        if ["公共服务", "服务事项"].contains(where: key.contains) { return .services }
        if ["群众", "关切", "关注", "社会关切", "依申请", "热线"].contains(where: key.contains) { return .concerns }
        return nil
    }

    private static func outcome(_ row: LabelledTable<Field>.Row, log: inout DiagnosticLog) -> Checklist.Outcome? {
        let text = CatalogueText.key(row.text(.outcome))
        let reason = CatalogueText.oneLine(row.text(.reason))
        let ground = row.text(.ground).isEmpty ? reason : CatalogueText.oneLine(row.text(.ground))
        let levels = [row.text(.outer), row.text(.item)].filter { !$0.isEmpty }.map(CatalogueText.oneLine)
        let isWithheld = ["不予", "不公开", "不列入", "未列入", "不纳入", "暂不", "否"].contains { text.hasPrefix($0) || text.contains($0) && $0 != "否" }
        if isWithheld || text.isEmpty && !reason.isEmpty && levels.isEmpty {
            if ground.isEmpty {
                log.add(
                    .warning, "missing-ground", row: row.number, column: "不予公开理由",
                    message: "第 \(row.number) 行不予公开却没有写法律依据，请补上（条例第十三条至第十六条）。")
            }
            let written = row.text(.reassessment)
            let day = Day(text: written)
            if day == nil {
                log.add(
                    .warning, "missing-reassessment", row: row.number, column: "再评估日期",
                    message: written.isEmpty
                        ? "第 \(row.number) 行不予公开却没有写再评估日期，请补上（条例第十八条）。" : "第 \(row.number) 行的再评估日期「\(written)」不是日期，请写成 2026-12-31 这样。")
            }
            return .withheld(reason: reason, ground: ground, reassessment: day)
        }
        if ["列入", "纳入", "公开", "是", "目录", "进入"].contains(where: text.contains) || !levels.isEmpty { return .catalogued(levels: levels) }
        // Not decided yet is an answer, too.
        if ["待定", "待研究", "研究中", "未定"].contains(where: text.contains) { return nil }
        if text.hasPrefix("待") {
            log.add(.warning, "undecided", row: row.number, column: "去向", message: "第 \(row.number) 行的去向还没有定，请定下列入目录或不予公开。")
            return nil
        }
        if !text.isEmpty {
            log.add(
                .warning, "unknown-outcome", row: row.number, column: "去向",
                message: "第 \(row.number) 行的去向「\(row.text(.outcome))」不认识，请填列入目录、不予公开或待定。")
        }
        return nil
    }
}
