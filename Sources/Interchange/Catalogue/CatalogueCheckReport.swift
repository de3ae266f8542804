package import Domain

/// What `mingtang catalogue check` prints for one file.
package enum CatalogueCheckReport {
    /// One JSON object on one line, without a line break at its end.
    package static func json(file: String, reading: CatalogueReading) -> String {
        var json = JSONWriter()
        json.object { json in
            json.value("file", file)
            json.array("items") { json in
                for item in reading.items {
                    json.object { json in
                        json.value("sheet", item.sheet)
                        json.value("row", item.row)
                        CatalogueJSON.write(item.entry, to: &json)
                    }
                }
            }
            json.array("diagnostics") { json in
                for diagnostic in reading.diagnostics { write(diagnostic, to: &json) }
            }
        }
        return json.text
    }

    private static func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        json.object { json in
            json.value("severity", diagnostic.severity.rawValue)
            json.value("code", diagnostic.code)
            json.value("sheet", diagnostic.sheet)
            json.value("row", diagnostic.row)
            json.value("column", diagnostic.column)
            json.value("message", diagnostic.message)
        }
    }

    /// A table for people: the items, then what to put right, then how many repairs were made.
    ///
    /// - Parameter showsRepairs: whether the repairs (`info`) are listed one by one instead of counted.
    package static func table(file: String, reading: CatalogueReading, showsRepairs: Bool = false) -> String {
        var lines = ["\(file)：\(reading.items.count) 个事项"]
        if !reading.items.isEmpty { lines += itemTable(reading.items) }
        let serious = reading.diagnostics.filter { $0.severity != .info || showsRepairs }
        if !serious.isEmpty { lines += ["", "需要核对："] + serious.map(sentence) }
        let repairs = reading.diagnostics.filter { $0.severity == .info }
        if !repairs.isEmpty && !showsRepairs { lines += ["", "已自动整理 \(repairs.count) 处：" + summary(repairs)] }
        if serious.isEmpty { lines += ["没有发现问题。"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func itemTable(_ items: [CatalogueReading.Item]) -> [String] {
        var table = TextTable(columns: [
            ("位置", 18), ("领域", 20), ("事项", 40), ("公开时限", 28), ("公开主体", 24), ("公开渠道", 28), ("对象", 10), ("方式", 11), ("层级", 10),
        ])
        for item in items {
            let entry = item.entry
            let audience = (entry.audience.everyone ? ["全社会"] : []) + (entry.audience.specific ? ["特定群体"] : [])
            table.add([
                (item.sheet.map { "\($0) " } ?? "") + "第\(item.row)行", entry.domain ?? "—", entry.levels.joined(separator: " > "),
                entry.timeLimit?.text ?? "—", entry.subjects.joined(separator: "、"), entry.channels.map(\.rawValue).joined(separator: "、"),
                audience.joined(separator: "、"), entry.modes.map(\.rawValue).joined(separator: "、"),
                entry.tiers.map(\.rawValue).joined(separator: "、"),
            ])
        }
        return table.lines
    }

    private static func sentence(_ diagnostic: Diagnostic) -> String {
        let kind =
            switch diagnostic.severity {
            case .error: "错误"
            case .warning: "提醒"
            case .info: "整理"
            }
        var place = diagnostic.sheet.map { "「\($0)」" } ?? ""
        if let row = diagnostic.row, !diagnostic.message.hasPrefix("第 \(row) 行") { place += "第 \(row) 行：" }
        return "  [\(kind)] \(place)\(diagnostic.message)"
    }

    private static func summary(_ repairs: [Diagnostic]) -> String {
        let names = [
            "glyph-folded": "勾选符号和括号", "filled-from-merge": "合并单元格", "filled-from-above": "空格按与上同", "alias-mapped": "名称归到标准名称",
            "header-repeated": "重复表头",
            "row-joined": "续行并入", "note-skipped": "说明文字跳过", "several-time-limits": "一格多个时限", "letter-spacing-removed": "字间空格去掉",
        ]
        var counts: [String: Int] = [:]
        for repair in repairs { counts[names[repair.code] ?? "其他", default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: "，")
    }
}
