import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("Real annual reports") struct RealReportTests {
    private static let data = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/data").standardized
    private static let county = data.appending(path: "county_text/annual_report_2023.txt")
    private static let education = data.appending(path: "raw_csv/教育厅-_政府信息公开年报.csv")
    private static let science = data.appending(path: "raw_csv/科学技术_政府信息公开年报.csv")
    private static var isPresent: Bool { FileManager.default.fileExists(atPath: county.path) }

    private func hard(_ reading: AnnualReportReading) -> [String] { reading.problems().filter { $0.severity == .hard }.map(\.sentence) }

    @Test("The county's report checks clean", .enabled(if: isPresent))
    func county() throws {
        let reading = try #require(try AnnualReportFile.read(path: Self.county.path).first)
        #expect(reading.problems().isEmpty)
        #expect(reading.report.unknown == 0)
        #expect(reading.report.year == 2023)
        #expect(reading.report.unit == "平潭综合实验区")
        #expect(reading.report.three[.received, .person] == .count(80))
        #expect(reading.report.four[.suit, .total] == .count(5))
        #expect(reading.report.two[.fees].text == "5949.088667")
        #expect(reading.report.two[.normativeMade] == .unknown)
    }

    @Test("A wrong digit anywhere in its third and fourth table is found", .enabled(if: isPresent))
    func everyDigit() throws {
        let text = try String(contentsOf: Self.county, encoding: .utf8)
        let start = try #require(text.firstRange(of: "一、本年新收"))
        let end = try #require(text.firstRange(of: "五、存在的主要问题"))
        var planted = 0
        for index in text[start.lowerBound..<end.lowerBound].indices where text[index].isASCII && text[index].isNumber {
            // The number of a heading is no figure.
            let next = text[text.index(after: index)]
            if next == "." { continue }
            for digit in "0123456789" where digit != text[index] {
                var changed = text
                changed.replaceSubrange(index...index, with: String(digit))
                let reading = try #require(try AnnualReportFile.read(Array(changed.utf8), name: "x").first)
                #expect(!hard(reading).isEmpty, "\(text[index]) → \(digit) at \(text.distance(from: start.lowerBound, to: index))")
                planted += 1
            }
        }
        #expect(planted == 9 * 200)
    }

    @Test("What stands in the two departments' reports", .enabled(if: isPresent))
    func departments() throws {
        let education = try AnnualReportFile.read(path: Self.education.path)
        #expect(education.count == 17)
        let science = try AnnualReportFile.read(path: Self.science.path)
        #expect(science.count == 11)
        for reading in education { #expect(hard(reading).isEmpty, "\(reading.report.title)") }
        #expect(education[0].report.unknown == 0)
        #expect(education[0].report.year == 2023)
        #expect(education[0].report.unit == "河北省教育厅")
        #expect(education[0].report.two[.normativeInForce] == .count(156))
        #expect(education[2].report.unknown == 0)
        // The total of its second row is empty.
        #expect(education[5].report.three[.carriedIn, .total] == .unknown)
        #expect(education[5].unread.contains(.incompleteRow(.carriedIn, numbers: 6)))
        #expect(education[1].unread == [.noText])
        let problems = education[0].problems(previous: education[2].report)
        #expect(problems.contains(.inForce(before: 159, made: 3, repealed: 5, now: 156)))

        #expect(science[0].report.unknown == 0)
        #expect(hard(science[0]).isEmpty)
        // 2022: the total of the outcomes is printed as 20000011, and no row of the form says that.
        #expect(science[3].report.year == 2022)
        #expect(hard(science[3]).count == 1)
        #expect(science[3].unread.contains(.unreadableRow(.closed, digits: "20000011")))
        #expect(hard(science[4]).isEmpty)
        #expect(science[4].report.two[.coercion] == .unknown)
        #expect(science[5].unread.contains(.noTable(3)))
    }
}
