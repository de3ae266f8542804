import Foundation
import Testing

@Suite("Personal data from the command line")
struct PrivacyCommandTests {
    private static let list = "姓名,身份证号,手机\n张三,11010519491231002X,13812345678\n"

    @Test("scan: 0 nothing found, 1 something found, 2 a file that cannot be read, of several the worst")
    func codes() async throws {
        try await CommandPlace.with { place in
            let clean = try place.write("clean.txt", "咨询电话：0717-6012345\n"), list = try place.write("list.csv", Self.list)
            let broken = try place.write("broken.xlsx", "PK\u{3}\u{4}broken")
            let nothing = try await place.bare(["privacy", "scan", clean])
            #expect(nothing.code == 0)
            let found = try await place.bare(["privacy", "scan", list])
            #expect(found.code == 1)
            #expect(found.output.contains("身份证号") && found.output.contains("**************002X"))
            #expect(!found.output.contains("11010519491231002X"))
            let all = try await place.bare(["privacy", "scan", clean, list, broken])
            #expect(all.code == 2)
            #expect(all.errors.contains("broken.xlsx"))
        }
    }

    @Test("scan --json: one object a file, samples masked")
    func json() async throws {
        try await CommandPlace.with { place in
            let list = try place.write("list.csv", Self.list)
            let run = try await place.bare(["privacy", "scan", "--json", list])
            let object = try run.object()
            #expect(Set(object.keys) == ["file", "findings"])
            let findings = try #require(object["findings"] as? [[String: Any]])
            #expect(findings.map { $0["kind"] as? String } == ["idCard", "mobile"])
            #expect(findings.allSatisfy { Set($0.keys) == ["kind", "place", "sample", "confidence"] })
            #expect(findings.first?["sample"] as? String == "**************002X")
            #expect(findings.first?["place"] as? String == "第 2 行")
        }
    }

    @Test("mask: writes a copy in which nothing is found, counts by kind, and never overwrites")
    func mask() async throws {
        try await CommandPlace.with { place in
            let list = try place.write("list.csv", Self.list)
            let copy = place.folder.appending(path: "copy.csv").path
            let run = try await place.bare(["privacy", "mask", list, copy])
            #expect(run.code == 0)
            #expect(run.output.contains("身份证号 1，手机号 1"))
            #expect(try place.read("copy.csv") == "姓名,身份证号,手机\n张三,**************002X,138****5678\n")
            let rescan = try await place.bare(["privacy", "scan", copy])
            #expect(rescan.code == 0)
            let again = try await place.bare(["privacy", "mask", list, copy])
            #expect(again.code == 2)
            let paper = try place.write("a.pdf", "%PDF-1.4\n")
            let refused = try await place.bare(["privacy", "mask", paper, copy + "2"])
            #expect(refused.code == 2)
            #expect(refused.errors.contains("PDF 不能脱敏"))
            #expect(!place.exists("copy.csv2"))
        }
    }
}
