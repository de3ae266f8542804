/// Guides as a table lists them, a row each (办事指南表): several values of a cell stand on lines of their own, the parts of a line between “｜”.
package struct GuideTable: Sendable {
    package struct Row: Sendable, Hashable {
        /// Code or name of the unit, as written.
        package let unit: String
        package let guide: ServiceGuide
        /// 1-based line of the source.
        package let line: Int
    }

    package var rows: [Row]
    /// What cannot be read, in sentences with the line.
    package var problems: [String]

    package static let mostRows = 5_000

    /// Headings, in the order in which a table is written.
    package static let columns: [(field: Field, heading: String)] = [
        (.unit, "单位"), (.code, "事项编码"), (.name, "事项名称"), (.bases, "设定依据"), (.agency, "实施机关"), (.audiences, "服务对象"), (.events, "办事情形"),
        (.conditions, "办理条件"), (.steps, "办理程序"), (.promised, "承诺时限"), (.statutory, "法定时限"), (.materials, "办理材料"), (.fee, "收费"),
        (.place, "办理地点"), (.hours, "工作时间"), (.phone, "咨询电话"), (.supervision, "监督电话"), (.channels, "办理渠道"), (.online, "网上办理地址"),
        (.result, "办理结果"), (.delivery, "结果送达"), (.scope, "公开范围"),
    ]

    package enum Field: Hashable, Sendable {
        case unit, code, name, bases, agency, audiences, events, conditions, steps, promised, statutory, materials, fee, place, hours,
            phone,
            supervision, channels, online, result, delivery, scope
    }

    package static func read(_ sheets: [SourceSheet]) -> GuideTable {
        let names = Dictionary(columns.map { ($0.field, [$0.heading]) }, uniquingKeysWith: { $1 })
        let table = LabelledTable<Field>(sheets, names: names, required: [.unit, .code, .name])
        var result = GuideTable(rows: [], problems: [])
        if table.isEmpty { result.problems.append("没有找到办事指南表：表头至少要有“单位”“事项编码”“事项名称”三列。") }
        if table.rows.count > mostRows { result.problems.append("一次最多导入 \(mostRows) 项。") }
        for row in table.rows.prefix(mostRows) {
            var reader = GuideRowReader(row: row)
            result.rows.append(Row(unit: row.text(.unit), guide: reader.guide(), line: row.number))
            result.problems += reader.problems
        }
        return result
    }

    /// The cells of a guide, in the order of the columns.
    package static func cells(_ guide: ServiceGuide, unit: String) -> [String] {
        columns.map { column in
            switch column.field {
            case .unit: unit
            case .code: guide.code
            case .name: guide.name
            case .bases: guide.bases.map { "\($0.document)｜\($0.article)" }.joined(separator: "\n")
            case .agency: guide.agency
            case .audiences: guide.audiences.map(\.rawValue).joined(separator: "、")
            case .events: guide.lifeEvents.joined(separator: "、")
            case .conditions: guide.conditions.joined(separator: "\n")
            case .steps: guide.steps.map(cell).joined(separator: "\n")
            case .promised: guide.promisedLimit?.words ?? ""
            case .statutory: guide.statutoryLimit?.words ?? ""
            case .materials: guide.needsNoMaterials ? "不需要" : guide.materials.map(cell).joined(separator: "\n")
            case .fee: guide.fee.map { $0.isFree ? "不收费" : "\(ServiceFee.yuan($0.amountInFen))｜\($0.per)｜\($0.basis)" } ?? ""
            case .place: guide.place
            case .hours: guide.hours
            case .phone: guide.phone
            case .supervision: guide.supervisionPhone
            case .channels: guide.channels.map(\.rawValue).joined(separator: "、")
            case .online: guide.onlineAddress
            case .result: guide.result
            case .delivery: guide.delivery
            case .scope: guide.scope
            }
        }
    }

    private static func cell(_ step: GuideStep) -> String {
        let parts = [
            step.name, step.actor, step.duration, step.outcome, step.question, step.next.map { String($0) } ?? "",
            step.otherwise.map { String($0) } ?? "",
        ]
        let last = parts.lastIndex { !$0.isEmpty } ?? 0
        return parts[...last].joined(separator: "｜")
    }

    private static func cell(_ material: ServiceGuide.Material) -> String {
        [
            material.name, material.kind.rawValue, String(material.copies), material.form.rawValue, material.source, material.basis,
            material.isForm ? "表格" : "",
        ].joined(separator: "｜")
    }
}

/// One row of the table.
private struct GuideRowReader {
    let row: LabelledTable<GuideTable.Field>.Row
    var problems: [String] = []

