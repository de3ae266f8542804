import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A document is interpreted and stands in a chain", .serialized) struct InterpretationFlowTests {
    private struct Desk {
        let place: RoundPlace
        var installation: Installation { place.installation }
        var county: County { place.county }
        var unit: OrganisationUnit.ID { place.units[0].id }
        var editor: Staff { place.editors[0] }

        func other(_ account: Int64, _ role: Role) -> Staff {
            Staff(
                account: Account.ID(account), name: "职员\(account)",
                posts: [Post(id: Post.ID(account), unit: unit, role: role, name: "岗位")])
        }

        func version(_ id: Draft.ID) async throws -> Int {
            let site = county.id
            return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.version ?? 0 }
        }

        func rule() async throws -> Draft.ID {
            let id = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: editor)
            let until = try place.day("2029-01-01")
            _ = try await SaveDraft(installation, county: county).run(id, version: 1, by: editor) { content in
                content.title = "明川县加装电梯补助办法"
                content.rule = NormativeRule(legality: .lawful, validUntil: until)
                content.body = DocumentBody([.paragraph("符合条件的住宅每加装一部电梯，由县财政给予二十万元补助。")])
            }
            return id
        }

        func submit(_ id: Draft.ID) async throws -> [GateReason] {
            let site = county.id
            let digest = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            try await RecordFindings(installation, county: county).run([], of: id, digest: digest)
            do {
                try await SubmitDraft(installation, county: county).run(id, version: try await version(id), by: editor)
                return []
            } catch let refusal as GateRefusal { return refusal.reasons }
        }

        func approve(_ id: Draft.ID) async throws {
            for (account, role) in [(902, Role.reviewer), (903, .secrecyReviewer), (904, .signer)] {
                try await DecideDraft(installation, county: county).run(
                    id, version: try await version(id), .approved, reason: "", by: other(Int64(account), role))
            }
        }

        func publish(_ id: Draft.ID) async throws -> Disclosure.ID {
            let outcome = try await PublishDraft(installation, county: county).run(id, version: try await version(id), by: editor)
            return try #require(outcome).disclosure
        }

        func plan(_ draft: Draft.ID, drafters: [OrganisationUnit.ID]? = nil) async throws {
            try await PlanInterpretation(installation, county: county).run(
                InterpretationPlan(
                    draft: draft, drafters: drafters ?? [unit], outline: "背景、补助标准、怎么申请", kinds: [.chart], channels: [.website],
                    planned: try place.day("2026-03-24")), by: editor)
        }

        func duties(on day: String) async throws -> [InterpretationQueries.Duty] {
            let (site, day) = (county.id, try place.day(day))
            return try await installation.store.read { try InterpretationQueries($0, site: site).duties(on: day) }
        }
    }

    private static func refused(_ body: () async throws -> Void) async throws -> [InterpretationReason] {
        do {
            try await body()
            return []
        } catch let refusal as InterpretationRefusal { return refusal.reasons }
    }

    @Test("No rule without a plan; the interpretation follows its document; the duty and the measure see both", arguments: Engine.available)
    func wholeWay(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let desk = Desk(place: place)
            let rule = try await desk.rule()
            #expect(try await desk.submit(rule) == [.interpretation(.planMissing)])
            try await desk.plan(rule)
            let binding = BindInterpretation(desk.installation, county: desk.county)
            let form = BindInterpretation.Form(kind: .chart, firstReader: "局长")
            // Who did not draft it does not interpret it.
            #expect(
                try await Self.refused {
                    _ = try await binding.start(.draft(rule), unit: place.units[1].id, form, by: place.editors[1])
                } == [.notTheDraftingUnit])
            let reading = try await binding.start(.draft(rule), unit: desk.unit, form, by: desk.editor)
            #expect(try await desk.submit(rule) == [])
            #expect(try await desk.submit(reading).contains(.interpretation(.needsMaterial(.chart))))
            let id = try await place.installation.store.read { [site = desk.county.id] in
                try #require(try InterpretationRegister($0, site: site).interpretation(by: .draft(reading))).id
            }
            try await binding.change(
                id, version: 1, BindInterpretation.Form(kind: .chart, link: "https://pic.example/1", firstReader: "局长"), by: desk.editor)
            _ = try await SaveDraft(desk.installation, county: desk.county).run(
                reading, version: try await desk.version(reading), by: desk.editor
            ) { $0.body = DocumentBody([.paragraph("一图看懂怎么补。")]) }
            #expect(try await desk.submit(reading) == [])
            try await desk.approve(reading)
            // It does not go out before its document.
            do {
                _ = try await desk.publish(reading)
                Issue.record("published before its document")
            } catch let refusal as GateRefusal { #expect(refusal.reasons == [.interpretation(.documentNotPublic)]) }
            try await desk.approve(rule)
            let document = try await desk.publish(rule)
            #expect(try await desk.duties(on: "2026-03-20").map(\.standing.state) == [.notDue])
            #expect(try await desk.duties(on: "2026-03-26").map(\.standing.state) == [.missing])
            let published = try await desk.publish(reading)

            let duty = try #require(try await desk.duties(on: "2026-03-26").first)
            #expect(duty.disclosure == document && duty.standing.state == .onTime && duty.readings.map(\.disclosure) == [published])
            let day = try place.day("2026-03-20")
            #expect(SyncGate.allCases.map { $0.state(duty.facts, standing: duty.standing) } == [.met(day), .met(day), .met(day)])
            let county = desk.county
            let value = try await place.installation.store.read { transaction in
                try RegisterMeasures().value(of: .interpretation, unit: desk.unit, from: day, to: day, county: county, in: transaction)
            }
            #expect(value?.part == 1 && value?.whole == 1)
            // The interpretation that is taken down is owed again.
            try await WithdrawDisclosure(desk.installation, county: county).run(
                published, ground: .personalData, reason: "含有个人信息", by: desk.other(904, .signer))
            #expect(try await desk.duties(on: "2026-03-26").map(\.standing.state) == [.missing])
        }
    }

    @Test("A joint document is interpreted by any unit that drafted it; one exempt is no duty", arguments: Engine.available)
    func joint(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let desk = Desk(place: place)
            let rule = try await desk.rule()
            try await desk.plan(rule, drafters: [desk.unit, place.units[1].id])
            let binding = BindInterpretation(desk.installation, county: desk.county)
            _ = try await binding.start(
                .draft(rule), unit: place.units[1].id, BindInterpretation.Form(kind: .text, firstReader: "局长"), by: place.editors[1])
            let stale = InterpretationPlan(draft: rule, drafters: [desk.unit], exemption: "只改附件", version: 0)
            await #expect(throws: StoreError.self) {
                try await PlanInterpretation(desk.installation, county: desk.county).run(stale, by: desk.editor)
            }
            try await PlanInterpretation(desk.installation, county: desk.county).run(
                InterpretationPlan(draft: rule, drafters: [desk.unit], exemption: "只延长有效期", version: 1), by: desk.editor)
            #expect(try await desk.submit(rule) == [])
            // While others decide about it, it stays as it is.
            await #expect(throws: GateRefusal([.mustBeRecalled])) {
                try await PlanInterpretation(desk.installation, county: desk.county).run(
                    InterpretationPlan(draft: rule, drafters: [desk.unit], exemption: "别的理由", version: 2), by: desk.editor)
            }
            try await desk.approve(rule)
            _ = try await desk.publish(rule)
            #expect(try await desk.duties(on: "2026-04-30").isEmpty)
            let (site, day) = (desk.county.id, try place.day("2026-04-30"))
            let tally = try await place.installation.store.read { try InterpretationQueries($0, site: site).tally(on: day) }
            #expect(tally.exempt == 1 && tally.due == 0)
        }
    }

    @Test("A chain shows what is public, names what is missing, and hides drafts", arguments: Engine.available)
    func chain(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let desk = Desk(place: place)
            let keeping = KeepChain(desk.installation, county: desk.county)
            let rule = try await desk.rule()
            try await desk.plan(rule)
            #expect(
                try await Self.refused { _ = try await keeping.create("", unit: desk.unit, expected: [], by: desk.editor) } == [
                    .noTitle, .noStage,
                ])
            #expect(
                try await Self.refused {
                    _ = try await keeping.create("加装电梯", unit: desk.unit, expected: [.document], by: place.editors[1])
                } == [.needsEditor])
            let id = try await keeping.create(
                "加装电梯", unit: desk.unit, expected: [.consultation, .document, .interpretation], by: desk.editor)
            try await keeping.attach(.draft(rule), to: id, as: .document, by: desk.editor)
            #expect(
                try await Self.refused { try await keeping.attach(.draft(rule), to: id, as: .document, by: desk.editor) }
                    == [.isBoundAlready])
            let reading = try await BindInterpretation(desk.installation, county: desk.county).start(
                .draft(rule), unit: desk.unit, BindInterpretation.Form(kind: .text, firstReader: "局长"), by: desk.editor)
            let site = desk.county.id
            func view() async throws -> ChainView {
                try await place.installation.store.read { transaction in
                    let chain = try #require(try ChainRegister(transaction, site: site).find(id))
                    return try ChainView(chain, in: transaction, site: site)
                }
            }
            #expect(try await view().entries.map(\.stage) == [.document, .interpretation])
            #expect(try await view().publicTitle == nil)
            #expect(try await place.installation.store.read { try ChainRegister($0, site: site).published(limit: 9) }.isEmpty)
            _ = try await desk.submit(rule)
            try await desk.approve(rule)
            let document = try await desk.publish(rule)
            let shown = try await view()
            #expect(shown.publicTitle == "明川县加装电梯补助办法" && shown.publicEntries.map(\.paper.disclosure) == [document])
            #expect(shown.missing == [.consultation, .interpretation])
            let chains = try await place.installation.store.read { try ChainRegister($0, site: site).chains(of: .published(document)) }
            #expect(chains.map(\.id) == [id])
            _ = try await SaveDraft(desk.installation, county: desk.county).run(
                reading, version: try await desk.version(reading), by: desk.editor
            ) { $0.body = DocumentBody([.paragraph("怎么补。")]) }
            _ = try await desk.submit(reading)
            try await desk.approve(reading)
            let published = try await desk.publish(reading)
            #expect(try await view().missing == [.consultation])
            // The interpretation's own page shows the chain as well, without having been attached.
            #expect(
                try await place.installation.store.read { try ChainRegister($0, site: site).chains(of: .published(published)) }.map(\.id)
                    == [id])
        }
    }
}
