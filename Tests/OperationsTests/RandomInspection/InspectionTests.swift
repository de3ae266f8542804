import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Random inspections from list to result", .serialized) struct InspectionTests {
    private static func refused(_ body: () async throws -> Void) async throws -> [InspectionReason] {
        do {
            try await body()
            return []
        } catch let refusal as InspectionRefusal { return refusal.reasons }
    }

    @Test("Lists replaced whole, a plan, a draw with withdrawals on record, results, documents for the gate", arguments: Engine.available)
    func course(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let keeping = KeepInspections(place.installation, county: place.county)
            let (unit, editor, site) = (place.unit, place.editor, place.county.id)
            let matterRow = (line: 2, name: "采砂检查", basis: "某法", content: "采砂许可", way: "现场检查", level: "重点检查事项")
            let bad = (line: 3, name: "采砂检查", basis: "", content: "内容", way: "书面检查", level: "特别")
            #expect(
                try await Self.refused { try await keeping.matters([matterRow, bad], of: unit, by: editor) }
                    == [.row(3, .missing("抽查依据")), .row(3, .twice("采砂检查")), .row(3, .unknownLevel("特别"))])
            #expect(try await Self.refused { try await keeping.matters([matterRow], of: place.other, by: editor) } == [.needsRole])
            try await keeping.matters([matterRow], of: unit, by: editor)
            let targets = (1...9).map { (line: $0, name: "采砂场\($0)", code: "C\($0)", address: "某路\($0)号") }
            try await keeping.targets(targets, of: unit, by: editor)
            try await keeping.officers((1...4).map { (line: $0, name: "甲\($0)", certificate: "Z\($0)") }, of: unit, by: editor)
            let matter = try #require(
                try await place.installation.store.read { try InspectionRegister($0, site: site).matters(of: unit).first })

            func draw(_ withdrawn: [InspectionDraw.Withdrawal] = [], count: Int = 3) async throws -> InspectionDraw.ID {
                try await keeping.draw(
                    matter: matter.id, count: count, perTarget: 2, withdrawn: withdrawn, seed: 42, of: unit, by: editor)
            }
            #expect(try await Self.refused { _ = try await draw() } == [.noPlan])
            let line = InspectionPlan.Line(matter: matter.id.rawValue, firstMonth: 3, lastMonth: 6, count: 3)
            try await keeping.plan(year: place.today.year, version: 0, lines: [line], of: unit, by: editor)
            #expect(
                try await Self.refused { try await keeping.plan(year: place.today.year, version: 0, lines: [line], of: unit, by: editor) }
                    == [.planKnown(place.today.year)])
            #expect(try await Self.refused { _ = try await draw(count: 10) } == [.badCount])
            let all = (1...3).map { InspectionDraw.Withdrawal(certificate: "Z\($0)", reason: "近亲属") }
            #expect(try await Self.refused { _ = try await draw(all) } == [.fewOfficers(left: 1, needed: 2)])
            let nobody = InspectionDraw.Withdrawal(certificate: "X", reason: "")
            #expect(try await Self.refused { _ = try await draw([nobody]) } == [.unknownOfficer("X"), .missingReason("X")])
            let id = try await draw([all[0]])
            let drawn = try #require(try await place.installation.store.read { try InspectionRegister($0, site: site).draw(id) })
            #expect(drawn.isConfirmed && drawn.drawn.count == 3 && drawn.officers == ["Z2", "Z3", "Z4"])
            #expect(drawn.drawn == SampleDraw.draw(3, from: targets.map { "\($0.name)（\($0.code)）" }, seed: 42))

            let sound = InspectionDraw.Result(day: place.today, outcome: .sound, note: "")
            #expect(
                try await Self.refused { try await keeping.result(id, version: 1, target: "别的", sound, of: unit, by: editor) } == [
                    .notDrawn("别的")
                ])
            let early = InspectionDraw.Result(day: place.today.adding(days: -1), outcome: .sound, note: "")
            #expect(
                try await Self.refused { try await keeping.result(id, version: 1, target: drawn.drawn[0], early, of: unit, by: editor) }
                    == [.dayBeforeDraw])
            let papers = DraftInspectionPaper(place.installation, county: place.county)
            #expect(
                try await Self.refused { _ = try await papers.run(.results, subject: id.rawValue, of: unit, by: editor) } == [.noResults])
            try await keeping.result(id, version: 1, target: drawn.drawn[0], sound, of: unit, by: editor)
            await #expect(throws: StoreError.self) {
                try await keeping.result(id, version: 1, target: drawn.drawn[1], sound, of: unit, by: editor)
            }
            let plan = try #require(
                try await place.installation.store.read { try InspectionRegister($0, site: site).plan(of: unit, year: place.today.year) })
            for (kind, subject) in [
                (InspectionPaper.Kind.matters, nil), (.targets, nil), (.officers, nil), (.plan, plan.id.rawValue), (.draw, id.rawValue),
                (.results, id.rawValue),
            ] as [(InspectionPaper.Kind, Int64?)] {
                let draft = try await papers.run(kind, subject: subject, of: unit, by: editor)
                let entry = try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }
                let text = try #require(entry?.draft.content.body.stored)
                // No name of an officer becomes public, and the record says how to draw again.
                #expect(!text.contains("甲"), "\(kind)")
                if kind == .draw { #expect(text.contains("种子：42") && text.contains("SHA-256") && text.contains("近亲属")) }
                if kind == .results { #expect(text.contains("未发现问题") && text.contains("还没有检查")) }
            }
            let (listed, shown) = try await place.installation.store.read { transaction in
                let register = InspectionRegister(transaction, site: site)
                return (try register.papers().count, try register.papers(isPublic: true).count)
            }
            #expect(listed == 6 && shown == 0)
            #expect(try await place.installation.store.read { try InspectionRegister($0, site: site).publishedDraw(id) } == nil)
        }
    }

    private static let matterRow = (line: 2, name: "采砂检查", basis: "某法", content: "采砂许可", way: "现场检查", level: "重点检查事项")

    /// A unit with that matter, four objects, two officers and a plan for this year; gives the matter.
    private static func planned(_ place: RequestPlace) async throws -> InspectionMatter.ID {
        let keeping = KeepInspections(place.installation, county: place.county)
        let (unit, editor, site) = (place.unit, place.editor, place.county.id)
        try await keeping.matters([matterRow], of: unit, by: editor)
        let targets = (1...4).map { (line: $0, name: "采砂场\($0)", code: "C\($0)", address: "某路\($0)号") }
        try await keeping.targets(targets, of: unit, by: editor)
        try await keeping.officers((1...2).map { (line: $0, name: "甲\($0)", certificate: "Z\($0)") }, of: unit, by: editor)
        let matter = try #require(
            try await place.installation.store.read { try InspectionRegister($0, site: site).matters(of: unit).first })
        let line = InspectionPlan.Line(matter: matter.id.rawValue, firstMonth: 3, lastMonth: 6, count: 2)
        try await keeping.plan(year: place.today.year, version: 0, lines: [line], of: unit, by: editor)
        return matter.id
    }

    @Test("A list imported again with a word put right leaves its plan as it was", arguments: Engine.available)
    func again(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let keeping = KeepInspections(place.installation, county: place.county)
            let (unit, editor, site) = (place.unit, place.editor, place.county.id)
            let matter = try await Self.planned(place)
            var corrected = Self.matterRow
            corrected.basis = "某某法"
            let added = (line: 3, name: "取水检查", basis: "某法", content: "取水许可", way: "现场检查", level: "一般检查事项")
            try await keeping.matters([corrected, added], of: unit, by: editor)
            let (matters, plan) = try await place.installation.store.read { transaction in
                let register = InspectionRegister(transaction, site: site)
                return (try register.matters(of: unit), try register.plan(of: unit, year: place.today.year))
            }
            #expect(matters.first { $0.name == "采砂检查" }?.id == matter && matters.first { $0.id == matter }?.basis == "某某法")
            #expect(matters.count == 2 && Set(matters.map(\.id)).count == 2)
            _ = try await keeping.draw(matter: matter, count: 1, perTarget: 1, withdrawn: [], of: unit, by: editor)
            let draft = try await DraftInspectionPaper(place.installation, county: place.county).run(
                .plan, subject: try #require(plan).id.rawValue, of: unit, by: editor)
            let entry = try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }
            let text = try #require(entry?.draft.content.body.stored)
            #expect(text.contains("采砂检查") && !text.contains("已不在清单"))
        }
    }

    @Test("The record of a draw says which one of the year it is and lists those before it", arguments: Engine.available)
    func repeated(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let keeping = KeepInspections(place.installation, county: place.county)
            let (unit, editor, site) = (place.unit, place.editor, place.county.id)
            let matter = try await Self.planned(place)
            var draws: [InspectionDraw.ID] = []
            for seed: UInt64 in [41, 42, 43] {
                draws.append(
                    try await keeping.draw(
                        matter: matter, count: 2, perTarget: 1, withdrawn: [], seed: seed, of: unit, by: editor))
            }
            let numbers = try await place.installation.store.read { try InspectionRegister($0, site: site).drawNumbers(of: unit) }
            #expect(draws.map { numbers[$0] } == [1, 2, 3])
            var texts: [String] = []
            for draw in draws {
                let draft = try await DraftInspectionPaper(place.installation, county: place.county).run(
                    .draw, subject: draw.rawValue, of: unit, by: editor)
                let entry = try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }
                texts.append(try #require(entry?.draft.content.body.stored))
            }
            #expect(texts[0].contains("第 1 次抽取") && !texts[0].contains("本年度此前的抽取"))
            #expect(texts[2].contains("第 3 次抽取") && texts[2].contains("此前 2 次"))
            let rows = DocumentBody(stored: texts[2]).blocks.compactMap { block -> [[String]]? in
                if case .table(_, let rows) = block, rows.first?.first == "次序" { rows } else { nil }
            }.first
            let listed = (rows ?? []).dropFirst().map { [$0[0], $0[1], $0[2], $0[5]] }
            let day = place.today.description
            #expect(listed == [["1", day, "41", "2"], ["2", day, "42", "2"]])
            #expect(try await place.installation.store.read { try InspectionRegister($0, site: site).publishedDraws(limit: 5) }.isEmpty)
        }
    }
}
