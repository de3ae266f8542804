import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Guides go through the gate", .serialized) struct ServiceTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    @Test("What lacks an element is kept, but never sent to the gate", arguments: Engine.available)
    func incomplete(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            var guide = ServicePlace.guide()
            guide.fee = nil
            let (paper, version) = try await bench.create(guide)
            let reasons = try await bench.reasons {
                _ = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            }
            guard case .faults(let faults)? = reasons.first else {
                Issue.record("not refused: \(reasons)")
                return
            }
            #expect(faults.map(\.field) == ["fee"])
            #expect(try await bench.published(paper).isEmpty)
        }
    }

    @Test("A guide is public with its document, and the document says the same", arguments: Engine.available)
    func published(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            let draft = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            #expect(try await bench.published(paper).isEmpty)
            try await bench.publish(draft)
            let published = try #require(try await bench.published(paper).first)
            let site = bench.county.id
            let (document, found) = try await bench.installation.store.read { transaction in
                (
                    try DisclosureRegister(transaction, site: site).find(published.disclosure),
                    try ServiceRegister(transaction, site: site).paper(of: published.disclosure)
                )
            }
            #expect(document?.body == ServicePaper.guide(ServicePlace.guide()).body && document?.category == "办事指南")
            #expect(found == paper)
        }
    }

    @Test(
        "A change is a second version of the same document; the old one stays, and the new one counts from its day",
        arguments: Engine.available)
    func change(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (editor, keeping) = (bench.place.editor, bench.keeping)
            let (paper, first) = try await bench.create()
            try await bench.publish(try await keeping.submit(first, of: paper, by: editor))
            let second = try await keeping.startChange(of: paper, by: editor)
            #expect(
                try await bench.reasons { _ = try await keeping.submit(second, of: paper, by: editor) }
                    == [.unchanged, .needsReason, .needsEffective, .needsApproval])
            #expect(try await bench.reasons { _ = try await keeping.startChange(of: paper, by: editor) } == [.versionOpen(2)])
            var guide = ServicePlace.guide()
            guide.promisedLimit = .workingDays(10)
            try await keeping.save(
                second, of: paper, version: 1, .guide(guide), reason: "提速", effective: try Self.day("2026-03-25"), by: editor)
            // Without the day of approval nobody could say whether it comes in time.
            #expect(try await bench.reasons { _ = try await keeping.submit(second, of: paper, by: editor) } == [.needsApproval])
            try await keeping.recordApproval(
                ServiceVersion.Approval(day: try Self.day("2026-03-20"), document: "明政办〔2026〕9号"), of: second, paper: paper, by: editor)
            // Approved on Friday: due on Monday; on Tuesday it is late.
            try bench.place.move(to: "2026-03-24")
            let site = bench.county.id
            let (unit, today) = (bench.place.unit, bench.place.today)
            let waiting = try await bench.installation.store.read {
                try ServiceDuties.lines($0, site: site, units: [unit], isOffice: false, on: today)
            }
            #expect(waiting.map(\.timing) == [.overdue(due: try Self.day("2026-03-23"))])
            try await bench.publish(try await keeping.submit(second, of: paper, by: editor))
            let published = try await bench.published(paper)
            #expect(published.map(\.version.number) == [2, 1])
            #expect(Set(published.map(\.disclosure)).count == 1)
            #expect(published.current(on: try Self.day("2026-03-24"))?.version.number == 1)
            #expect(published.coming(after: try Self.day("2026-03-24"))?.version.number == 2)
            #expect(published.current(on: try Self.day("2026-03-25"))?.version.number == 2)
            let newest = published[0]
            let timing = try await bench.installation.store.read {
                try ServiceClock($0, site: site).timing(of: newest.version, published: newest.published, on: today)
            }
            #expect(timing == .late(due: try Self.day("2026-03-23"), published: try Self.day("2026-03-24")))
            let rest = try await bench.installation.store.read {
                try ServiceDuties.lines($0, site: site, units: [unit], isOffice: false, on: today)
            }
            #expect(rest.isEmpty)
        }
    }

    @Test("A document whose text was changed in its draft goes no further than that", arguments: Engine.available)
    func unfaithful(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            let draft = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            _ = try await SaveDraft(bench.installation, county: bench.county).run(
                draft, version: bench.draftVersion(draft), by: bench.place.editor
            ) { $0.body = DocumentBody([.paragraph("另要居住证明")]) }
            #expect(try await bench.versions(paper).first?.isFaithful == false)
            // Sent again it says what the guide says.
            _ = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            #expect(try await bench.versions(paper).first?.isFaithful == true)
            _ = try await SaveDraft(bench.installation, county: bench.county).run(
                draft, version: bench.draftVersion(draft), by: bench.place.editor
            ) { $0.body = DocumentBody([.paragraph("另要居住证明")]) }
            await #expect(throws: GateRefusal([.differsFromGuide])) { try await bench.publish(draft) }
            #expect(try await bench.published(paper).isEmpty)
        }
    }

    @Test("A guide put right after it was sent to the gate is sent again before anybody decides about it", arguments: Engine.available)
    func changedAfterSending(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            let draft = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            var guide = ServicePlace.guide()
            guide.hours = "工作日 9:00–18:00"
            let corrected = ServicePaper.guide(guide)
            let opened = try #require(try await bench.versions(paper).first).version.version
            try await bench.keeping.save(version, of: paper, version: opened, corrected, reason: "", effective: nil, by: bench.place.editor)
            await #expect(throws: GateRefusal([.differsFromGuide])) { try await bench.publish(draft) }
            #expect(try await bench.published(paper).isEmpty)
            let again = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            #expect(again == draft)
            try await bench.publish(draft)
            #expect(try await bench.published(paper).map(\.version.content) == [corrected])
        }
    }

    @Test("A form attached after the guide was sent to the gate is sent again too", arguments: Engine.available)
    func attachedAfterSending(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            let draft = try await bench.keeping.submit(version, of: paper, by: bench.place.editor)
            let file = ServiceGuide.File(
                role: .form,
                attachment: DraftAttachment(
                    name: "申领登记表.pdf", mediaType: "application/pdf", sizeInBytes: 1, digest: String(repeating: "a", count: 64)))
            try await bench.keeping.attach(file, to: "居民户口簿", version, of: paper, by: bench.place.editor)
            await #expect(throws: GateRefusal([.differsFromGuide])) { try await bench.publish(draft) }
        }
    }

    @Test("A wording that was changed while its document went on is shown as different", arguments: Engine.available)
    func leftBehind(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            try await bench.publish(try await bench.keeping.submit(version, of: paper, by: bench.place.editor))
            #expect(try await bench.versions(paper).first?.isFaithful == true)
            // As it was kept before the gate refused this: changed, and never sent again.
            try await bench.installation.store.write { transaction in
                _ = try transaction.execute("UPDATE service_version SET body = '' WHERE id = \(version)")
            }
            #expect(try await bench.versions(paper).first?.isFaithful == false)
        }
    }

    @Test("A guide whose document is withdrawn is public no more", arguments: Engine.available)
    func withdrawn(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            try await bench.publish(try await bench.keeping.submit(version, of: paper, by: bench.place.editor))
            let disclosure = try #require(try await bench.published(paper).first).disclosure
            let site = bench.county.id
            try await bench.installation.store.write { transaction in
                _ = try transaction.execute(
                    "UPDATE publication SET state = 'withdrawn' WHERE site_id = \(site) AND disclosure_id = \(disclosure)")
            }
            #expect(try await bench.published(paper).isEmpty)
        }
    }

    @Test("Only its unit's editor writes, a code is given once, a stale form changes nothing", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, version) = try await bench.create()
            let (other, office, editor) = (bench.place.other, bench.place.office, bench.place.editor)
            #expect(
                try await bench.reasons {
                    _ = try await bench.keeping.create(.guide(ServicePlace.guide("B")), unit: other, by: editor)
                } == [.needsRole])
            #expect(
                try await bench.reasons {
                    _ = try await bench.keeping.create(.guide(ServicePlace.guide()), unit: bench.place.unit, by: editor)
                } == [.codeTaken])
            #expect(try await bench.reasons { _ = try await bench.keeping.submit(version, of: paper, by: office) } == [.needsRole])
            await #expect(throws: StoreError.self) {
                try await bench.keeping.save(
                    version, of: paper, version: 9, .guide(ServicePlace.guide()), reason: "", effective: nil, by: editor)
            }
            let ahead = ServiceVersion.Approval(day: bench.place.today.adding(days: 1), document: "会议")
            #expect(
                try await bench.reasons {
                    try await bench.keeping.recordApproval(ahead, of: version, paper: paper, by: editor)
                } == [.approvalAhead])
            let fact = ServiceVersion.Approval(day: bench.place.today, document: "会议")
            try await bench.keeping.recordApproval(fact, of: version, paper: paper, by: editor)
            #expect(
                try await bench.reasons {
                    try await bench.keeping.recordApproval(fact, of: version, paper: paper, by: editor)
                } == [.approvalKnown])
            try await bench.keeping.recordApproval(fact, of: version, paper: paper, by: office)
        }
    }

    @Test("A report is taken once, its contact is sealed, only the office closes it", arguments: Engine.available)
    func reports(_ engine: Engine) async throws {
        try await ServicePlace.with(engine) { bench in
            let (paper, _) = try await bench.create()
            let reports = ReportExcess(bench.installation, county: bench.county)
            let receipt = try await reports.run(
                on: paper, asked: "居住证明", detail: "窗口说要开", contact: "0999-1112223", token: "t1")
            let again = try await reports.run(
                on: paper, asked: "居住证明", detail: "窗口说要开", contact: "0999-1112223", token: "t1")
            #expect(receipt == again)
            let other = try await reports.run(on: paper, asked: "婚姻证明", detail: "窗口说要开", contact: "", token: "t1")
            #expect(other != receipt, "the same form with other words is another report")
            let site = bench.county.id
            let (found, count) = try await bench.installation.store.read { transaction in
                let register = ServiceReportRegister(transaction, site: site)
                return (try register.find(receipt: receipt), try register.openCount())
            }
            let report = try #require(found)
            #expect(count == 2)
            #expect(report.contact.map { !String(decoding: $0, as: UTF8.self).contains("0999") } == true)
            let editor = bench.place.editor
            #expect(
                try await bench.reasons { try await reports.close(report.id, version: 1, outcome: "已纠正", by: editor) } == [.needsRole])
            #expect(try await reports.contact(of: report.id, by: bench.place.office) == "0999-1112223")
            try await reports.close(report.id, version: 1, outcome: "已纠正", by: bench.place.office)
            let office = bench.place.office
            #expect(
                try await bench.reasons { try await reports.close(report.id, version: 2, outcome: "再说", by: office) } == [.reportClosed])
        }
    }
}
