import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("An annual report is written, held against last year's, and taken to the gate", .serialized) struct AnnualReportTests {
    @Test("Two people on one report: the slower one is told, and nothing of the faster one is lost", arguments: Engine.available)
    func stale(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            var entry = RequestPlace.entry(place.unit, 2026, inForce: 7)
            try await place.reports.save(entry, by: place.editor)
            entry.two[.normativeInForce] = .count(8)
            await #expect(throws: StoreError.self) { try await place.reports.save(entry, by: place.second) }
            let kept = try await place.view(2026).entry
            #expect(kept.version == 1 && kept.two[.normativeInForce].count == 7 && kept.two[.coercion] == .notApplicable)
            entry.version = 1
            try await place.reports.save(entry, by: place.second)
            #expect(try await place.view(2026).entry.two[.normativeInForce].count == 8)
        }
    }

    @Test("Only who answers for a unit writes its report, for a year that can be reported, in words that can be filled")
    func refusals() async throws {
        try await RequestPlace.with(.sqlite) { place in
            let units = try await place.addUnits()
            func refused(
                _ unit: OrganisationUnit.ID? = nil, _ year: Int = 2026, by staff: Staff? = nil,
                _ change: (inout AnnualReportRegister.Entry) -> Void = { _ in }
            )
                async throws -> AnnualReports.Refusal?
            {
                var entry = RequestPlace.entry(unit ?? place.unit, year)
                change(&entry)
                let written = entry
                return try await place.reportRefusal { try await place.reports.save(written, by: staff ?? place.editor) }
            }
            #expect(try await refused(place.other) == .needsRole)
            #expect(try await refused(by: place.legal) == .needsRole)
            #expect(try await refused(units["sqc"], by: place.office) == .writesNone)
            #expect(try await refused(OrganisationUnit.ID(1), by: place.office) == .unknownUnit)
            #expect(try await refused(nil, 2027) == .badYear)
            #expect(try await refused(nil, 2007) == .badYear)
            #expect(try await refused { $0.narrative[.overview] = "{{收到}}件" } == .words(.overview, .unknown("收到")))
            #expect(try await refused { $0.narrative[.other] = "{{新收" } == .words(.other, .unclosed))
            let limit = AnnualReport.longestSection
            #expect(
                try await refused { $0.narrative[.problems] = String(repeating: "字", count: limit + 1) }
                    == .words(.problems, .tooLong(limit: limit)))
            #expect(try await refused { $0.two[.permits] = ReportFigure(stored: "1.5") ?? .blank } == .decimals(.permits))
            #expect(
                try await refused { $0.sources[.fees] = String(repeating: "字", count: 301) }
                    == .longSource(.fees, limit: AnnualReports.longestSource))
            #expect(try await place.view(2026).entry.version == 0)
        }
    }

    @Test("Contradictions, empty cells and empty sections stop the way to the gate; one draft comes of it", arguments: Engine.available)
    func submission(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file("甲")
            try await place.answer(id, .disclosed)
            func submit(_ staff: Staff) async throws -> Draft.ID { try await place.reports.submit(unit: place.unit, year: 2026, by: staff) }
            func refused(_ staff: Staff) async throws -> AnnualReports.Refusal? {
                try await place.reportRefusal { _ = try await submit(staff) }
            }
            #expect(try await refused(place.editor) == .noSection(.problems))
            var entry = RequestPlace.entry(place.unit, 2026)
            entry.two[.permits] = .blank
            try await place.reports.save(entry, by: place.editor)
            #expect(try await refused(place.editor) == .problems([.notFilled([.two(.permits)])]))
            (entry.two[.permits], entry.version) = (.count(5), 1)
            try await place.reports.save(entry, by: place.editor)
            #expect(try await refused(place.office) == .needsRole)
            // A ledger that contradicts itself: closed before it was received.
            try await place.installation.store.write { try $0.execute("UPDATE request SET closed = '2025-12-31' WHERE id = \(id)") }
            let wrong = ReportProblem.balance(.person, arrived: 1, left: 0)
            #expect(
                try await refused(place.editor) == .problems([wrong, .balance(.total, arrived: 1, left: 0)]))
            try await place.installation.store.write { try $0.execute("UPDATE request SET closed = '2026-03-20' WHERE id = \(id)") }
            let draft = try await submit(place.editor)
            for staff in [place.editor, place.second] { #expect(try await submit(staff) == draft) }
            let site = place.county.id
            let content = try #require(try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }).draft
                .content
            #expect(content.title == "明川县自然资源局2026年政府信息公开工作年度报告" && content.body.stored.contains("新收政府信息公开申请1件"))
            let view = try await place.view(2026)
            #expect(view.draftState == .drafting && view.entry.frozen?["3.24.total"] == "1" && view.entry.frozen?["2.coercion"] == "不适用")
            // A draft that was thrown away makes room for another.
            let version = try #require(try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }).draft
                .version
            try await RecallDraft(place.installation, county: place.county).discard(draft, version: version, by: place.editor)
            #expect(try await submit(place.editor) != draft)
            #expect(try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM draft") } == 2)
        }
    }

    @Test("Last year's report as it went to the gate is held against this year's", arguments: Engine.available)
    func lastYear(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2026-12-25")
            _ = try await place.file("甲")
            try await place.reports.save(RequestPlace.entry(place.unit, 2026), by: place.editor)
            _ = try await place.reports.submit(unit: place.unit, year: 2026, by: place.editor)
            try place.move(to: "2027-02-01")
            #expect(try await place.view(2027).problems == [.copied(.overview, percent: 100)])
            // A letter that was lying in another department comes to light.
            var late = FileRequest.Entry(form: RequestPlace.form("乙"), channel: .signedPost)
            (late.received, late.allowsDuplicate) = (Day(text: "2026-12-28"), true)
            _ = try await FileRequest(place.installation, county: place.county).run(late, by: place.editor)
            var entry = RequestPlace.entry(place.unit, 2027, inForce: 12)
            (entry.two[.normativeMade], entry.two[.normativeRepealed]) = (.count(2), .count(1))
            entry.narrative[.overview] = "{{年度}}年，本机关新收申请{{新收}}件。"
            try await place.reports.save(entry, by: place.editor)
            let problems = try await place.view(2027).problems
            #expect(
                problems == [
                    .carriedIn(.person, before: 1, now: 2), .carriedIn(.total, before: 1, now: 2),
                    .inForce(before: 10, made: 2, repealed: 1, now: 12), .copied(.problems, percent: 100),
                ])
        }
    }

    @Test("The list names every unit that writes one, with what it has written", arguments: Engine.available)
    func list(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            _ = try await place.addUnits()
            try await place.reports.save(RequestPlace.entry(place.unit, 2026), by: place.editor)
            let lines = try await place.reports.list(year: 2026)
            #expect(Set(lines.map(\.unit.code)) == ["zrzy", "czj", "zf", "qsz"])
            #expect(lines.filter { $0.entry != nil }.map(\.unit.code) == ["zrzy"] && lines.allSatisfy { $0.state == nil })
        }
    }
}
