import Domain
import Persistence
import Registers

extension OpenDataset {
    /// A draw holds its lists of candidates: few at a time.
    private static let drawsAtOnce = 10

    static let inspections = OpenDataset(
        Dataset(
            "inspections", title: "双随机抽查", summary: "已经公开抽取记录的随机抽查，一个抽中的检查对象一行：种子、当年第几次抽取、检查人员的执法证号；检查结果以公开的结果文件为准。",
            keywords: ["双随机", "随机抽查", "执法检查"], rhythm: .continuous,
            columns: [
                .init("draw", "抽取的标识"), .init("matter", "抽查事项"), .init("unit", "抽查单位"), .init("time", "抽取时间"),
                .init("number", "当年对该事项的第几次抽取"), .init("seed", "种子"), .init("candidates", "检查对象总数"), .init("place", "抽中次序"),
                .init("target", "检查对象"), .init("inspectors", "检查人员（执法证号）"), .init("inspected", "检查日期"), .init("outcome", "检查结果"),
                .init("note", "说明"), .init("record", "抽取记录的路径"), .init("results", "抽查结果的路径"),
            ]), isLarge: true
    ) { source, before in
        let register = InspectionRegister(source.transaction, site: source.county.id)
        let found = try register.publishedDraws(before: before.map { InspectionDraw.ID($0) }, limit: drawsAtOnce)
        let (units, numbers) = (try unitNames(source), try register.drawNumbers())
        let rows = try found.flatMap { draw -> [DatasetRow] in
            let (record, results) = (try register.document(.draw, of: draw.id), try register.document(.results, of: draw.id))
            let published = try results.map { try publishedResults($0, source) } ?? [:]
            return draw.drawn.enumerated().map { place, target -> DatasetRow in
                let result = published[target]
                return [
                    .text(draw.id.description), .text(draw.matterName), DatasetValue(units[draw.unit]), .text(draw.time.rfc3339),
                    .number(numbers[draw.id] ?? 1), .text(String(draw.seed)), .number(draw.targets.count), .number(place + 1),
                    .text(target), .list(draw.inspectors(of: place)), DatasetValue(result?.day), DatasetValue(result?.outcome),
                    DatasetValue(result?.note), DatasetValue(record.map { "/disclosures/\($0)" }),
                    DatasetValue(results.map { "/disclosures/\($0)" }),
                ]
            }
        }
        return DatasetBatch(rows: rows, next: found.count == drawsAtOnce ? found.last?.id.rawValue : nil)
    }

    /// By object, as the public document has them: what was recorded since has not been through the gate.
    private static func publishedResults(
        _ document: Disclosure.ID, _ source: DatasetSource
    ) throws -> [String: (day: String, outcome: String, note: String)] {
        let body = try DisclosureRegister(source.transaction, site: source.county.id).find(document)?.body
        var results: [String: (day: String, outcome: String, note: String)] = [:]
        for block in body?.blocks ?? [] {
            guard case .table(_, let rows) = block, rows.first == DraftInspectionPaper.resultHeadings else { continue }
            for row in rows.dropFirst() where row.count == DraftInspectionPaper.resultHeadings.count {
                results[row[1]] = (row[2], row[3], row[4])
            }
        }
        return results
    }
}
