import Domain
import Interchange
import Testing

@Suite("The file of a list is read within its bounds") struct BatchFileTests {
    private func csv(_ rows: Int, columns: Int = 3) -> [UInt8] {
        var text = "行政相对人,许可内容,决定日期" + (3..<max(3, columns)).map { ",栏\($0)" }.joined() + "\n"
        let more = String(repeating: ",x", count: max(0, columns - 3))
        for row in 1...rows { text += "店\(row),食品经营,2026-03-01\(more)\n" }
        return Array(text.utf8)
    }

    @Test("A csv file becomes headings and rows with their line numbers")
    func small() throws {
        let table = try BatchFile.read(csv(3))
        #expect(table.headings == ["行政相对人", "许可内容", "决定日期"])
        #expect(table.rows.map(\.line) == [2, 3, 4] && table.rows[1].cells[0] == "店2")
    }

    @Test("50,000 rows of 25 columns are read; 51,000 rows are refused with their number")
    func most() throws {
        let count = try BatchFile.read(csv(50_000, columns: 25)).rows.count
        #expect(count == 50_000)
        #expect(throws: BatchRefusal.tooManyRows(51_000)) { try BatchFile.read(csv(51_000)) }
    }

    @Test("More cells than a list may hold are refused with the limits")
    func cells() {
        #expect(throws: BatchRefusal.self) { try BatchFile.read(csv(51_000, columns: 40)) }
    }

    @Test("What is no table is refused")
    func kinds() {
        #expect(throws: UnreadableFile.self) { try BatchFile.read(Array("<html><table><tr><td>a</td><td>b</td></tr></table></html>".utf8)) }
        #expect(throws: UnreadableFile.self) { try BatchFile.read(Array("%PDF-1.7".utf8)) }
        #expect(throws: UnreadableFile.self) { try BatchFile.read([]) }
    }

    @Test("The file of problems shows Chinese in office programs and holds no formula")
    func problems() {
        var file = BatchProblemsFile()
        file.add(BatchProblem(line: 7, column: "=1+1", sentence: "日期“\"x\"”无法识别"))
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text == "\u{FEFF}行号,栏目,问题和处理办法\r\n7,\"'=1+1\",\"日期“\"\"x\"\"”无法识别\"\r\n")
    }
}
