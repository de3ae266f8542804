import Foundation
import Persistence
import Testing

@Suite("Catalogues from the command line")
struct CatalogueCommandTests {
    private static let guide = [("征地前期", "征收土地预公告"), ("征地前期", "土地现状调查结果"), ("征地实施", "征收土地公告")]

    @Test("check: a clean file 0, content errors 1, an unreadable file 2, of several the worst")
    func checkCodes() async throws {
        try await CommandPlace.with { place in
            let good = try place.write("good.csv", SampleFiles.catalogue(Self.guide))
            let empty = try place.write("empty.csv", "这里,没有\n目录,表格\n")
            let broken = try place.write("broken.xlsx", "PK\u{3}\u{4}not a workbook")
            let clean = try await place.bare(["catalogue", "check", good])
            #expect(clean.code == 0)
            #expect(clean.output.contains("征收土地预公告"))
            let noTable = try await place.bare(["catalogue", "check", empty])
            #expect(noTable.code == 1)
            let unreadable = try await place.bare(["catalogue", "check", broken])
            #expect(unreadable.code == 2)
            #expect(unreadable.output.isEmpty)
            #expect(unreadable.errors.split(separator: "\n").count == 1)
            let all = try await place.bare(["catalogue", "check", good, empty, broken])
            #expect(all.code == 2)
        }
    }

    @Test("check --json: one object a line, with the fields of the interface")
    func checkJSON() async throws {
        try await CommandPlace.with { place in
            let good = try place.write("good.csv", SampleFiles.catalogue(Self.guide))
            let run = try await place.bare(["catalogue", "check", "--json", good, good])
            #expect(run.lines.count == 2)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(run.lines[0].utf8)) as? [String: Any])
            #expect(Set(object.keys) == ["file", "items", "diagnostics"])
            let items = try #require(object["items"] as? [[String: Any]])
            #expect(items.count == 3)
            #expect(items[0]["levels"] as? [String] == ["征地前期", "征收土地预公告"])
            let limit = try #require(items[0]["timeLimit"] as? [String: Any])
            #expect(limit["kind"] as? String == "within")
            #expect(limit["amount"] as? Int == 20)
            #expect(limit["unit"] as? String == "workingDay")
        }
    }

    @Test("a county's catalogue that drops an item of the guide is refused by name", arguments: CommandPlace.Engine.available)
    func dropped(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let guide = try place.write("guide.csv", SampleFiles.catalogue(Self.guide))
            let adopted = try await place.run(
                "catalogue", "import", guide, "--level", "national", "--title", "国家指引", "--adopt", "2024-01-01")
            #expect(adopted.code == 0)
            let county = try place.write("county.csv", SampleFiles.catalogue(Array(Self.guide.prefix(2)) + [("征地实施", "补偿费用发放")]))
            let refused = try await place.run("catalogue", "import", county, "--level", "county", "--title", "县目录", "--adopt", "2025-01-01")
            #expect(refused.code == 1)
            #expect(refused.errors.contains("征地补偿："))
            #expect(refused.errors.contains("征地实施 / 征收土地公告"))
            #expect(!refused.errors.contains("征收土地预公告"))
            let list = try await place.run("catalogue", "list")
            #expect(list.output.contains("草案"))
        }
    }

    @Test("from one year to the next: an item taken out needs a reason; versions compare item by item; the export reads back")
    func years() async throws {
        try await CommandPlace.with { place in
            let first = try place.write("2025.csv", SampleFiles.catalogue(Self.guide))
            let second = try place.write("2026.csv", SampleFiles.catalogue(Array(Self.guide.dropLast()) + [("征地实施", "补偿费用发放")]))
            _ = try await place.run("catalogue", "import", first, "--level", "county", "--title", "2025年版", "--adopt", "2025-01-01")
            let unexplained = try await place.run(
                "catalogue", "import", second, "--level", "county", "--title", "2026年版", "--adopt", "2026-01-01")
            #expect(unexplained.code == 1)
            #expect(unexplained.errors.contains("征地实施 / 征收土地公告"))
            let notes = try place.write("notes.csv", "领域,一级事项,二级事项,调整类型,调整理由,原事项名称\n征地补偿,征地实施,征收土地公告,取消事项,职责划转,\n")
            let explained = try await place.run(
                "catalogue", "import", second, "--level", "county", "--title", "2026年版", "--notes", notes, "--adopt", "2026-01-01")
            #expect(explained.code == 0)
            let list = try await place.run("catalogue", "list").lines
            let old = try #require(list.first { $0.contains("2025年版") }?.split(separator: " ").first)
            let comparison = try await place.run("catalogue", "compare", "current", String(old), "--json").object()
            #expect(comparison["unchanged"] as? Int == 2)
            #expect((comparison["changes"] as? [[String: Any]])?.map { $0["change"] as? String } == ["added", "removed"])
            for format in ["xlsx", "csv"] {
                let path = place.folder.appending(path: "out.\(format)").path
                _ = try await place.run("catalogue", "export", "current", "--format", format, "--output", path)
                let check = try await place.bare(["catalogue", "check", path, "--json"]).object()
                #expect((check["items"] as? [Any])?.count == 3)
            }
        }
    }

    @Test(
        "a checklist entry kept back without a law or a day of re-assessment is refused with its row",
        arguments: CommandPlace.Engine.available)
    func checklist(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let faulty = try place.write(
                "faulty.csv",
                """
                \(SampleFiles.checklistHead)
                权责清单,Q1,用地批准,《土地管理法》,县自然资源局,列入目录,征地补偿,征地前期,征收土地预公告,,,
                群众关切,G1,会议记录,,县住建局,不予公开,,,,属于过程性信息,《中华人民共和国政府信息公开条例》第十六条,
                群众关切,G2,考核排名,,县人社局,不予公开,,,,内部事务,,2027-01-08

                """)
            let refused = try await place.run("checklist", "import", faulty)
            #expect(refused.code == 1)
            #expect(refused.errors.contains("第 3 行“会议记录”列为不予公开，但缺少重新评估日期"))
            #expect(refused.errors.contains("第 4 行“考核排名”列为不予公开，但缺少法律依据"))
            let kept = try await place.number("SELECT COUNT(*) AS n FROM checklist_entry")
            #expect(kept == 0)

            let guide = try place.write("county.csv", SampleFiles.catalogue(Self.guide))
            _ = try await place.run("catalogue", "import", guide, "--level", "county", "--title", "县目录", "--adopt", "2025-01-01")
            let good = try place.write(
                "good.csv",
                """
                \(SampleFiles.checklistHead)
                权责清单,Q1,用地批准,《土地管理法》,县自然资源局,列入目录,征地补偿,征地前期,征收土地预公告,,,
                群众关切,G1,会议记录,,县住建局,不予公开,,,,属于过程性信息,《中华人民共和国政府信息公开条例》第十六条,2027-01-08

                """)
            let first = try await place.run("checklist", "import", good)
            #expect(first.output.contains("新增 2，变更 0，未变 0；其中不予公开 1 项"))
            let linked = try await place.number("SELECT COUNT(*) AS n FROM checklist_entry WHERE item_id IS NOT NULL")
            #expect(linked == 1)
            let again = try await place.run("checklist", "import", good)
            #expect(again.output.contains("新增 0，变更 0，未变 2"))
        }
    }
}
