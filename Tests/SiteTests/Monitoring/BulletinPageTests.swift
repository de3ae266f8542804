import Domain
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The monthly bulletin in the workbench") struct BulletinPageTests {
    /// A unit with three obligations of February: one met in time, one late, one missing.
    private func with(_ engine: Engine = .sqlite, _ body: (ReplyPlace, WorkClient, WorkClient) async throws -> Void) async throws {
        try await ReplyPlace.with(engine) { place in
            let (installation, county, unit) = (place.place.installation, place.place.county, place.unit)
            let item = CatalogueReading.Item(
                sheet: nil, row: 3,
                entry: CatalogueEntry(
                    domain: "征地补偿", levels: ["征收", "公告"], timeLimit: TimeLimitReader.read("信息形成之日起20个工作日内").limit,
                    subjects: ["明川县自然资源局"]))
            let outcome = try await DraftCatalogue(installation).run(
                DraftCatalogue.Source(level: .county, title: "目录", items: [item], notes: []), county: county, actor: "test")
            _ = try await AdoptCatalogue(installation).run(
                outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: county, actor: "test")
            let (start, due) = (try #require(Day(text: "2026-01-20")), try #require(Day(text: "2026-02-10")))
            try await installation.store.write { transaction in
                let entries = try CatalogueRegister(transaction, site: county.id).items(of: outcome.version.id)
                guard let entry = entries.first else { throw StoreError.unexpectedValue(column: "catalogue_item") }
                let register = ObligationRegister(transaction, site: county.id)
                for (key, closed) in [due, due.adding(days: 1), nil].enumerated() {
                    let id = Obligation.ID(Int64(key + 1))
                    _ = try register.insert(
                        Obligation(
                            id: id, unit: unit, item: entry.id, catalogue: outcome.version.id, domain: entry.domain, title: "公告",
                            occasion: .event(TriggerEvent.ID(Int64(key + 1))), start: start, raised: Instant(startOf: start)),
                        due: Due(derivation: WorkingCalendar.released.due(on: due), basis: .catalogue, event: ""))
                    guard let closed else { continue }
                    _ = try register.close(id, .fulfilled(by: Disclosure.ID(Int64(key + 1)), at: Instant(startOf: closed)))
                }
            }
            try await body(place, try await place.client("gongkai"), try await place.client("wangming"))
        }
    }

    private static let february = "month=2026-02"

    @Test("It counts what fell due in the month, and names the lists", arguments: Engine.available)
    func page(_ engine: Engine) async throws {
        try await with(engine) { _, office, editor in
            let page = try await editor.get("/work/bulletin?\(Self.february)").text
            #expect(page.contains("2月到期应公开 3 件，按时公开 1 件，逾期公开 1 件，逾期未公开 1 件") && page.contains("及时率 33.3%"))
            #expect(page.contains("黄榜：明川县自然资源局。") && page.contains("红榜：无。") && !page.contains("保存规则"))
            #expect(try await office.get("/work/bulletin?\(Self.february)").text.contains("保存规则"))
            // In this month nothing fell due; what is missing since February still is.
            let now = try await office.get("/work/bulletin").text
            #expect(now.contains("3月到期应公开 0 件") && now.contains("累计逾期未公开 1 件"))
            for month in ["2026-04", "2026-2", "x", "1999-01"] {
                #expect(try await office.get("/work/bulletin?month=\(month)").status == 400, "\(month)")
            }
        }
    }

    @Test("The office changes the rules, and the lists follow; rules that contradict each other are refused and said why")
    func rules() async throws {
        try await with { _, office, editor in
            let fields = [("red-timeliness", "30"), ("red-least", "1"), ("yellow-timeliness", "20"), ("yellow-missing", "2")]
            #expect(try await editor.post("/work/bulletin?\(Self.february)", fields).status == 403)
            let wrong = try await office.post("/work/bulletin?\(Self.february)", [("red-timeliness", "三十")] + fields.dropFirst())
            #expect(wrong.status == 422 && wrong.text.contains("规则没有保存") && wrong.text.contains("href=\"#red-timeliness\""))
            let saved = try await office.post("/work/bulletin?\(Self.february)", fields)
            #expect(saved.status == 303, "\(saved.text)")
            let page = try await office.get("/work/bulletin?\(Self.february)").text
            #expect(page.contains("及时率不低于 30%") && page.contains("黄榜：无。"))
        }
    }

    @Test("It is kept as a Word file and as a workbook, which say the same")
    func files() async throws {
        try await with { _, _, editor in
            let word = try await editor.get("/work/bulletin/docx?\(Self.february)")
            let text = try AttachmentText.read(word.bytes, kind: .docx)
            #expect(word.fileName == "明川县2026年2月政务公开情况通报.docx")
            for part in ["明川县2026年2月政务公开情况通报", "黄榜：明川县自然资源局。", "33.3%"] { #expect(text.contains(part), "\(part)") }
            let workbook = try await editor.get("/work/bulletin/xlsx?\(Self.february)")
            #expect(workbook.fileName == "明川县2026年2月政务公开情况通报.xlsx")
            let lines = try workbook.table()
            #expect(lines.contains { $0.starts(with: ["明川县自然资源局", "3", "1", "1", "1", "33.3%", "1", "黄榜"]) }, "\(lines)")
        }
    }
}
