import Domain
import FoundationEssentials
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A request for disclosure from intake to the archive", .serialized) struct RequestFlowTests {
    @Test("Each channel has its own day of receipt; what waits for confirmation has no due date", arguments: Engine.available)
    func channels(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            for channel in RequestChannel.allCases {
                let id = try await place.file("信息\(channel.rawValue)", channel: channel)
                let standing = try await place.standing(id)
                #expect(standing.state == .accepted && standing.receivedOn == place.today, "\(channel)")
                #expect(standing.dueOn?.description == "2026-04-20", "\(channel)")
            }
            var entry = FileRequest.Entry(form: RequestPlace.form("网上申请"), channel: .internet)
            let filed = try await FileRequest(place.installation, county: place.county).run(entry, token: "one")
            let standing = try await place.standing(filed.id)
            #expect(standing.state == .awaitingConfirmation && standing.dueOn == nil)
            // The same form sent twice is one request.
            #expect(try await FileRequest(place.installation, county: place.county).run(entry, token: "one") == filed)
            entry.form.applicant.phone = "不是号码"
            await #expect(throws: FileRequest.Refusal.self) {
                try await FileRequest(place.installation, county: place.county).run(entry, token: "two")
            }
        }
    }

    @Test(
        "Every outcome goes the whole way: search, proposal, secrecy review, sign-off, numbered letter, service, archive",
        arguments: Engine.available)
    func outcomes(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            for outcome in RequestOutcome.allCases {
                let id = try await place.file("事项\(outcome.rawValue)")
                switch outcome {
                case .notClarified: try await lapse(id, place)
                case .feeUnpaid: try await leaveUnpaid(id, place)
                default: try await place.answer(id, outcome, isHard: outcome.needsReviewFirst)
                }
                try await CloseRequest(place.installation, county: place.county).archive(id, version: nil, by: place.editor)
                let request = try await place.request(id)
                #expect(request.outcome == outcome)
                #expect(try await place.standing(id).state == .archived)
                #expect(request.keepUntil != nil)
            }
            let (site, unit) = (place.county.id, place.unit)
            let tally = try await place.installation.store.read { transaction in
                try RequestQueries(transaction, site: site).tally(
                    by: .outcome, from: Day(serial: 0), through: Day(serial: 40_000), units: [unit])
            }
            #expect(tally.count == 21 && tally.allSatisfy { $0.count == 1 })
            let verified = try await VerifyLog(place.installation).run(kept: [], key: nil)
            #expect(verified.findings.isEmpty)
        }
    }

    private func lapse(_ id: DisclosureRequest.ID, _ place: RequestPlace) async throws {
        try await place.record(id, .clarificationAsked, days: 5)
        place.clock.pass(seconds: 20 * 86_400)
        try await place.record(id, .abandoned)
    }

    private func leaveUnpaid(_ id: DisclosureRequest.ID, _ place: RequestPlace) async throws {
        let order = IssueLetter.Order(
            kind: .feeNotice, fee: LetterRegister.Fee(basis: .pages, count: 100, before: 0, fen: RequestFees.released.pages.fee(for: 100)))
        _ = try await IssueLetter(place.installation, county: place.county).run(id, version: nil, order, by: place.editor)
        #expect(try await place.standing(id).state == .feeNoticed)
        place.clock.pass(seconds: 60 * 86_400)
        try await place.record(id, .feeLapsed)
    }

    @Test(
        "A reply names its remedy: review first for refusals under Art. 14 to 16, review or court for the others",
        arguments: Engine.available)
    func remedies(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            for outcome in [RequestOutcome.internalMatters, .notHeld, .partlyDisclosed] {
                let id = try await place.file("事项\(outcome.rawValue)")
                let letter = try await place.answer(id, outcome, isHard: true)
                let words = try await IssueLetter(place.installation, county: place.county).letter(letter, of: id)
                let text = words.paragraphs.map(\.text).joined()
                #expect(text.contains("应当先") == outcome.needsReviewFirst)
                #expect(text.contains("明川县人民政府") && words.number.hasPrefix("明自然资公复〔2026〕"))
                #expect(words.recipient == "测试甲")
            }
            // The first letter of the year is number 1, and no number is taken twice.
            let numbers = try await place.installation.store.read {
                try $0.rows("SELECT number FROM request_letter ORDER BY id") { row -> String in try row["number"] }
            }
            #expect(numbers == (1...3).map { "明自然资公复〔2026〕\($0)号" })
        }
    }

    @Test("Clarification restarts, consultation pauses, extension lengthens; the letters say the same days", arguments: Engine.available)
    func middle(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            let letters = IssueLetter(place.installation, county: place.county)
            let ask = IssueLetter.Order(
                kind: .clarification, texts: [.clarificationItems: "请写明所申请方案的名称或者文号。", .deadline: "2026年4月3日"], workingDays: 10)
            _ = try await letters.run(id, version: nil, ask, by: place.editor)
            #expect(try await place.standing(id).state == .clarificationAsked)
            try place.move(to: "2026-03-25")
            try await place.record(id, .clarified)
            #expect(try await place.standing(id).dueOn?.description == "2026-04-23")
            // Asked back once: the second time is refused.
            #expect(
                try await place.refusal { _ = try await letters.run(id, version: nil, ask, by: place.editor) } == [
                    .problem(.askedBackTwice(place.today))
                ])
            let consult = IssueLetter.Order(kind: .thirdPartyConsultation, texts: [.thirdParty: "明川县某公司"])
            _ = try await letters.run(id, version: nil, consult, by: place.editor)
            #expect(try await place.standing(id).state == .thirdPartyConsulted)
            try place.move(to: "2026-03-31")
            try await place.record(id, .thirdPartyAnswered)
            // Four working days stood still: 26, 27, 30 and 31 March.
            #expect(try await place.standing(id).dueOn?.description == "2026-04-29")
            let lengthen = LengthenRequest(place.installation, county: place.county)
            try await lengthen.ask(id, version: nil, kind: .extended, workingDays: 10, reason: "需要补充检索", by: place.editor)
            #expect(
                try await place.refusal { try await lengthen.decide(id, version: nil, granted: true, reason: "", by: place.editor) } == [
                    .needsRole(.disclosureOffice)
                ])
            try await lengthen.decide(id, version: nil, granted: true, reason: "", by: place.office)
            let standing = try await place.standing(id)
            #expect(standing.dueOn?.description == "2026-05-15" && standing.isExtended)
            let notice = IssueLetter.Order(kind: .extensionNotice, texts: [.reasons: "需要补充检索"])
            let letter = try await letters.run(id, version: nil, notice, by: place.editor)
            let words = try await letters.letter(letter, of: id)
            #expect(words.paragraphs.map(\.text).joined().contains("2026年5月15日"))
        }
    }

    @Test("Nobody judges what they wrote, nobody decides twice, and an edit voids what was decided", arguments: Engine.available)
    func fourEyes(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            let write = WriteReply(place.installation, county: place.county)
            try await write.save(id, version: nil, RequestPlace.proposal(.disclosed), by: place.editor)
            #expect(try await place.refusal { try await write.submit(id, version: nil, by: place.editor) } == [.noSearch])
            try await RecordRequest(place.installation, county: place.county).search(
                id, place: "门户", words: "补偿", found: 0, note: "", by: place.editor)
            try await write.submit(id, version: nil, by: place.editor)
            // The editor who wrote it is also secrecy reviewer: not for this one.
            let both = Staff(account: place.editor.account, name: "王明", posts: place.editor.posts + place.secrecy.posts)
            #expect(try await place.refusal { try await write.decide(id, version: nil, .approved, reason: "", by: both) } == [.wroteIt])
            try await write.decide(id, version: nil, .approved, reason: "", by: place.secrecy)
            let signing = Staff(account: place.secrecy.account, name: "王明", posts: place.signer.posts)
            #expect(
                try await place.refusal { try await write.decide(id, version: nil, .approved, reason: "", by: signing) } == [.decidedBefore]
            )
            try await write.decide(id, version: nil, .approved, reason: "", by: place.signer)
            let order = IssueLetter.Order(kind: .reply(.disclosed))
            #expect(
                try await place.refusal {
                    _ = try await IssueLetter(place.installation, county: place.county).run(
                        id, version: nil, IssueLetter.Order(kind: .reply(.notHeld)), by: place.editor)
                } == [.otherOutcome(.disclosed)])
            try await write.recall(id, version: nil, by: place.editor)
            #expect(
                try await place.refusal {
                    _ = try await IssueLetter(place.installation, county: place.county).run(id, version: nil, order, by: place.editor)
                } == [.isNotApproved])
            #expect(try await place.standing(id).state == .accepted)
        }
    }

    @Test("Two clerks on one case: the slower one is told, and nothing of the faster one is lost", arguments: Engine.available)
    func stale(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            let version = try await place.request(id).version
            let record = RecordRequest(place.installation, county: place.county)
            try await record.run(id, version: version, RequestFact(.clarificationAsked, on: place.today, workingDays: 5), by: place.editor)
            await #expect(throws: StoreError.self) {
                try await record.run(id, version: version, RequestFact(.withdrawn, on: place.today), by: place.second)
            }
            #expect(try await place.standing(id).state == .clarificationAsked)
            let site = place.county.id
            let facts = try await place.installation.store.read { try RequestRegister($0, site: site).facts(of: id) }
            #expect(facts.map(\.fact.kind) == [.submitted, .clarificationAsked])
        }
    }

    @Test("A mailed letter's due date survives a clock that jumps by a year", arguments: Engine.available)
    func clockJump(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file(channel: .signedPost)
            #expect(try await place.standing(id).dueOn?.description == "2026-04-20")
            place.clock.pass(seconds: 365 * 86_400)
            _ = try await DailySweep(place.installation).run(actor: "test")
            #expect(try await place.standing(id).dueOn?.description == "2026-04-20")
            place.clock.pass(seconds: -2 * 365 * 86_400)
            _ = try await DailySweep(place.installation).run(actor: "test")
            place.clock.pass(seconds: 365 * 86_400)
            let outcome = try await RecountRequests(place.installation).run(county: place.county.id, actor: "test")
            #expect(outcome.counted == 1)
            let site = place.county.id
            let due: String? = try await place.installation.store.read {
                try $0.first("SELECT due FROM request WHERE site_id = \(site)") { try $0["due"] }
            }
            #expect(due == "2026-04-20")
        }
    }

    @Test("A corrected calendar counts the open cases anew and lists what moved", arguments: Engine.available)
    func calendar(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            let number = try await place.request(id).number
            let shipped = try #require(HolidayYear.released.first { $0.year == 2026 })
            let more = HolidayYear.Arranged(day: try #require(Day(text: "2026-04-20")), isOff: true, name: "测试假日")
            let outcome = try await LoadHolidays(place.installation).run(
                HolidayYear(year: 2026, days: shipped.days + [more], source: "test"), actor: "test")
            #expect(
                outcome.requests.map { "\($0.number) \($0.before?.description ?? "") \($0.after?.description ?? "")" } == [
                    "\(number) 2026-04-20 2026-04-21"
                ])
        }
    }

    @Test(
        "Identities are sealed in the database, shown only to who handles the case, and every look is in the log",
        arguments: Engine.available)
    func identity(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file(name: "欧阳测试")
            let identity = RequestIdentity(place.installation, county: place.county)
            #expect(try await identity.view(id, reason: "核对身份", by: place.editor).name == "欧阳测试")
            #expect(try await place.refusal { _ = try await identity.view(id, reason: "好奇", by: place.legal) } == [.needsRole(.editor)])
            #expect(try await place.refusal { _ = try await identity.view(id, reason: "", by: place.editor) } == [.needsReason])
            let elsewhere = Staff(
                account: place.editor.account, name: "王明", posts: [Post(id: Post.ID(9), unit: place.other, role: .editor, name: "岗位")])
            #expect(try await place.refusal { _ = try await identity.view(id, reason: "看看", by: elsewhere) } == [.needsRole(.editor)])
            let looks = try await place.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'identityViewed'")
            }
            #expect(looks == 1)
            let bytes: [UInt8] = try #require(
                try await place.installation.store.read { try $0.first("SELECT identity FROM request") { try $0["identity"] } })
            #expect(!String(decoding: bytes, as: UTF8.self).contains("欧阳测试"))
            // Another key opens nothing.
            let stranger = place.installation.keeping(identities: IdentityVault(key: [UInt8](repeating: 9, count: 32)))
            await #expect(throws: (any Error).self) {
                _ = try await RequestIdentity(stranger, county: place.county).view(id, reason: "核对", by: place.editor)
            }
            await #expect(throws: NoIdentityKey.self) {
                _ = try await RequestIdentity(place.installation.keeping(identities: nil), county: place.county).view(
                    id, reason: "核对", by: place.editor)
            }
        }
    }

    @Test("The applicant sees the course with number and code; a wrong code is like a number that nobody has", arguments: Engine.available)
    func tracking(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let entry = FileRequest.Entry(form: RequestPlace.form(), channel: .internet)
            let filed = try await FileRequest(place.installation, county: place.county).run(entry, token: "a form")
            let track = TrackRequest(place.installation, county: place.county)
            let found = try #require(try await track.run(number: filed.number, code: filed.code.uppercased().replacing("-", with: " ")))
            #expect(found.standing.state == .awaitingConfirmation && found.facts.map(\.kind) == [.submitted])
            #expect(try await track.run(number: filed.number, code: "aaaa-bbbb-cccc-dddd") == nil)
            #expect(try await track.run(number: "SQ2026-99999", code: filed.code) == nil)
        }
    }

    @Test("Moved, merged and split cases count once, where they are answered", arguments: Engine.available)
    func moving(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let move = MoveRequest(place.installation, county: place.county)
            let first = try await place.file("方案甲"), twin = try await place.file("方案甲", channel: .fax)
            let stranger = try await place.file("方案乙", name: "测试丁", kind: .business)
            try await move.merge(twin, into: first, version: nil, reason: "同一申请人重复寄送", by: place.editor)
            #expect(try await place.standing(twin).state == .merged)
            #expect(
                try await place.refusal { try await move.merge(stranger, into: first, version: nil, reason: "合并", by: place.editor) } == [
                    .sameRequest
                ])
            let parts = try await move.split(first, into: ["方案甲的正文", "方案甲的附件"], version: nil, reason: "一事一申请", by: place.editor)
            place.clock.pass(seconds: 86_400 * 3)
            for part in parts { #expect(try await place.standing(part).dueOn?.description == "2026-04-20") }
            let moved = try await move.transfer(stranger, to: place.other, version: nil, reason: "属财政局职责", by: place.editor)
            #expect(try await place.standing(moved).state == .awaitingConfirmation)
            #expect(try await place.request(moved).unit == place.other)
            let counted = try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM request WHERE counts = 1") }
            #expect(counted == 3)
        }
    }

    @Test("A court that corrects the reply opens the case again; a wrong entry is struck, not erased", arguments: Engine.available)
    func reopening(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            try await place.answer(id, .notHeld)
            let dispute = RecordDispute(place.installation, county: place.county)
            let review = try await dispute.add(
                RequestDispute(
                    id: RequestDispute.ID(0), unit: place.unit, request: id, kind: .review, received: place.today, authority: "明川县人民政府",
                    caseNumber: "明政复〔2026〕1号"), by: place.editor)
            #expect(
                try await place.refusal {
                    try await CloseRequest(place.installation, county: place.county).archive(id, version: nil, by: place.editor)
                } == [.notClosed])
            place.clock.pass(seconds: 30 * 86_400)
            let site = place.county.id
            var known = try #require(try await place.installation.store.read { try DisputeRegister($0, site: site).find(review) })
            (known.result, known.resulted) = (.corrected, place.today)
            try await dispute.change(known, by: place.editor)
            await #expect(throws: StoreError.self) { try await dispute.change(known, by: place.second) }
            try await place.record(id, .reopened, days: 15)
            #expect(try await place.standing(id).state == .inHand)
            #expect(try await place.request(id).outcome == nil)
            try await place.answer(id, .disclosed)
            let fact = try #require(
                try await place.installation.store.read { try RequestRegister($0, site: site).facts(of: id) }.last {
                    $0.fact.kind == .served
                })
            try await RecordRequest(place.installation, county: place.county).strike(
                fact.id, of: id, version: nil, reason: "日期记错", by: place.editor)
            #expect(try await place.standing(id).state == .answered)
        }
    }

    @Test("After its years a case is destroyed: no name and no letter is left, the record is", arguments: Engine.available)
    func destruction(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file(name: "欧阳测试")
            try await place.answer(id, .disclosed)
            let close = CloseRequest(place.installation, county: place.county)
            try await close.archive(id, version: nil, by: place.editor)
            let until = try #require(try await place.request(id).keepUntil)
            #expect(
                try await place.refusal { _ = try await close.destroy(id, version: nil, reason: "到期", by: place.office) } == [
                    .tooFewToKeep(until: until)
                ])
            place.clock.pass(seconds: 3660 * 86_400)
            #expect(
                try await place.refusal { _ = try await close.destroy(id, version: nil, reason: "到期", by: place.editor) } == [
                    .needsRole(.disclosureOffice)
                ])
            _ = try await close.destroy(id, version: nil, reason: "保管期满", by: place.office)
            #expect(
                try await place.refusal {
                    _ = try await RequestIdentity(place.installation, county: place.county).view(id, reason: "看", by: place.editor)
                } == [.identityGone])
            let request = try await place.request(id)
            #expect(request.outcome == .disclosed && request.destroyed != nil && !request.wanted.description.contains("补偿"))
        }
    }

    @Test("What was answered becomes a draft at the gate, without a word about who asked", arguments: Engine.available)
    func publication(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file(name: "欧阳测试")
            let publish = PublishAnswer(place.installation, county: place.county)
            #expect(try await place.refusal { _ = try await publish.run(id, version: nil, by: place.editor) } == [.notForPublication])
            try await place.answer(id, .partlyDisclosed, isHard: true)
            let draft = try await publish.run(id, version: nil, by: place.editor)
            #expect(try await publish.run(id, version: nil, by: place.editor) == draft)
            let site = place.county.id
            let content = try #require(try await place.installation.store.read { try DraftRegister($0, site: site).find(draft) }).draft
                .content
            #expect(content.title == "2025年度土地征收补偿方案" && !content.body.stored.contains("欧阳") && !content.body.stored.contains("被征收人名单"))
        }
    }

    @Test("A table is registered whole or not at all, and every wrong row is named", arguments: Engine.available)
    func importing(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            func row(_ line: Int, _ content: String, unit: String = "zrzy", phone: String = "13900000000") -> ImportRequests.Row {
                var form = RequestPlace.form(content)
                form.unit = unit
                form.applicant.phone = phone
                return ImportRequests.Row(line: line, entry: FileRequest.Entry(form: form, channel: .counter, submitted: place.today))
            }
            let importer = ImportRequests(place.installation, county: place.county)
            do {
                _ = try await importer.run([row(2, "甲"), row(3, "乙", unit: "none"), row(4, "丙", phone: "没有")], by: place.editor)
                Issue.record("a bad table was registered")
            } catch let refusal as ImportRequests.Refusal {
                #expect(refusal.problems.map(\.line) == [3, 4])
            }
            let before = try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM request") }
            #expect(before == 0)
            #expect(try await importer.run([row(2, "甲"), row(3, "乙")], by: place.editor) == ["SQ2026-00001", "SQ2026-00002"])
        }
    }
}
