import Domain
import Testing

@Suite("Numbers of the law are dated") struct DatedFigureTests {
    static let figure = DatedFigure(
        "sample", name: "答复期限", unit: .workingDay, released: 5, bounds: 1...30, article: "某办法第三条", isVerified: false)

    private func entry(_ value: Int, _ effective: String) throws -> FigureBook.Entry {
        FigureBook.Entry(
            code: "sample", value: value, effective: try #require(Day(text: effective)), basis: "本县规定", signature: "县政府办（政务公开办）")
    }

    @Test("The released number counts until a change begins, and each change until the next")
    func history() throws {
        let book = FigureBook([try entry(9, "2026-07-01"), try entry(7, "2026-03-01")])
        let expected = [("2026-02-28", 5), ("2026-03-01", 7), ("2026-06-30", 7), ("2026-07-01", 9), ("2030-01-01", 9)]
        for (day, value) in expected { #expect(book.value(Self.figure, on: try #require(Day(text: day))) == value) }
        #expect(book.history(of: Self.figure).map(\.value) == [7, 9])
        #expect(FigureBook().value(Self.figure, on: try #require(Day(text: "2026-01-01"))) == 5)
    }

    @Test("A number outside of its bounds or without a basis is refused, and every reason is named")
    func faults() {
        #expect(Self.figure.faults(of: 30, basis: "某办法") == [])
        #expect(Self.figure.faults(of: 31, basis: "") == [.outOfBounds(1...30), .noBasis])
        #expect(Self.figure.faults(of: 1, basis: String(repeating: "字", count: 201)) == [.basisTooLong(limit: 200)])
    }

    @Test("Every figure has a code of its own that fits into an address")
    func codes() {
        let codes = DatedFigure.groups.flatMap(\.figures).map(\.code)
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
            #expect(DatedFigure.find(code)?.code == code)
        }
    }
}
