package import Domain

/// The ledger of a consultation as a table that goes out and comes back (意见台账表格).
package enum OpinionTable {
    /// A table that came back: answers to known opinions, or opinions from letters and the counter.
    package enum Found: Sendable, Hashable {
        case answers([(number: String, outcome: String, reply: String)])
        case papers([Paper])

        package static func == (left: Found, right: Found) -> Bool {
            switch (left, right) {
            case (.answers(let left), .answers(let right)): left.elementsEqual(right, by: ==)
            case (.papers(let left), .papers(let right)): left == right
            default: false
            }
        }

        package func hash(into hasher: inout Hasher) {
            if case .papers(let papers) = self { hasher.combine(papers) }
        }
    }

    /// An opinion as it stands in a line.
    package struct Paper: Sendable, Hashable {
        package let line: Int
        package let channel: Opinion.Channel
        /// `nil` where the cell is empty.
        package let received: Day?
        package let entry: Opinion.Entry
    }

    package static let mostRows = 2_000

    /// - Throws: `UnreadableFile` with the line that is wrong.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> Found {
        let file = try TableFile.read(bytes)
        let lines = file.sheets.first { !$0.isHidden && !$0.lines.isEmpty }?.lines ?? []
        guard let head = lines.firstIndex(where: { line in line.cells.contains { $0.text == "采纳情况" || $0.text == "意见内容" } }) else {
            throw UnreadableFile("没有找到表头：应当有“编号”“采纳情况”“理由”，或者“意见内容”。")
        }
        var columns: [String: Int] = [:]
        for (place, cell) in lines[head].cells.enumerated() where !cell.text.isEmpty && columns[cell.text] == nil {
            columns[cell.text] = place
        }
        let rows = lines[(head + 1)...].filter { $0.cells.contains { !$0.text.isEmpty } }
        guard rows.count <= mostRows else { throw UnreadableFile("有 \(rows.count) 行，一次最多 \(mostRows) 行，请分成几个文件。") }
        func text(_ line: SourceSheet.Line, _ heading: String) -> String {
            guard let place = columns[heading], place < line.cells.count else { return "" }
            return Folding.trimmed(line.cells[place].text)
        }
        if columns["编号"] != nil, columns["采纳情况"] != nil {
            return .answers(rows.map { (text($0, "编号"), text($0, "采纳情况"), text($0, "理由")) })
        }
        var papers: [Paper] = []
        for row in rows {
            let (way, day, place) = (text(row, "方式"), text(row, "收到日期"), text(row, "针对"))
            guard let channel = way.isEmpty ? .letter : Self.channel(way) else {
                throw UnreadableFile("第 \(row.number) 行：方式应当是“信函”或者“当面”。")
            }
            let received = Day(text: day)
            guard day.isEmpty || received != nil else { throw UnreadableFile("第 \(row.number) 行：收到日期应当写成 2026-03-20。") }
            guard let paragraph = Self.paragraph(place) else { throw UnreadableFile("第 \(row.number) 行：“针对”应当是“全文”或者“第3段”。") }
            papers.append(
                Paper(
                    line: row.number, channel: channel, received: received,
                    entry: Opinion.Entry(
                        paragraph: paragraph, text: text(row, "意见内容"), name: text(row, "姓名"), contact: text(row, "联系方式"))))
        }
        return .papers(papers)
    }

    private static func channel(_ text: String) -> Opinion.Channel? {
        switch text {
        case "信函": .letter
        case "当面": .counter
        default: nil
        }
    }

    /// 全文, 第3段 or 3.
    private static func paragraph(_ text: String) -> Int? {
        if text.isEmpty || text == "全文" { return 0 }
        let digits = text.filter { $0 != "第" && $0 != "段" && !$0.isWhitespace }
        return Int(digits).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Without names: who handles them looks them up one by one.
    package static func xlsx(_ opinions: [Opinion], title: String) throws(UnwritableFile) -> [UInt8] {
        let columns = [
            LedgerWorkbook.Column("编号", width: 24), .init("方式", width: 8), .init("收到日期", width: 12), .init("针对", width: 8),
            .init("意见内容", width: 60), .init("提出人", width: 10), .init("审核", width: 10), .init("采纳情况", width: 10), .init("理由", width: 40),
        ]
        let rows = opinions.map { opinion in
            [
                opinion.number, opinion.channel.name, opinion.received.day.description, Opinion.place(opinion.paragraph),
                opinion.text, opinion.author, opinion.moderation.name, opinion.outcome?.name ?? "", opinion.reply,
            ]
        }
        return try LedgerWorkbook.xlsx(columns: columns, rows: rows, title: title, sheet: "意见")
    }
}
