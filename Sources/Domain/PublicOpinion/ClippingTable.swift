/// A list of clippings (舆情简报、舆情清单) as somebody else's service delivers it.
package struct ClippingTable: Sendable {
    package static let headings = ["标题", "来源", "网址", "发现时间", "事发时间", "摘要", "责任单位"]
    package static let mostRows = 2_000

    package struct Row: Sendable, Hashable {
        /// 1-based line of the source.
        package let line: Int
        package let title: String
        package let source: String
        package let address: String
        package let summary: String
        package let detected: Instant
        package let event: Instant?
        /// As written; empty for none.
        package let unit: String
    }

    /// A row that cannot be taken, and why.
    package struct Fault: Sendable, Hashable {
        package let line: Int
        package let sentence: String

        package init(line: Int, sentence: String) {
            self.line = line
            self.sentence = sentence
        }
    }

    package private(set) var rows: [Row] = []
    package private(set) var faults: [Fault] = []
    /// No table with these columns.
    package let isUnknown: Bool

    private enum Field { case title, source, address, detected, event, summary, unit }

    private static let names: [Field: [String]] = [
        .title: ["标题", "舆情标题", "主题", "事项", "题目"], .source: ["来源", "媒体", "来源媒体", "平台", "发布平台", "来源平台"],
        .address: ["网址", "链接", "原文链接", "url", "地址"], .detected: ["发现时间", "监测时间", "采集时间", "收集时间", "发布时间", "时间"],
        .event: ["事发时间", "发生时间"], .summary: ["摘要", "内容摘要", "内容", "主要内容", "正文"], .unit: ["责任单位", "涉事单位", "涉及单位", "单位", "部门"],
    ]

    package init(_ sheets: [SourceSheet]) {
        let table = LabelledTable<Field>(sheets, names: Self.names, required: [.title, .detected])
        isUnknown = table.isEmpty
        if table.rows.count > Self.mostRows {
            faults.append(Fault(line: Self.mostRows + 1, sentence: "一次最多 \(Self.mostRows) 行，请分成几份。"))
            return
        }
        for row in table.rows {
            let title = CatalogueText.oneLine(Folding.trimmed(row.text(.title)))
            let (detected, event) = (Self.moment(row.text(.detected)), Self.moment(row.text(.event)))
            if title.isEmpty {
                faults.append(Fault(line: row.number, sentence: "没有标题。"))
            } else if title.unicodeScalars.count > PublicOpinion.longestTitle {
                faults.append(Fault(line: row.number, sentence: "标题超过 \(PublicOpinion.longestTitle) 字。"))
            } else if !row.text(.event).isEmpty, event == nil {
                faults.append(Fault(line: row.number, sentence: "事发时间“\(row.text(.event).prefix(30))”无法识别，请写成 2026-03-20 09:00。"))
            } else if let detected {
                rows.append(
                    Row(
                        line: row.number, title: title,
                        source: row.text(.source).isEmpty ? "舆情清单" : CatalogueText.oneLine(row.text(.source)),
                        address: Folding.trimmed(row.text(.address)), summary: row.text(.summary), detected: detected, event: event,
                        unit: CatalogueText.oneLine(Folding.trimmed(row.text(.unit)))))
            } else {
                faults.append(Fault(line: row.number, sentence: "发现时间“\(row.text(.detected).prefix(30))”无法识别，请写成 2026-03-20 09:00。"))
            }
        }
    }

    /// A moment; of a day alone its beginning, because no time may be won by leaving it out.
    private static func moment(_ text: String) -> Instant? {
        let text = Folding.trimmed(text)
        return Instant(text: text) ?? Day(text: text).map { Instant(startOf: $0) }
    }
}
