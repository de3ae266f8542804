import Cryptography
import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A round of evaluation", .serialized) struct RoundTests {
    @Test("A whole round: sealed sheets, composite, appeal, moderation, quota grades, bulletin, rectification", arguments: Engine.available)
    func wholeRound(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let id = try await place.begin()
            try await place.move(id, .open)
            for unit in 0..<3 { try await place.hand(id, "self", unit, RoundPlace.answers("4"), by: place.editors[unit]) }
            for (unit, score) in ["4", "3", "2"].enumerated() {
                try await place.hand(id, "third", unit, RoundPlace.answers(score, late: unit), by: place.third)
                try await place.hand(id, "check", unit, RoundPlace.answers(score, late: 1), by: place.office)
            }
            try await place.move(id, .close)
            #expect(try await place.refused { try await place.move(id, .announce) } == [.notComputed])
            try await place.compute(id)
            try await place.move(id, .announce)
            // 0.1×10 + 0.4×(4+3+3) + 0.5×(4+2.5+3); 0.1×10 + 0.4×(3+2.5+3) + 0.5×(3+2.5+3); 0.1×10 + 0.4×(2+2+3) + 0.5×(2+2.5+3)
            let first = try #require(try await place.scoring(id).stored).result
            #expect(first.lines.map { $0.composite?.description } == ["9.75", "8.65", "7.55"])
            #expect(first.lines.map(\.unit) == ["ajj", "bmj", "cgj"] && first.lines.map(\.grade) == ["优秀", "良好", "合格"])

            let appeal = try await place.appealing.file(
                id, unit: place.units[2].id, assessor: "third", leaf: "1.1", reason: "已成立领导小组", by: place.editors[2])
            #expect(try await place.refused { try await place.move(id, .settle) } == [.openAppeals(1)])
            try await place.appealing.answer(appeal, in: id, entry: .score(RoundPlace.number("4")), reason: "补充了文件", by: place.office)
            #expect(try await place.scoring(id).isStale)
            #expect(try await place.refused { try await place.move(id, .settle) } == [.isStale])
            try await place.compute(id)
            let scoring = try await place.scoring(id)
            let stored = try #require(scoring.stored).result
            let recomputed = RoundResult(try scoring.compute())
            #expect(stored.line("cgj")?.composite?.description == "8.35" && stored == recomputed && !scoring.isStale)
            try await place.move(id, .settle)
            try await place.move(id, .publish)

            let bulletin = try await DraftBulletin(place.installation, county: place.county).bulletin(id)
            #expect(bulletin.rows[1] == ["1", "明川县安监局", "10.00", "10.00", "9.50", "9.75", "优秀"] && bulletin.rows.count == 4)

            let order = try await place.ordering.order(
                in: id, unit: place.units[2].id, leaf: "1.2", problem: "公开不及时", checked: try place.day("2026-03-15"), by: place.office)
            #expect(try await place.refused { try await place.move(id, .finish) } == [.openOrders(1)])
            #expect(
                try await place.refused {
                    try await place.ordering.recheck(order, version: 1, isAccepted: true, text: "通过", by: place.office)
                } == [.notNow(.open)])
            try await place.ordering.respond(order, version: 1, text: "已补发", by: place.editors[2])
            try await place.ordering.recheck(order, version: 2, isAccepted: false, text: "还缺一件", by: place.office)
            try await place.ordering.respond(order, version: 3, text: "都已补发", by: place.editors[2])
            try await place.ordering.recheck(order, version: 4, isAccepted: true, text: "通过", by: place.office)
            let site = place.county.id
            let closed = try #require(try await place.installation.store.read { try RectificationRegister($0, site: site).find(order) })
            #expect(
                closed.state == .closed && closed.due == Day(text: "2026-03-25")
                    && closed.steps.map(\.kind) == [.response, .returned, .response, .accepted])
            try await place.move(id, .finish)

            // The same fault in the next round is known as one that was there before.
            let next = try await place.begin(previous: id)
            try await place.move(next, .open)
            try await place.move(next, .close, reason: "测试")
            try await place.installation.store.write { transaction in
                try transaction.execute("UPDATE evaluation_round SET state = 'settled' WHERE id = \(next)")
            }
            let again = try await place.ordering.order(
                in: next, unit: place.units[2].id, leaf: "1.2", problem: "仍不及时", checked: try place.day("2026-03-20"), by: place.office)
            let recurring = try await place.installation.store.read { try RectificationRegister($0, site: site).find(again)?.recursFrom }
            #expect(recurring == order)
            let (round, unit) = (try await place.round(next), place.units[2].id)
            let known = try await place.installation.store.read { try Recurrence($0, site: site).orders(to: unit, before: round) }
            #expect(known == ["1.2": order])
            // The same code for something else is not the same fault.
            var other = RoundPlace.scheme()
            if case .additive(var leaves) = other.indicators[0].kind {
                leaves[1].name = "另一件事"
                other.indicators[0].kind = .additive(leaves)
            }
            let third = try await place.round(try await place.begin(other))
            #expect(try await place.installation.store.read { try Recurrence($0, site: site).orders(to: unit, before: third) }.isEmpty)
            #expect(
                try await place.installation.store.read { try Recurrence($0, site: site).orders(to: place.units[0].id, before: round) }
                    .isEmpty)
        }
    }

    @Test("Every act stands in the log with who did it; what is in a sheet does not", arguments: Engine.available)
    func log(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let id = try await place.begin()
            try await place.move(id, .open)
            try await place.hand(id, "third", 0, RoundPlace.answers("3"), by: place.third)
            try await place.filling.recall(id, "third", place.units[0].id, by: place.third)
            try await place.filling.look(id, at: "评分表", unit: nil, by: place.third)
            let site = place.county.id
            let trail = try await place.installation.store.read {
                try EventRegister($0, site: site).trail(of: Event.Subject(.round, id.rawValue), limit: 50)
            }
            #expect(
                trail.reversed().map(\.verb) == [
                    .roundCreated, .roundArranged, .roundMoved, .sheetSaved, .sheetSubmitted, .sheetRecalled, .roundRead,
                ])
            #expect(trail.first?.actor == "third（第三方测评）" && !trail.contains { $0.reason.contains("会议纪要") })
        }
    }

    @Test("Nobody fills in another's sheet, nor after the deadline, nor what does not suit the leaf, nor half a sheet as a whole")
    func sheets() async throws {
        try await RoundPlace.with(.sqlite) { place in
            let id = try await place.begin()
            let unit = place.units[0].id
            func save(_ assessor: String, _ unit: OrganisationUnit.ID, _ answers: [Submission.Answer], _ staff: Staff) async throws
                -> [RoundReason]
            {
                try await place.refused { try await place.filling.save(id, assessor, unit, answers: answers, version: 0, by: staff) }
            }
            let good = RoundPlace.answers("3")
            #expect(try await save("self", unit, good, place.editors[0]) == [.notAllowed(.score, .prepared)])
            try await place.move(id, .open)
            #expect(try await save("self", unit, good, place.editors[1]) == [.notAllowed(.score, .open)])
            #expect(try await save("third", unit, good, place.second) == [.notAllowed(.score, .open)])
            #expect(try await save("third", unit, good, place.editors[0]) == [.notAllowed(.score, .open)])
            #expect(try await save("nobody", unit, good, place.third) == [.noSuchAssessor])
            #expect(try await save("third", place.place.unit, good, place.third) == [.noSuchUnit])
            let long = [Submission.Answer(leaf: "1.1", entry: .score(RoundPlace.number("1")), comment: String(repeating: "字", count: 2001))]
            #expect(try await save("third", unit, long, place.third) == [.tooLong(limit: 2000)])
            let wrong = try await save(
                "third", unit, [Submission.Answer(leaf: "1.1", entry: .score(RoundPlace.number("4.5")))], place.third)
            guard case .badEntries(let faults) = wrong.first else { return #expect(Bool(false), "\(wrong)") }
            #expect(faults.map(\.leaf) == ["1.1"])
            #expect(try await save("third", unit, RoundPlace.answers("3", nil), place.third) == [])
            #expect(
                try await place.refused { try await place.filling.submit(id, "third", unit, version: 1, by: place.third) }
                    == [.unanswered(["1.3"])])
            await #expect(throws: StoreError.self) {
                try await place.filling.save(id, "third", unit, answers: good, version: 0, by: place.third)
            }
            try await place.filling.save(id, "third", unit, answers: good, version: 1, by: place.third)
            try await place.filling.submit(id, "third", unit, version: 2, by: place.third)
            #expect(
                try await place.refused { try await place.filling.save(id, "third", unit, answers: good, version: 3, by: place.third) }
                    == [.alreadySubmitted])
            try place.place.move(to: "2026-03-26")
            #expect(try await save("self", unit, good, place.editors[0]) == [.deadlinePassed(try place.day("2026-03-25"))])
            let version = try await place.round(id).version
            try await place.arranging.extend(
                id, version: version, to: ["self": try place.day("2026-03-28")], reason: "单位请求", by: place.office)
            #expect(try await save("self", unit, good, place.editors[0]) == [])
        }
    }

    @Test("A step is refused with what is missing: units, people, sheets, a result, decided grades")
    func steps() async throws {
        try await RoundPlace.with(.sqlite) { place in
            let edition = try await StoreScheme(place.installation, county: place.county).run(
                RoundPlace.scheme(quotas: [nil, nil, nil]), year: 2026, by: place.office)
            let empty = try await place.arranging.create(
                title: "空的", edition: edition.id, first: try place.day("2026-01-01"), last: try place.day("2026-03-01"), by: place.office)
            #expect(try await place.refused { try await place.move(empty, .open) } == [.noUnits, .noReviewers(["第三方", "全面检查"])])
            #expect(try await place.refused { try await place.move(empty, .cancel) } == [.needsReason])
            let id = try await place.begin(RoundPlace.scheme(quotas: [nil, nil, nil]))
            try await place.move(id, .open)
            #expect(try await place.refused { try await place.move(id, .close) } == [.sheetsMissing(9)])
            for unit in 0..<3 {
                try await place.hand(id, "self", unit, RoundPlace.answers("4"), by: place.editors[unit])
                try await place.hand(id, "check", unit, RoundPlace.answers("4"), by: place.office)
                if unit > 0 { try await place.hand(id, "third", unit, RoundPlace.answers("4"), by: place.third) }
            }
            try await place.move(id, .close, reason: "第三方缺一份")
            try await place.compute(id)
            #expect(try await place.refused { try await place.move(id, .announce) } == [.incomplete(["明川县安监局"])])
            for (leaf, entry) in [
                ("1.1", Submission.Entry.score(RoundPlace.number("4"))), ("1.2", .times([0])), ("1.3", .score(RoundPlace.number("3"))),
            ] {
                try await place.moderating.run(
                    id, Moderation(assessor: "third", unit: "", leaf: leaf, entry: entry, reason: "按检查记录"), of: place.units[0].id,
                    by: place.office)
            }
            try await place.compute(id)
            try await place.move(id, .announce)
            #expect(try await place.refused { try await place.move(id, .settle) } == [.gradesUndecided])
            #expect(
                try await place.refused {
                    _ = try await place.appealing.file(
                        id, unit: place.units[0].id, assessor: "third", leaf: "1.1", reason: "", by: place.editors[0])
                } == [.needsReason])
            #expect(
                try await place.refused {
                    _ = try await place.appealing.file(
                        id, unit: place.units[0].id, assessor: "third", leaf: "1.1", reason: "理由", by: place.editors[1])
                } == [.notAllowed(.appeal, .announced)])
            try place.place.move(to: "2026-03-28")
            #expect(
                try await place.refused {
                    _ = try await place.appealing.file(
                        id, unit: place.units[0].id, assessor: "third", leaf: "1.1", reason: "理由", by: place.editors[0])
                } == [.appealsOver(try place.day("2026-03-27"))])
        }
    }

    @Test(
        "Two reviewers of one assessor: their mean, and beyond the difference somebody decides with a reason", arguments: Engine.available)
    func twoReviewers(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let id = try await place.begin(reviewers: [place.third, place.second])
            try await place.move(id, .open)
            for unit in 0..<3 {
                try await place.hand(id, "self", unit, RoundPlace.answers("4"), by: place.editors[unit])
                try await place.hand(id, "check", unit, RoundPlace.answers("4"), by: place.office)
                try await place.hand(id, "third", unit, RoundPlace.answers("4"), by: place.third)
                try await place.hand(id, "third", unit, RoundPlace.answers(unit == 0 ? "1" : "3"), by: place.second)
            }
            try await place.move(id, .close)
            try await place.compute(id)
            let gaps = try await place.scoring(id).compute().units.first { $0.unit == "ajj" }?.gaps
            #expect(gaps == [.undecided(assessor: "third", leaf: "1.1")])
            let decision = Moderation(assessor: "third", unit: "", leaf: "1.1", entry: .score(RoundPlace.number("2")), reason: "核对后定")
            #expect(
                try await place.refused { try await place.moderating.run(id, decision, of: place.units[0].id, by: place.third) }
                    == [.notAllowed(.moderate, .closed)])
            try await place.moderating.run(id, decision, of: place.units[0].id, by: place.office)
            try await place.compute(id)
            let result = try #require(try await place.scoring(id).stored).result
            #expect(result.line("ajj")?.scores["third"]?.description == "8" && result.line("bmj")?.scores["third"]?.description == "9.5")
        }
    }

    /// Coverage of the first unit and of no other.
    private struct MadeMeasures: Measures {
        let unit: OrganisationUnit.ID

        func value(
            of measure: Measure, unit: OrganisationUnit.ID, from first: Day, to last: Day, county: County, in transaction: any Transaction
        ) throws -> MeasuredValue? {
            guard unit == self.unit else { return nil }
            return MeasuredValue(part: 2, whole: 3, formula: "已公开÷应公开", inputs: [("期间", "\(first) 至 \(last)")])
        }
    }

    @Test("Automatic leaves take their figure from the measures and keep it with its inputs; without one there is no score")
    func automatic() async throws {
        try await RoundPlace.with(.sqlite) { place in
            let id = try await place.begin(RoundPlace.scheme(automatic: true))
            try await place.move(id, .open)
            for unit in 0..<3 {
                try await place.hand(id, "self", unit, RoundPlace.answers("4", nil), by: place.editors[unit])
                try await place.hand(id, "check", unit, RoundPlace.answers("4", nil), by: place.office)
                try await place.hand(id, "third", unit, RoundPlace.answers("4", nil), by: place.third)
            }
            try await place.move(id, .close)
            try await place.compute(id, measures: MadeMeasures(unit: place.units[0].id), measuring: true)
            let scoring = try await place.scoring(id)
            #expect(scoring.stored?.result.line("ajj")?.composite?.description == "9")
            #expect(try scoring.compute().units.first { $0.unit == "bmj" }?.gaps == [.notMeasured(leaf: "1.3")])
            let site = place.county.id
            let figures = try await place.installation.store.read { try RoundRegister($0, site: site).figures(of: id) }
            #expect(figures.map(\.inputs) == [[["期间", "2026-01-01 至 2026-03-19"]]])
        }
    }

    @Test("A sample can be drawn again from its seed, which stands in the log", arguments: Engine.available)
    func sample(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let id = try await place.begin()
            let drawing = DrawRoundSample(place.installation, county: place.county)
            let documents = (1...30).map { "文件\($0)" } + ["文件1", ""]
            let sample = try await drawing.run(
                id, subject: "政策文件", leaf: "1.2", candidates: documents, count: 9, seed: UInt64.max, by: place.office)
            #expect(sample.drawn.count == 2 && sample.candidates.count == 30 && sample.isConfirmed)
            let other = try await drawing.run(id, subject: "政策文件", leaf: nil, candidates: documents, count: 5, by: place.office)
            #expect(other.drawn.count == 5 && other.isConfirmed)
            let site = place.county.id
            let kept = try await place.installation.store.read { try RoundRegister($0, site: site).samples(of: id) }
            #expect(kept == [sample, other])
            #expect(
                try await place.refused {
                    _ = try await drawing.run(id, subject: "政策文件", leaf: nil, candidates: [], count: 5, by: place.office)
                } == [.nothingToDraw])
            #expect(
                try await place.refused {
                    _ = try await drawing.run(id, subject: "政策文件", leaf: nil, candidates: documents, count: 5, by: place.third)
                } == [.notAllowed(.draw, .prepared)])
        }
    }

    @Test(
        "An edition never changes: copying and deciding the grades make another, and what does not add up is not kept",
        arguments: Engine.available)
    func editions(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            let storing = StoreScheme(place.installation, county: place.county)
            let open = RoundPlace.scheme(quotas: [nil, nil, nil])
            let first = try await storing.run(open, year: 2026, by: place.office)
            let decided = try await storing.revise(first.id, by: place.office) { $0.grading = RoundPlace.scheme().grading }
            let next = try await storing.revise(decided.id, year: 2027, by: place.office)
            #expect((first.number, decided.number, next.number) == (1, 2, 1) && next.origin == decided.id && next.scheme.year == 2027)
            let site = place.county.id
            let kept = try await place.installation.store.read { try SchemeRegister($0, site: site).find(first.id) }
            #expect(kept == first && kept?.scheme == open)
            var wrong = open
            wrong.points = RoundPlace.number("11")
            let refused = try await place.refused { _ = try await storing.run(wrong, year: 2026, by: place.office) }
            guard case .faultyScheme(let faults) = refused.first else { return #expect(Bool(false), "\(refused)") }
            #expect(faults.count == 1 && refused.count == 1)
            #expect(try await place.refused { _ = try await storing.run(open, year: 1999, by: place.office) } == [.badYear])
            #expect(try await place.installation.store.read { try SchemeRegister($0, site: site).all().count } == 3)
        }
    }
}
