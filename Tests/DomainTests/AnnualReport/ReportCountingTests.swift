import Testing

@testable import Domain

@Suite("The annual report is counted from the cases") struct ReportCountingTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }
    private func row(_ number: Int) throws -> ReportRow { try #require(ReportRow(number)) }

    @Test("Each case stands in the rows of its year, and in no other")
    func rows() throws {
        let cases = [
            // Received and answered in the year.
            ReportCase(id: 1, applicant: .person, receivedOn: try day("2025-03-01"), closedOn: try day("2025-03-20"), outcome: .disclosed),
            // Carried in from last year, answered in it.
            ReportCase(id: 2, applicant: .business, receivedOn: try day("2024-12-20"), closedOn: try day("2025-01-10"), outcome: .notHeld),
            // Open at the year's end; answered later.
            ReportCase(id: 3, applicant: .person, receivedOn: try day("2025-12-30"), closedOn: try day("2026-01-15"), outcome: .petition),
            // Answered before the year; received after it.
            ReportCase(id: 4, applicant: .person, receivedOn: try day("2024-05-01"), closedOn: try day("2024-12-31"), outcome: .disclosed),
            ReportCase(id: 5, applicant: .person, receivedOn: try day("2026-01-01")),
            // Carried in and still open.
            ReportCase(id: 6, applicant: .welfare, receivedOn: try day("2024-11-11")),
            // Withdrawn: closed without an outcome.
            ReportCase(id: 7, applicant: .legalService, receivedOn: try day("2025-06-01"), closedOn: try day("2025-06-02")),
        ]
        let counted = TableThree.counted(cases, year: 2025)
        let table = counted.table
        #expect(table[.received, .total] == .count(3))
        #expect(table[.carriedIn, .total] == .count(2))
        #expect(table[.closed, .total] == .count(3))
        #expect(table[.carriedOver, .total] == .count(2))
        #expect(table[try row(3), .person] == .count(1))
        #expect(table[try row(13), .business] == .count(1))
        #expect(table[try row(23), .legalService] == .count(1))
        #expect(counted.cases(in: .three(.received, .person)) == [1, 3])
        #expect(counted.cases(in: .three(.carriedOver, .total)) == [3, 6])
        #expect(counted.cases(in: .three(.carriedIn, .person)).isEmpty)
        #expect(ReportChecks.identities(table).isEmpty)
    }

    @Test("Whatever the cases are, the identities hold, and next year carries in what this year left")
    func identities() throws {
        var seed: UInt64 = 42
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(bound))
        }
        let start = try day("2024-01-01")
        let cases = (0..<3_000).map { index in
            let received = start.adding(days: next(1_000))
            let closed = next(5) == 0 ? nil : received.adding(days: next(400) - 2)
            return ReportCase(
                id: Int64(index), applicant: ApplicantKind.allCases[next(6)], receivedOn: received, closedOn: closed,
                outcome: closed == nil || next(50) == 0 ? nil : RequestOutcome.allCases[next(21)])
        }
        var left: TableThree?
        for year in 2024...2027 {
            let counted = TableThree.counted(cases, year: year)
            #expect(ReportChecks.identities(counted.table).isEmpty)
            for row in ReportRow.all {
                for column in ReportColumn.allCases {
                    #expect(counted.table[row, column].count == counted.cases(in: .three(row, column)).count)
                }
            }
            if let left { for column in ReportColumn.allCases { #expect(counted.table[.carriedIn, column] == left[.carriedOver, column]) } }
            left = counted.table
        }
    }

    @Test("Reviews and lawsuits count by the day of their result, and as pending until then")
    func disputes() throws {
        let disputes = [
            ReportDispute(id: 1, kind: .review, receivedOn: try day("2024-11-01"), resultOn: try day("2025-01-05"), result: .upheld),
            ReportDispute(id: 2, kind: .review, receivedOn: try day("2025-11-01"), resultOn: try day("2026-01-05"), result: .corrected),
            ReportDispute(id: 3, kind: .suit, receivedOn: try day("2025-02-01"), resultOn: try day("2025-05-05"), result: .other),
            ReportDispute(id: 4, kind: .suitAfterReview, receivedOn: try day("2026-02-01")),
            ReportDispute(
                id: 5, kind: .suitAfterReview, receivedOn: try day("2024-02-01"), resultOn: try day("2024-05-01"), result: .upheld),
        ]
        let counted = TableFour.counted(disputes, year: 2025)
        #expect(counted.table[.review, .upheld] == .count(1))
        #expect(counted.table[.review, .pending] == .count(1))
        #expect(counted.table[.review, .total] == .count(2))
        #expect(counted.table[.suit, .other] == .count(1))
        #expect(counted.table[.suitAfterReview, .total] == .count(0))
        #expect(counted.cases(in: .four(.review, .total)) == [1, 2])
        #expect(ReportChecks.identities(counted.table).isEmpty)
    }

    @Test("A roll-up adds cell by cell, names who is missing, and keeps nought, blank and not applicable apart")
    func rollUp() throws {
        var first = AnnualReport(title: "甲", year: 2025, unit: "甲局", two: TableTwo(filledWith: .notApplicable))
        var second = AnnualReport(title: "乙", year: 2025, unit: "乙镇", two: TableTwo(filledWith: .notApplicable))
        first.three[.received, .person] = .count(3)
        second.three[.received, .person] = .count(4)
        first.two[.fees] = .number(try #require(ExactNumber(text: "0.1")))
        second.two[.fees] = .number(try #require(ExactNumber(text: "0.2")))
        second.two[.permits] = .count(0)
        second.two[.penalties] = .blank
        let sum = ReportRollUp([("甲局", first), ("乙镇", second), ("丙局", nil)])
        #expect(sum.missing == ["丙局"])
        #expect(sum.three[.received, .person] == .count(7))
        #expect(sum.two[.fees].text == "0.3")
        #expect(sum.two[.permits] == .count(0))
        #expect(sum.two[.penalties] == .blank)
        #expect(sum.two[.coercion] == .notApplicable)
        second.three[.received, .person] = .unknown
        #expect(ReportRollUp([("甲局", first), ("乙镇", second)]).three[.received, .person] == .unknown)
    }

    @Test("Every cell has a code that leads back to it")
    func codes() {
        var cells = ProactiveLine.allCases.map(ReportCell.two)
        for row in ReportRow.all { cells += ReportColumn.allCases.map { .three(row, $0) } }
        for kind in DisputeKind.allCases { cells += DisputeColumn.allCases.map { .four(kind, $0) } }
        #expect(cells.count == 10 + 175 + 15)
        for cell in cells { #expect(ReportCell(code: cell.code) == cell) }
        for wrong in ["", "3", "3.0.person", "3.26.total", "3.1.nobody", "4.review", "5.1.total", "2.taxes"] {
            #expect(ReportCell(code: wrong) == nil)
        }
    }
}

@Suite("Numbers of the report") struct ExactNumberTests {
    @Test(
        "Amounts keep their decimals",
        arguments: [
            ("5949.088667", "5949.088667"), ("0", "0"), ("465.740", "465.74"), ("12,345.6", "12345.6"), ("0.05", "0.05"),
            ("1,234,567", "1234567"),
        ])
    func reading(_ text: String, _ shown: String) { #expect(ExactNumber(text: text)?.description == shown) }

    @Test(
        "What is no number is none",
        arguments: ["", "-1", "+1", "01", "1.", ".5", "1,23", "12,34.5", "1e3", "１", "1 2", "1.2.3", "1234567890123456"])
    func refused(_ text: String) { #expect(ExactNumber(text: text) == nil) }

    @Test("Sums are exact")
    func sums() throws {
        let tenth = try #require(ExactNumber(text: "0.1"))
        var sum = try #require(ExactNumber(whole: 0))
        for _ in 1...10 { sum = try #require(sum.adding(tenth)) }
        #expect(sum == ExactNumber(whole: 1))
        #expect(ExactNumber(tenThousandYuanFromFen: 59_490_886_67)?.description == "5949.088667")
    }

    @Test("Nought, blank and not applicable are three things in a form")
    func stored() {
        #expect(ReportFigure(stored: "0") == .count(0))
        #expect(ReportFigure(stored: " ") == .blank)
        #expect(ReportFigure(stored: "不适用") == .notApplicable)
        #expect(ReportFigure(stored: "-") == nil)
    }
}
