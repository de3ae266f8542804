import Testing

@testable import Pages

@Suite("The QR code on paper")
struct QRCodeTests {
    @Test(
        "The smallest text takes 21 modules, each version four more, and what is too long is refused",
        arguments: [(1, 21), (14, 21), (15, 25), (62, 33), (180, 53)])
    func sizes(length: Int, size: Int) { #expect(QRCode(String(repeating: "a", count: length))?.size == size) }

    @Test("181 bytes are refused")
    func tooLong() { #expect(QRCode(String(repeating: "a", count: 181)) == nil) }

    /// Made with the Python package `qrcode` 8 at level M and mask 0.
    private static let known = """
        #######..#######.#######..#######
        #.....#.#..#..###.##..###.#.....#
        #.###.#..#######.###.##...#.###.#
        #.###.#..##..##.###.###...#.###.#
        #.###.#.#..#..#.###.###.#.#.###.#
        #.....#......####.####.##.#.....#
        #######.#.#.#.#.#.#.#.#.#.#######
        ..........##.#.#.#.#.###.........
        #.#.#.#...####..##..##..#...#..#.
        ..#..#.##.##.#...#..##..####...##
        ...#.####.....#.#.#...#.####..###
        .#..##.#.....##.####.##.#...#...#
        #####.##.###..###.#.#.##.##..#..#
        ##..##.##.##..#######.#...#...#.#
        ..#...#...##...###.###..##....###
        #.#.##.#..#.##..###.##.#..##...#.
        #.###.##..#..#####.###..###......
        ..#....##.....#.#...#.....##...##
        #.##..########...#...#....#...###
        ####.#.###.#..#....##...#.###...#
        #..#.##...##..............##.#..#
        ..##...##.######...#.#...##...###
        #.##..######.#...#...#...#####.##
        .#..#..##.#.####.###.###..#....#.
        #.....####.#.##.##...#.#######.#.
        ........##..###.###.##..#...##..#
        #######..##.###.#.#.#.###.#.#.###
        #.....#...#.....####.##.#...#....
        #.###.#.###...###.###.#.######...
        #.###.#..#.###.########.#...##.##
        #.###.#.#...#.####.#######..##..#
        #.....#..##..#..##..###.#.#.#..#.
        #######.#####.########..##..##.##
        """

    @Test("An address gives the same modules as another maker's code")
    func knownCode() throws {
        let code = try #require(QRCode("https://www.mingchuan.gov.cn/disclosures/901"))
        let drawn = (0..<code.size).map { row in (0..<code.size).map { code[$0, row] ? "#" : "." }.joined() }
        #expect(drawn.joined(separator: "\n") == QRCodeTests.known)
    }
}
