import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A county sets the numbers of the law") struct SetFigureTests {
    private static let figure = DatedFigure(
        "sample", name: "答复期限", unit: .workingDay, released: 5, bounds: 1...30, article: "某办法第三条", isVerified: false)

    @Test(
        "The office sets a number from a day on, the log says it, and another value for the same day replaces it",
        arguments: Engine.available)
    func setting(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = SetFigure(place.installation, county: place.county)
            let (day, site) = (place.installation.now().day, place.county.id)
            try await act.run(Self.figure, value: 7, effective: day, basis: "本县规定", by: place.office)
            try await act.run(Self.figure, value: 8, effective: day, basis: "更正", by: place.office)
            let book = try await place.installation.store.read { try FigureRegister($0, site: site).book() }
            #expect(book.value(Self.figure, on: day) == 8)
            #expect(book.value(Self.figure, on: day.adding(days: -1)) == 5)
            #expect(book.history(of: Self.figure).map(\.basis) == ["更正"])
            let events = try await place.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'figureSet'")
            }
            #expect(events == 2)
        }
    }

    @Test("Nobody else may, and what is out of bounds leaves nothing", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = SetFigure(place.installation, county: place.county)
            let (day, site) = (place.installation.now().day, place.county.id)
            await #expect(throws: SetFigure.Refusal.needsOffice) {
                try await act.run(Self.figure, value: 7, effective: day, basis: "本县规定", by: place.editor)
            }
            await #expect(throws: SetFigure.Refusal.faults([.outOfBounds(1...30), .noBasis])) {
                try await act.run(Self.figure, value: 0, effective: day, basis: "", by: place.office)
            }
            let book = try await place.installation.store.read { try FigureRegister($0, site: site).book() }
            #expect(book == FigureBook())
        }
    }
}
