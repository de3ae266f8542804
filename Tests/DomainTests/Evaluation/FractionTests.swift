import Testing

@testable import Domain

@Suite("Exact fractions") struct FractionTests {
    @Test("A third three times is one")
    func thirds() throws {
        let third = Fraction(part: 1, whole: 3)
        #expect(try third + third + third == .one)
        #expect(try third * Fraction(whole: 3) == .one)
        #expect(try Fraction(whole: 75) * Fraction(part: 4, whole: 3) == Fraction(whole: 100))
        #expect(try Fraction(whole: 1) - Fraction(whole: 3) == Fraction(whole: -2))
    }

    @Test(
        "The text is exact and can be read back",
        arguments: [(1, 3, "1/3"), (1, 8, "0.125"), (-5, 2, "-2.5"), (897, 10, "89.7"), (0, 7, "0"), (-7, 3, "-7/3"), (300, 3, "100")])
    func text(_ part: Int, _ whole: Int, _ text: String) {
        let fraction = Fraction(part: part, whole: whole)
        #expect(fraction.description == text)
        #expect(Fraction(text: text) == fraction)
    }

    @Test("What is no number is not read", arguments: ["", "-", "1.", ".5", "1/0", "1/-3", "1.5/2", "１", "1e3", "1/2/3", "+1"])
    func noNumber(_ text: String) { #expect(Fraction(text: text) == nil) }

    @Test(
        "Rounding is half up, for showing only",
        arguments: [
            ("89.685", "89.69"), ("89.684", "89.68"), ("2/3", "0.67"), ("99.995", "100.00"), ("9.999", "10.00"), ("-0.001", "0.00"),
            ("-1.005", "-1.01"),
        ])
    func rounding(_ text: String, _ rounded: String) throws { #expect(try #require(Fraction(text: text)).rounded() == rounded) }

    @Test("Order is exact where binary fractions would be equal")
    func order() throws {
        let small = try #require(Fraction(text: "333333333333333333/1000000000000000000"))
        #expect(small < Fraction(part: 1, whole: 3))
        #expect(Fraction(whole: -1) < .zero)
        #expect(Fraction(part: -1, whole: 3) > Fraction(part: -1, whole: 2))
    }

    @Test("A fraction beyond 36 digits is refused and never rounded")
    func tooFine() throws {
        let fine = Fraction(part: 1, whole: 999_999_999_989)
        let finer = try fine * Fraction(part: 1, whole: 999_999_999_961)
        #expect(throws: Fraction.TooFine.self) { try finer * finer }
        #expect(throws: Fraction.TooFine.self) { try finer * Fraction(part: 1, whole: 9_999_999_999_971) + finer }
    }
}
