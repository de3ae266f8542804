import Domain
import HTML

/// 应当公开的内容: what is prescribed for a key field, with what is public of it and what is missing.
struct KeyFieldSection {
    /// Matters named one by one.
    private static let shown = 30

    var overview: KeyFieldOverview
    /// Titles.
    var documents: [Disclosure.ID: String]

    func write(_ html: inout HTMLWriter) {
        section(&html, "应当公开的内容", id: "contents") { html in
            html(.p, text: "规定应当公开的内容逐项列在下面；登记了一部分内容的事项，其余内容没有公开也没有说明原因的，列为“还没有公开”。")
            for field in overview.fields { write(field, &html) }
        }
    }

    private func write(_ field: KeyFieldOverview.Field, _ html: inout HTMLWriter) {
        let (done, all) = field.count
        html(.h3, text: field.name)
        html(.p, .class("quiet"), text: all == 0 ? "还没有登记。" : "应当公开 \(all) 项，已经公开或者说明原因 \(done) 项。")
        PeopleTable(caption: field.name, headings: ["应当公开的内容", "已经公开", "还没有公开"]).write(&html) { html, labels in
            for content in field.contents {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: content.name)
                    html(.td, .role("cell"), .data("label", labels[1])) { writeDone(content, &$0) }
                    html(.td, .role("cell"), .data("label", labels[2])) { writeMissing(content, &$0) }
                }
            }
        }
    }

    private func writeDone(_ content: KeyFieldOverview.Content, _ html: inout HTMLWriter) {
        guard !content.published.isEmpty || !content.absent.isEmpty else { return html(.span, .class("quiet"), text: "—") }
        html(.ul, .class("plain-links")) { html in
            for entry in content.published.prefix(Self.shown) {
                html(.li) { html in
                    html.text("\(entry.matter)：")
                    if let id = entry.document { html(.a, .href(Address.disclosure(id).link), text: documents[id] ?? "公开文件") }
                }
            }
            for entry in content.absent.prefix(Self.shown) { html(.li, text: "\(entry.matter)：没有这项内容，\(entry.reason)") }
            writeRest(max(0, content.published.count - Self.shown) + max(0, content.absent.count - Self.shown), &html)
        }
    }

    private func writeMissing(_ content: KeyFieldOverview.Content, _ html: inout HTMLWriter) {
        if content.isForSome { return html(.span, .class("quiet"), text: "向特定区域、特定群体公开") }
        guard !content.missing.isEmpty else { return html(.span, .class("quiet"), text: "—") }
        html(.ul, .class("plain-links")) { html in
            for matter in content.missing.prefix(Self.shown) { html(.li, text: matter) }
            writeRest(content.missing.count - Self.shown, &html)
        }
    }

    private func writeRest(_ count: Int, _ html: inout HTMLWriter) {
        if count > 0 { html(.li, .class("quiet"), text: "另有 \(count) 项，见下面的登记事项") }
    }
}

/// 热线整合进度
struct HotlineSection {
    var tally: HotlineTally

    func write(_ html: inout HTMLWriter) {
        section(&html, "整合进度", id: "progress") { html in
            html(.p, text: "对外公布的热线 \(tally.count) 条，其中保留 \(tally.kept) 条（紧急类，或者因专业性强、集成度高、咨询服务量大确需保留）。")
            guard !tally.plans.isEmpty else { return }
            html(.ul) { html in
                for plan in tally.plans {
                    html(.li) { html in
                        html.text("\(plan.name) \(plan.count) 条，已经完成 \(plan.done) 条。")
                        if plan.late > 0 { StatusTag(word: "超过计划期限 \(plan.late) 条", shape: .cross, isAlarming: true).write(&html) }
                    }
                }
            }
        }
    }
}

/// 各期公报: the issues that entries of the gazette make up.
struct GazetteIssueList {
    private struct Issue: Hashable, Comparable {
        var year: Int
        var number: Int

        static func < (one: Issue, other: Issue) -> Bool { (one.year, one.number) < (other.year, other.number) }
    }

    private let issues: [(issue: Issue, date: String, count: Int)]

    init(rows: [LedgerRow]) {
        let found = Dictionary(grouping: rows) { row in
            Issue(year: Int(row.cells["year"]) ?? 0, number: Int(row.cells["issue"]) ?? 0)
        }
        issues = found.sorted { $0.key > $1.key }.map { ($0.key, $0.value[0].cells["date"], $0.value.count) }
    }

    func write(_ html: inout HTMLWriter) {
        section(&html, "各期公报", id: "issues") { html in
            PeopleTable(caption: "各期公报", headings: ["期号", "出版日期", "文件"]).write(&html) { html, labels in
                for line in issues {
                    let (year, number) = (line.issue.year, line.issue.number)
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) {
                            $0(.a, .href(Address.gazetteIssue(year, number).link), text: "\(year)年第\(number)期")
                        }
                        html(.td, .role("cell"), .data("label", labels[1]), text: line.date)
                        html(.td, .role("cell"), .data("label", labels[2]), text: "\(line.count) 件")
                    }
                }
            }
        }
    }
}

/// 公开栏: of each village the sheet of the newest quarter in which it published something.
struct VillageBoardList {
    private let boards: [(unit: UnitLink, quarter: LedgerQuarter)]

    init(rows: [LedgerRow], units: [OrganisationUnit.ID: UnitLink]) {
        boards = Dictionary(grouping: rows, by: \.unit).compactMap { id, rows in
            guard let unit = units[id], let quarter = rows.compactMap({ $0.cells.day("day") }).max().flatMap({ LedgerQuarter(of: $0) })
            else {
                return nil
            }
            return (unit, quarter)
        }.sorted { $0.unit.code < $1.unit.code }
    }

    func write(_ html: inout HTMLWriter) {
        section(&html, "公开栏（可以打印张贴）", id: "boards") { html in
            html(.ul, .class("plain-links")) { html in
                for board in boards {
                    html(.li) {
                        $0(
                            .a, .href(Address.villageBoard(board.unit.code, board.quarter).link),
                            text: "\(board.unit.name)　\(board.quarter.words)")
                    }
                }
            }
        }
    }
}
