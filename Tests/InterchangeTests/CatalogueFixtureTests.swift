import Domain
import Foundation
import Interchange
import Testing

/// Reads every example file and compares the JSON with what a correct reader makes of it.
@Suite("目录样例文件")
struct CatalogueFixtureTests {
    private static func examples(_ folder: URL) -> [URL] {
        Places.files(folder).filter { FileManager.default.fileExists(atPath: $0.path + ".expected.json") }
    }

    private static let own = examples(Places.fixtures)
    private static let shared = examples(Places.shared.appendingPathComponent("fixtures/catalogue"))

    @Test("项目自带的样例都在")
    func ownExamplesAreThere() {
        #expect(Self.own.count >= 8)
    }

    @Test("每个样例读出的内容与预期一致", arguments: own + shared)
    func agrees(file: URL) throws {
        let reading = try CatalogueFile.check(path: file.path)
        let json = CatalogueCheckReport.json(file: file.lastPathComponent, reading: reading)
        #expect(!json.utf8.contains(0x0A))
        let actual = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let expected = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file.path + ".expected.json"))) as? [String: Any])
        let items = try #require(actual["items"] as? [[String: Any]])
        let wanted = try #require(expected["items"] as? [[String: Any]])
        #expect(items.count == wanted.count)
        for (item, want) in zip(items, wanted) {
            for (key, value) in want {
                let found = try #require(item[key] as? NSObject)
                #expect(found == value as? NSObject, "\(file.lastPathComponent) \(item["row"] ?? "") \(key)")
            }
        }
        #expect(reading.diagnostics.filter { $0.severity != .info }.map(\.code) == expected["diagnostics"] as? [String])
    }

    @Test("示例县的目录、单位表、事项清单和分工表都能读，没有错误", arguments: ["guide-national", "catalogue-2025", "catalogue-2026"])
    func exampleCounty(folder: String) throws {
        let project = Places.fixtures.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let place = project.appendingPathComponent("Examples/mingchuan")
        guard FileManager.default.fileExists(atPath: place.path) else { return }
        for file in Places.files(place.appendingPathComponent(folder)) where file.lastPathComponent != "notes.csv" {
            let reading = try CatalogueFile.check(path: file.path)
            #expect(!reading.items.isEmpty, "\(file.lastPathComponent)")
            #expect(reading.items.allSatisfy { $0.entry.domain != nil }, "\(file.lastPathComponent)")
            #expect(reading.diagnostics.allSatisfy { $0.severity == .info }, "\(file.lastPathComponent)")
        }
        let units = UnitTableReader.read(try TableFile.read(path: place.appendingPathComponent("units.csv").path).sheets)
        #expect(units.rows.count > 40 && !units.hasErrors)
        let checklist = ChecklistReader.read(try TableFile.read(path: place.appendingPathComponent("checklist.csv").path).sheets)
        #expect(!checklist.entries.isEmpty && checklist.entries.allSatisfy { $0.source != nil } && !checklist.hasErrors)
        let duties = DutyTableReader.read(try TableFile.read(path: place.appendingPathComponent("duties.txt").path).sheets)
        #expect(Set(duties.rows.flatMap(\.domainCodes)).count == 26)
    }

    @Test("真实的非目录文件：不崩溃，明说没有目录表格或读不了", arguments: ["data/tables", "data/xlsx", "data/html", "data/county_text", "data/sites"])
    func otherFiles(folder: String) {
        for file in Places.files(Places.shared.appendingPathComponent(folder)) {
            do throws(UnreadableFile) {
                let reading = try CatalogueFile.check(path: file.path)
                #expect(reading.items.isEmpty, "\(file.lastPathComponent)")
                #expect(reading.diagnostics.contains { $0.code == "no-table" && $0.severity == .error }, "\(file.lastPathComponent)")
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    @Test("两份真实方案的附件：26 个领域都有责任部门", arguments: ["001_f45e28f35d19f70e.txt", "002_2bc5af59ccad3bfd.txt"])
    func dutyAnnexes(name: String) throws {
        let path = Places.shared.appendingPathComponent("documents/\(name)").path
        guard FileManager.default.fileExists(atPath: path) else { return }
        let table = DutyTableReader.read(try TableFile.read(path: path).sheets)
        #expect(Set(table.rows.flatMap(\.domainCodes)).count == 26)
        #expect(table.rows.count == (name.hasPrefix("001") ? 20 : 17))
        #expect(table.rows.allSatisfy { !$0.units.isEmpty })
        #expect(table.diagnostics.allSatisfy { $0.severity == .info })
    }
}
