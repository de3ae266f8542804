package import Domain
package import HTML

/// 村务公开栏: what a village published in a quarter, as a sheet to print and hang out.
package struct VillageBoardPage: Sendable {
    package var unit: UnitLink
    package var quarter: LedgerQuarter
    package var rows: [LedgerRow]

    package init(unit: UnitLink, quarter: LedgerQuarter, rows: [LedgerRow]) {
        self.unit = unit
        self.quarter = quarter
        self.rows = rows
    }
}

extension VillageBoardPage: FramedPage {
    private var title: String { "\(unit.name)村务公开栏（\(quarter.words)）" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title,
            column: PageHead.Column(
                name: title, description: "\(unit.name)\(quarter.words)公开的村务。", keywords: ["村务公开", unit.name], type: .openData),
            trail: [
                PageHead.Step(label: "公开台账", address: .ledgers),
                PageHead.Step(label: LedgerKind.villageAffairs.name, address: .ledger(LedgerKind.villageAffairs.code)),
            ])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title)
        if rows.isEmpty {
            EmptyState(
                reason: "这个季度没有已经发布的村务公开事项。", advice: "可以看其他季度，或者查看全部村务公开。",
                links: [("村务公开", .ledger(LedgerKind.villageAffairs.code))]
            ).write(&html)
        } else {
            PeopleTable(caption: title, headings: ["公开事项", "类别", "公开日期", "公开内容", "金额（元）"]).write(&html) { html, labels in
                for row in rows {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: row.cells["name"])
                        for (label, code) in zip(labels.dropFirst(), ["category", "day", "content", "amount"]) {
                            html(.td, .role("cell"), .data("label", label), text: row.cells[code])
                        }
                    }
                }
            }
        }
        html(.p) { html in
            for (label, other) in [("上一季度", quarter.previous), ("下一季度", quarter.next)] {
                guard let other else { continue }
                html(.a, .href(Address.villageBoard(unit.code, other).link), text: label)
                html.text("　")
            }
        }
        PrintedSource(address: Address.villageBoard(unit.code, quarter).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

/// 政府公报: an issue with the texts that it holds.
package struct GazetteIssuePage: Sendable {
    package struct Piece: Sendable {
        package var column: String
        package var document: Disclosure

        package init(column: String, document: Disclosure) {
            self.column = column
            self.document = document
        }
    }

    package var year: Int
    package var issue: Int
    package var date: Day?
    package var pieces: [Piece]
    /// Whether the server can make one.
    package var hasPDF: Bool

    package init(year: Int, issue: Int, date: Day?, pieces: [Piece], hasPDF: Bool = false) {
        self.year = year
        self.issue = issue
        self.date = date
        self.pieces = pieces
        self.hasPDF = hasPDF
    }

    /// 明川县人民政府公报2026年第3期
    package func title(of county: County) -> String { "\(county.name)公报\(year)年第\(issue)期" }

    /// The same on paper, without what surrounds it on the web.
    package func writePaper(of county: County, _ html: inout HTMLWriter) {
        html(.h1, text: title(of: county))
        if let date { html(.p, text: "\(date.chineseDate)出版") }
        html(.h2, text: "目录")
        html(.ol) { html in
            for piece in pieces { html(.li, text: "\(piece.column)：\(piece.document.title)") }
        }
        writeTexts(&html)
    }

    private func writeTexts(_ html: inout HTMLWriter) {
        for piece in pieces {
            section(&html, piece.document.title) { html in
                if let number = piece.document.number { html(.p, .class("quiet"), text: number) }
                DocumentText(documentBody: piece.document.body, title: piece.document.title, topLevel: 3).write(&html)
            }
        }
    }
}

extension GazetteIssuePage: FramedPage {
    private func title(_ frame: SiteFrame) -> String { title(of: frame.county) }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title(frame),
            column: PageHead.Column(
                name: title(frame), description: "\(title(frame))的目录和全文。", keywords: ["政府公报"], type: .policyDocuments),
            trail: [
                PageHead.Step(label: "公开台账", address: .ledgers),
                PageHead.Step(label: LedgerKind.gazette.name, address: .ledger(LedgerKind.gazette.code)),
            ], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title(frame), lead: date.map { "\($0.chineseDate)出版" })
        if hasPDF {
            html(.p) {
                $0(.a, .class("button quiet"), .href(Address.gazettePDF(year, issue).link), .download, text: "下载本期公报（PDF）")
            }
        }
        section(&html, "目录") { html in
            html(.ol) { html in
                for piece in pieces {
                    html(.li) { html in
                        html.text("\(piece.column)：")
                        html(.a, .href(Address.disclosure(piece.document.id).link), text: piece.document.title)
                    }
                }
            }
        }
        writeTexts(&html)
        PrintedSource(address: Address.gazetteIssue(year, issue).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}
