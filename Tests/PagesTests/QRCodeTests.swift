import Testing

@testable import Pages

@Suite("The QR code on paper")
struct QRCodeTests {
    @Test(
        "The smallest text takes 21 modules, each version four more", arguments: [(1, 21), (14, 21), (15, 25), (62, 33), (180, 53)])
    func sizes(length: Int, size: Int) { #expect(QRCode(String(repeating: "a", count: length))?.size == size) }

    @Test("What is too long for paper is refused")
    func tooLong() { #expect(QRCode(String(repeating: "a", count: 181)) == nil) }

    @Test("Three corners carry the finder pattern and the fourth does not")
    func finders() throws {
        let code = try #require(QRCode("https://www.mingchuan.example/disclosures/911787952652300288"))
        let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        func corner(_ column: Int, _ row: Int) -> [String] {
            (0..<7).map { y in String((0..<7).map { x in code[column + x, row + y] ? "#" : "." }) }
        }
        let far = code.size - 7
        #expect(corner(0, 0) == finder && corner(far, 0) == finder && corner(0, far) == finder)
        #expect(corner(far, far) != finder)
    }
}
