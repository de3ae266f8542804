import Foundation
import Testing

@Suite("Monitoring from the command line") struct MonitorCommandTests {
    private static let folder: String = {
        var url = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(path: "Examples/mingchuan").path
    }()

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func number(_ object: [String: Any], _ group: String, _ key: String) throws -> Int {
        try #require((object[group] as? [String: Any])?[key] as? Int)
    }

    @Test(
        "The example county shows what it has done, what was late and what is missing, and the units add up to it",
        arguments: CommandPlace.Engine.available)
    func example(_ engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            _ = try await place.run("example", "load", Self.folder)
            let run = try await place.run("monitor", "--json")
            #expect(run.code == 0, "\(run.errors)")
            let report = try object(run.output)
            let total = try #require(report["total"] as? [String: Any])
            for key in ["onTime", "late", "missing", "notYetDue"] { #expect(try number(total, "duties", key) > 0, "\(key)") }
            for part in ["units", "domains"] {
                let parts = try #require(report[part] as? [[String: Any]])
                for key in ["total", "due", "onTime", "missing"] {
                    #expect(try parts.reduce(0) { $0 + (try number($1, "duties", key)) } == number(total, "duties", key), "\(part) \(key)")
                }
            }
            #expect(try number(total, "places", "filled") < number(total, "places", "total"))
            #expect(try number(total, "elements", "judgedDocuments") == 0 && number(total, "elements", "unknownDocuments") > 0)
            let text = try await place.run("monitor", "--unit", "县民政局", "--as-of", "2026-01-01")
            #expect(text.code == 0 && text.output.contains("截至 2026-01-01") && text.output.contains("覆盖率"))
        }
    }

    @Test("A day that is none and a unit that nobody knows are refused; an empty county says why there is nothing")
    func refusals() async throws {
        try await CommandPlace.with { place in
            let empty = try await place.run("monitor")
            #expect(empty.code == 0 && empty.output.contains("没有可以监测的事项"))
            let day = try await place.run("monitor", "--as-of", "2026-02-30")
            #expect(day.code == 2)
            let unit = try await place.run("monitor", "--unit", "没有的局")
            #expect(unit.code == 1 && unit.errors.contains("没有登记名为"))
        }
    }
}
