import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Ratings of services", .serialized) struct RatingTests {
    private struct Bench {
        let place: RequestPlace
        var rating: RateService { RateService(place.installation, county: place.county) }
        var handling: HandleRating { HandleRating(place.installation, county: place.county) }

        func codes(_ count: Int = 1, token: String = "") async throws -> [RatingCode] {
            try await IssueRatingCodes(place.installation, county: place.county).run(
                unit: place.unit, guideCode: "", matter: "不动产登记", channel: .counter, day: place.today, count: count, token: token,
                by: place.editor)
        }

        func rate(_ level: RatingLevel, name: String = "") async throws -> Rating.ID {
            let code = try #require(try await codes().first)
            return try await rating.run(
                RateService.Form(level: level, text: "等了两个小时", name: name, phone: name.isEmpty ? "" : "0999-2223334"), code: code.text)
        }

        func line(_ id: Rating.ID) async throws -> RatingRegister.Line {
            let site = place.county.id
            return try #require(try await place.installation.store.read { try RatingRegister($0, site: site).find(id) })
        }

        func standing(_ id: Rating.ID) async throws -> RatingStanding {
            let (site, today, line) = (place.county.id, place.today, try await line(id))
            return try await place.installation.store.read { try RatingDuties($0, site: site, on: today).standing(of: line) }
        }

        func results() async throws -> RatingTally {
            let (site, today) = (place.county.id, place.today)
            return try await place.installation.store.read { transaction in
                try RatingRegister(transaction, site: site).results(from: today.adding(days: -60), through: today)
                    .reduce(into: RatingTally()) { $0.add($1.tally) }
            }
        }

        func second(_ number: Int64, _ role: Role) -> Staff {
            Staff(
                account: Account.ID(number), name: "另一人",
                posts: [Post(id: Post.ID(number), unit: place.unit, role: role, name: "岗位\(number)")])
        }
    }

    private static func bench(_ engine: Engine, _ body: (Bench) async throws -> Void) async throws {
        try await RequestPlace.with(engine) { try await body(Bench(place: $0)) }
    }

    @Test(
        "The same form sent twice gives the same codes; another form, or other figures in it, gives new ones", arguments: Engine.available)
    func twice(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let first = try await bench.codes(3, token: "a form")
            let again = try await bench.codes(3, token: "a form")
            #expect(again == first && Set(first.map(\.text)).count == 3)
            let others = try await [bench.codes(2, token: "a form"), bench.codes(3, token: "another form"), bench.codes(), bench.codes()]
            #expect(Set((first + others.joined()).map(\.text)).count == 10)
            let tally = try await bench.results()
            #expect(tally.codes == 10)
        }
    }

    @Test("One service, one rating: a used code, a forged one and a slip of the hand are told apart", arguments: Engine.available)
    func codes(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let code = try #require(try await bench.codes().first)
            let form = RateService.Form(level: .satisfied)
            _ = try await bench.rating.run(form, code: code.text)
            await #expect(throws: RatingReason.usedCode) { _ = try await bench.rating.run(form, code: code.text) }
            let forged = RatingCodeText(random: (0..<10).map { UInt8($0) })
            await #expect(throws: RatingReason.unknownCode) { _ = try await bench.rating.run(form, code: forged) }
            #expect(RatingCodeText(typed: code.text.written.lowercased()) == code.text)
            let slip = String(code.text.value.dropLast()) + (code.text.value.hasSuffix("2") ? "3" : "2")
            #expect(RatingCodeText(typed: slip) == nil)
            let tally = try await bench.results()
            #expect(tally.codes == 1 && tally.total == 1 && tally.satisfied == 1)
        }
    }

    @Test("Of a hundred ratings of one code sent at once, one is taken", arguments: Engine.available)
    func doubleVotes(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let code = try #require(try await bench.codes().first)
            let rating = bench.rating
            let taken = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        do {
                            _ = try await rating.run(RateService.Form(level: .dissatisfied), code: code.text)
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
            let tally = try await bench.results()
            #expect(tally.total == 1)
        }
    }

    @Test("A bad rating with a name is verified, answered and called back before it is closed", arguments: Engine.available)
    func course(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let id = try await bench.rate(.dissatisfied, name: "测试甲")
            #expect(try await bench.standing(id).state == .toVerify)
            let editor = bench.place.editor
            await #expect(throws: RatingReason.notNow) { try await bench.handling.run(.answered, on: id, text: "已改", by: editor) }
            await #expect(throws: RatingReason.needsText) { try await bench.handling.run(.verifiedClear, on: id, text: "", by: editor) }
            try await bench.handling.run(.verifiedClear, on: id, text: "属实", by: editor)
            try await bench.handling.run(.answered, on: id, text: "增开窗口", by: editor)
            #expect(try await bench.standing(id).state == .toCallBack)
            #expect(try await bench.handling.contact(of: id, by: editor).phone == "0999-2223334")
            try await bench.handling.run(.calledBackSatisfied, on: id, text: "表示满意", by: editor)
            #expect(try await bench.standing(id).state == .closed)
        }
    }

    @Test("Without a name the answer closes it; a good rating asks for nothing", arguments: Engine.available)
    func anonymous(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (bad, good) = (try await bench.rate(.veryDissatisfied), try await bench.rate(.fairlySatisfied))
            let editor = bench.place.editor
            try await bench.handling.run(.verifiedComplex, on: bad, text: "涉及两个部门", by: editor)
            try await bench.handling.run(.answered, on: bad, text: "已协调", by: editor)
            #expect(try await bench.standing(bad).state == .closed)
            #expect(try await bench.standing(good).state == .counted)
            await #expect(throws: RatingReason.notNow) { try await bench.handling.run(.verifiedClear, on: good, text: "属实", by: editor) }
        }
    }

    @Test("The limits run in working days from each step, and what is late stays late", arguments: Engine.available)
    func limits(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let id = try await bench.rate(.dissatisfied)
            #expect(try await bench.standing(id).due == Day(text: "2026-03-23"))
            try bench.place.move(to: "2026-03-24")
            #expect(try await bench.standing(id).isOverdue)
            try await bench.handling.run(.verifiedClear, on: id, text: "属实", by: bench.place.editor)
            let standing = try await bench.standing(id)
            #expect(standing.due == Day(text: "2026-03-31") && !standing.isOverdue && standing.wasLate)
        }
    }

    @Test("It is excluded only by somebody else, and appealed once to a third; the ledger keeps it", arguments: Engine.available)
    func exclusion(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let id = try await bench.rate(.dissatisfied)
            let (editor, office) = (bench.place.editor, bench.place.office)
            await #expect(throws: RatingReason.notNow) { try await bench.handling.run(.exclusionAsked, on: id, text: "误评", by: editor) }
            try await bench.handling.run(.verifiedUnfounded, on: id, text: "不属实", by: editor)
            try await bench.handling.run(.exclusionAsked, on: id, text: "误评", by: editor)
            await #expect(throws: RatingReason.needsRole) { try await bench.handling.run(.exclusionGranted, on: id, text: "是", by: editor) }
            // The same person with another post is still the same person.
            let same = Staff(account: editor.account, name: editor.name, posts: bench.second(7, .disclosureOffice).posts)
            await #expect(throws: RatingReason.ownMatter) { try await bench.handling.run(.exclusionGranted, on: id, text: "是", by: same) }
            try await bench.handling.run(.exclusionRefused, on: id, text: "没有证据", by: office)
            try await bench.handling.run(.appealed, on: id, text: "有监控", by: editor)
            await #expect(throws: RatingReason.ownMatter) { try await bench.handling.run(.appealGranted, on: id, text: "是", by: office) }
            try await bench.handling.run(.appealGranted, on: id, text: "监控显示误点", by: bench.second(8, .disclosureOffice))
            #expect(try await bench.standing(id).state == .excluded)
            let tally = try await bench.results()
            #expect(tally.total == 0 && tally.excluded == 1)
            let line = try await bench.line(id)
            #expect(line.acts.count == 5 && line.rating.text == "等了两个小时")
        }
    }

    @Test("Nothing in the program takes a rating away or changes one")
    func noWayToDelete() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = root.appendingPathComponent("Sources")
        var read = 0
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        for case let file as URL in files where ["swift", "sql"].contains(file.pathExtension) {
            let text = try String(contentsOf: file, encoding: .utf8)
            read += 1
            for table in ["rating", "rating_code", "rating_act"] {
                for words in ["DELETE FROM \(table)", "UPDATE \(table) ", "DROP TABLE \(table)", "TRUNCATE \(table)"] {
                    #expect(!text.contains(words), "\(words) in \(file.lastPathComponent)")
                }
            }
        }
        #expect(read > 500)
    }

    @Test("A burst of five hundred ratings is taken whole", arguments: Engine.available)
    func burst(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            var codes: [RatingCode] = []
            for _ in 0..<10 { codes += try await bench.codes(RatingCode.mostAtOnce) }
            let (rating, given) = (bench.rating, codes)
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for code in given {
                    group.addTask { _ = try await rating.run(RateService.Form(level: .satisfied), code: code.text) }
                }
                try await group.waitForAll()
            }
            print("burst on \(engine): \(ContinuousClock.now - start)")
            #expect(try await bench.results().total == 500)
        }
    }

    @Test("The database itself refuses a second rating of a code", arguments: Engine.available)
    func uniqueness(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let code = try #require(try await bench.codes().first)
            let (site, ids) = (bench.place.county.id, bench.place.installation.identifiers)
            func rating() -> Rating {
                Rating(id: ids.next(), code: code.id, level: .satisfied, received: bench.place.clock.now)
            }
            let (first, second) = (rating(), rating())
            try await bench.place.installation.store.write { try RatingRegister($0, site: site).insert(first, of: code, contact: nil) }
            await #expect(throws: StoreError.self) {
                try await bench.place.installation.store.write { try RatingRegister($0, site: site).insert(second, of: code, contact: nil) }
            }
        }
    }
}