    mutating func guide() -> ServiceGuide {
        var guide = ServiceGuide(name: row.text(.name), code: row.text(.code))
        guide.bases = lines(.bases).map { ServiceGuide.LegalBasis(document: $0[0], article: part($0, 1)) }
        guide.agency = row.text(.agency)
        guide.audiences = list(.audiences).compactMap { choice($0, "服务对象") }
        guide.lifeEvents = list(.events)
        guide.conditions = lines(.conditions).map { $0.joined(separator: "｜") }
        guide.steps = lines(.steps).map { parts in
            GuideStep(
                name: parts[0], actor: part(parts, 1), duration: part(parts, 2), outcome: part(parts, 3), question: part(parts, 4),
                next: number(part(parts, 5), "办理程序"), otherwise: number(part(parts, 6), "办理程序"))
        }
        guide.promisedLimit = limit(.promised, "承诺时限")
        guide.statutoryLimit = limit(.statutory, "法定时限")
        let materials = lines(.materials)
        guide.needsNoMaterials = materials == [["不需要"]] || materials == [["无"]]
        if !guide.needsNoMaterials { guide.materials = materials.map { material($0) } }
        guide.fee = fee()
        (guide.place, guide.hours) = (row.text(.place), row.text(.hours))
        (guide.phone, guide.supervisionPhone) = (row.text(.phone), row.text(.supervision))
        guide.channels = list(.channels).compactMap { choice($0, "办理渠道") }
        guide.onlineAddress = row.text(.online)
        (guide.result, guide.delivery, guide.scope) = (row.text(.result), row.text(.delivery), row.text(.scope))
        return guide
    }

    private mutating func material(_ parts: [String]) -> ServiceGuide.Material {
        ServiceGuide.Material(
            name: parts[0], kind: part(parts, 1).isEmpty ? .original : choice(part(parts, 1), "办理材料") ?? .original,
            copies: number(part(parts, 2), "办理材料") ?? 1, source: part(parts, 4),
            form: part(parts, 3).isEmpty ? .either : choice(part(parts, 3), "办理材料") ?? .either, basis: part(parts, 5),
            isForm: part(parts, 6) == "表格")
    }

    private mutating func fee() -> ServiceFee? {
        let text = row.text(.fee)
        if text.isEmpty { return nil }
        if text == "不收费" || text == "免费" { return .free }
        let parts = lines(.fee)[0]
        guard let fen = ServiceFee.fen(yuan: parts[0]) else {
            problem("收费应当写成“不收费”，或者“金额｜计费单位｜依据”，金额例如 12.50")
            return nil
        }
        return ServiceFee(amountInFen: fen, per: part(parts, 1), basis: part(parts, 2))
    }

    private mutating func limit(_ field: GuideTable.Field, _ heading: String) -> ServiceLimit? {
        let text = row.text(field)
        guard !text.isEmpty else { return nil }
        guard let limit = ServiceLimit(text: text) else {
            problem("\(heading)“\(text)”应当写成“即时办结”“5个工作日”或者“30日”")
            return nil
        }
        return limit
    }

    private mutating func choice<Choice: RawRepresentable<String>>(_ text: String, _ heading: String) -> Choice? {
        guard let choice = Choice(rawValue: text) else {
            problem("\(heading)中的“\(text)”不认识")
            return nil
        }
        return choice
    }

    private mutating func number(_ text: String, _ heading: String) -> Int? {
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), (0...99).contains(number) else {
            problem("\(heading)中的“\(text)”应当是 0 到 99 的整数")
            return nil
        }
        return number
    }

    private mutating func problem(_ sentence: String) { problems.append("第 \(row.number) 行（\(row.text(.code))）：\(sentence)。") }

    /// The lines of a cell, each in its parts; none is without a first part.
    private func lines(_ field: GuideTable.Field) -> [[String]] {
        row.text(field).split(whereSeparator: \.isNewline).map { line in
            line.split(separator: "｜", omittingEmptySubsequences: false).map { Folding.trimmed(String($0)) }
        }.filter { !$0[0].isEmpty }
    }

    private func part(_ parts: [String], _ index: Int) -> String { index < parts.count ? parts[index] : "" }

    private func list(_ field: GuideTable.Field) -> [String] {
        row.text(field).split { "、，,；;\n".contains($0) }.map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}

extension ServiceFee {
    /// 12.5, 12.50, 12: exactly, never through a fraction; `nil` for nought and for what is no amount.
    package static func fen(yuan text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, (1...9).contains(first.utf8.count), first.utf8.allSatisfy({ (48...57).contains($0) }),
            let yuan = Int(first)
        else { return nil }
        guard parts.count == 2 else { return yuan > 0 ? yuan * 100 : nil }
        guard (1...2).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let rest = Int(parts[1]) else {
            return nil
        }
        let fen = yuan * 100 + (parts[1].utf8.count == 1 ? rest * 10 : rest)
        return fen > 0 ? fen : nil
    }
}
