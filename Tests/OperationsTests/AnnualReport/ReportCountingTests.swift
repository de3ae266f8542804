import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("The tables of the annual report come out of the ledger", .serialized) struct ReportCountingTests {
    @Test(
        "Each case counts once, in its year, its applicant's column and its one outcome; each number has exactly its cases",
        arguments: Engine.available)
    func cases(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try await place.answer(try await place.file("甲"), .disclosed)
            // Parts of it are disclosed and parts are not: it counts as partly disclosed alone.
            try await place.answer(try await place.file("乙", kind: .business), .partlyDisclosed)
            try await place.answer(try await place.file("丙", kind: .research), .notHeld)
            try await place.record(try await place.file("丁"), .withdrawn)
            let lapsing = try await place.file("戊", kind: .welfare)
            try await place.record(lapsing, .clarificationAsked, days: 5)
            try place.move(to: "2026-06-01")
            try await place.record(lapsing, .abandoned)
            // Not received before somebody confirms it.
            let unconfirmed = FileRequest.Entry(form: RequestPlace.form("己"), channel: .internet)
            _ = try await FileRequest(place.installation, county: place.county).run(unconfirmed, token: "one")
            try place.move(to: "2026-12-25")
            let late = try await place.file("庚", kind: .legalService)
            try place.move(to: "2027-01-15")
            try await place.answer(late, .disclosed)
            _ = try await place.file("辛", kind: .otherOrganisation)

            let before = try await place.view(2026)
            #expect(
                RequestPlace.counted(before.report) == [
                    "3.1.person": 2, "3.1.business": 1, "3.1.research": 1, "3.1.welfare": 1, "3.1.legalService": 1, "3.1.total": 6,
                    "3.3.person": 1, "3.3.total": 1, "3.4.business": 1, "3.4.total": 1, "3.13.research": 1, "3.13.total": 1,
                    "3.21.welfare": 1, "3.21.total": 1, "3.23.person": 1, "3.23.total": 1,
                    "3.24.person": 2, "3.24.business": 1, "3.24.research": 1, "3.24.welfare": 1, "3.24.total": 5,
                    "3.25.legalService": 1, "3.25.total": 1,
                ])
            let now = try await place.view(2027)
            #expect(
                RequestPlace.counted(now.report) == [
                    "3.1.otherOrganisation": 1, "3.1.total": 1, "3.2.legalService": 1, "3.2.total": 1, "3.3.legalService": 1,
                    "3.3.total": 1, "3.24.legalService": 1, "3.24.total": 1, "3.25.otherOrganisation": 1, "3.25.total": 1,
                ])
            for view in [before, now] {
                #expect(try await place.listed(view.entry.year, units: [place.unit]) == RequestPlace.counted(view.report))
                #expect(view.problems.allSatisfy { $0.severity == .soft })
            }
            #expect(RequestPlace.counted(try await place.view(2025).report).isEmpty)
            #expect(before.report.narrative[.overview].contains("新收政府信息公开申请6件，上年结转0件，办理结果总计5件，结转下年度继续办理1件"))
        }
    }

    @Test("A case that moved, merged or was split counts where it is answered, and not twice", arguments: Engine.available)
    func moves(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let move = MoveRequest(place.installation, county: place.county)
            let first = try await place.file("方案甲"), twin = try await place.file("方案甲", channel: .fax)
            let stranger = try await place.file("方案乙", name: "测试丁", kind: .business)
            try await move.merge(twin, into: first, version: nil, reason: "重复寄送", by: place.editor)
            _ = try await move.split(first, into: ["正文", "附件"], version: nil, reason: "一事一申请", by: place.editor)
            let moved = try await move.transfer(stranger, to: place.other, version: nil, reason: "属财政局职责", by: place.editor)
            let two = ["3.1.person": 2, "3.1.total": 2, "3.25.person": 2, "3.25.total": 2]
            #expect(RequestPlace.counted(try await place.view(2026).report) == two)
            #expect(RequestPlace.counted(try await place.view(2026, of: place.other).report).isEmpty)
            try await place.record(moved, .confirmed, by: place.office)
            let business = ["3.1.business": 1, "3.1.total": 1, "3.25.business": 1, "3.25.total": 1]
            #expect(RequestPlace.counted(try await place.view(2026, of: place.other).report) == business)
            #expect(try await place.listed(2026, units: [place.unit]) == two)
            #expect(try await place.listed(2026, units: [place.other]) == business)
        }
    }

    @Test("A merger that was a mistake is taken back and the case counts again; a split or a transfer stays", arguments: Engine.available)
    func mistakes(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let move = MoveRequest(place.installation, county: place.county)
            let (first, second, third) = (try await place.file("甲"), try await place.file("甲", channel: .fax), try await place.file("乙"))
            try await move.merge(second, into: first, version: nil, reason: "重复", by: place.editor)
            #expect(try await place.view(2026).report.three[.received, .total].count == 2)
            try await strike(.merged, of: second, place)
            #expect(try await place.view(2026).report.three[.received, .total].count == 3)
            #expect(try await place.request(second).mergedInto == nil)
            _ = try await move.split(third, into: ["其一", "其二"], version: nil, reason: "两件事", by: place.editor)
            _ = try await move.transfer(second, to: place.other, version: nil, reason: "属财政局职责", by: place.editor)
            #expect(try await place.refusal { try await strike(.split, of: third, place) } == [.wentOn(.split)])
            #expect(try await place.refusal { try await strike(.transferred, of: second, place) } == [.wentOn(.transferred)])
            #expect(try await place.view(2026).report.three[.received, .total].count == 3)
        }
    }

    private func strike(_ kind: RequestFact.Kind, of id: DisclosureRequest.ID, _ place: RequestPlace) async throws {
        let site = place.county.id
        let facts = try await place.installation.store.read { try RequestRegister($0, site: site).facts(of: id) }
        let fact = try #require(facts.last { $0.fact.kind == kind })
        try await RecordRequest(place.installation, county: place.county).strike(
            fact.id, of: id, version: nil, reason: "记错", by: place.editor)
    }

    @Test("Reviews and suits count by kind and result in the year of the result, and as pending until then", arguments: Engine.available)
    func disputes(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2027-01-15")
            let record = RecordDispute(place.installation, county: place.county)
            func add(
                _ kind: RequestDispute.Kind, _ received: String, _ result: RequestDispute.Result? = nil, _ resulted: String? = nil,
                unit: OrganisationUnit.ID? = nil
            ) async throws {
                _ = try await record.add(
                    RequestDispute(
                        id: RequestDispute.ID(0), unit: unit ?? place.unit, request: nil, kind: kind,
                        received: try #require(Day(text: received)), authority: "明川县人民政府", caseNumber: "", result: result,
                        resulted: resulted.flatMap { Day(text: $0) }), by: place.office)
            }
            try await add(.review, "2026-11-20", .upheld, "2027-01-10")
            try await add(.review, "2026-12-31")
            try await add(.suit, "2026-03-20", .corrected, "2026-12-31")
            try await add(.suitAfterReview, "2025-12-31", .other, "2026-01-01")
            try await add(.review, "2026-05-06", .upheld, "2026-07-01", unit: place.other)
            let before = try await place.view(2026)
            #expect(
                RequestPlace.counted(before.report) == [
                    "4.review.pending": 2, "4.review.total": 2, "4.suit.corrected": 1, "4.suit.total": 1, "4.suitAfterReview.other": 1,
                    "4.suitAfterReview.total": 1,
                ])
            let now = try await place.view(2027)
            #expect(
                RequestPlace.counted(now.report) == ["4.review.upheld": 1, "4.review.pending": 1, "4.review.total": 2])
            for view in [before, now] {
                #expect(try await place.listed(view.entry.year, units: [place.unit]) == RequestPlace.counted(view.report))
            }
            #expect(
                RequestPlace.counted(try await place.view(2025).report) == ["4.suitAfterReview.pending": 1, "4.suitAfterReview.total": 1])
        }
    }

    @Test("Fees count in the year in which they were paid; what was let go or struck does not", arguments: Engine.available)
    func fees(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2026-12-21")
            let ids = [try await place.file("甲"), try await place.file("乙"), try await place.file("丙")]
            for id in ids { try await charge(id, pages: 101, place) }
            try await pay(ids[0], place)
            try await WaiveFee(place.installation, county: place.county).run(ids[1], version: nil, reason: "特困人员", by: place.editor)
            try place.move(to: "2027-01-04")
            try await pay(ids[2], place)
            for year in [2026, 2027] { #expect(try await place.view(year).feesInFen == 72_000, "\(year)") }
            let words = try await place.view(2026).report.narrative[.other]
            #expect(words.contains("信息处理费720元"))
            try await strike(.feePaid, of: ids[2], place)
            #expect(try await place.view(2027).feesInFen == 0)
            #expect(try await place.request(ids[2]).feeInFen == 0)
            // What is not paid any more can be paid, once.
            try await pay(ids[2], place)
            #expect(try await place.view(2027).feesInFen == 72_000)
        }
    }

    @Test(
        "A fee notice with a wrong amount is struck, and another one sent; the fee that is paid is the other one's",
        arguments: Engine.available)
    func wrongFee(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let id = try await place.file()
            try await charge(id, pages: 1_010, place)
            try await strike(.feeNoticed, of: id, place)
            try await charge(id, pages: 101, place)
            try await pay(id, place)
            #expect(try await place.view(2026).feesInFen == 72_000)
        }
    }

    private func charge(_ id: DisclosureRequest.ID, pages: Int, _ place: RequestPlace) async throws {
        let fee = LetterRegister.Fee(basis: .pages, count: pages, before: 0, fen: RequestFees.released.pages.fee(for: pages))
        _ = try await IssueLetter(place.installation, county: place.county).run(
            id, version: nil, IssueLetter.Order(kind: .feeNotice, fee: fee), by: place.editor)
    }

    private func pay(_ id: DisclosureRequest.ID, _ place: RequestPlace) async throws {
        try await RecordRequest(place.installation, county: place.county).run(
            id, version: nil, RequestFact(.feePaid, on: place.today), receipt: "收据1", by: place.editor)
    }

    @Test("The county adds up its units and says whose report is missing; its own figure weighs more", arguments: Engine.available)
    func rollUp(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let units = try await place.addUnits()
            let (zf, township) = (try #require(units["zf"]), try #require(units["qsz"]))
            _ = try await place.file("甲")
            var own = RequestPlace.entry(place.unit, 2026)
            own.two[.permits] = .count(3)
            own.two[.fees] = try #require(ReportFigure(stored: "1.25"))
            try await place.reports.save(own, by: place.editor)
            var view = try await place.view(2026, of: zf)
            #expect(view.isRolledUp && view.missing.map(\.name) == ["明川县财政局", "清水镇人民政府"])
            #expect(view.report.two[.permits].text == "3" && view.report.two[.coercion] == .notApplicable)
            #expect(view.report.three[.received, .person].count == 1)
            for (unit, fees) in [(place.other, "0.5"), (township, "0.255")] {
                var entry = RequestPlace.entry(unit, 2026)
                entry.two[.permits] = .count(4)
                entry.two[.fees] = try #require(ReportFigure(stored: fees))
                try await place.reports.save(entry, by: place.office)
            }
            view = try await place.view(2026, of: zf)
            #expect(view.missing.isEmpty && view.report.two[.permits].text == "11" && view.report.two[.fees].text == "2.005")
            var county = AnnualReportRegister.Entry(unit: zf, year: 2026)
            county.two[.permits] = .count(12)
            try await place.reports.save(county, by: place.office)
            view = try await place.view(2026, of: zf)
            #expect(view.report.two[.permits].text == "12" && view.report.two[.fees].text == "2.005")
            #expect(view.due.description == "2027-03-31")
            #expect(try await place.view(2026).due.description == "2027-01-31")
        }
    }
}
