import Foundation
import Testing

@Suite("mingtang evaluation") struct EvaluationCommandTests {
    private static let table = """
        一级指标,二级指标,三级指标,分值
        组织,机构,有人负责,2
        ,,有经费,3
        公开,内容,全面,5
        """

    @Test("A scheme is listed, its JSON is read again, and it scores without a database")
    func whole() async throws {
        try await CommandPlace.with { place in
            let table = try place.write("指标.csv", Self.table)
            let list = try await place.bare(["evaluation", "import", table])
            #expect(list.code == 0)
            #expect(list.output.contains("    1.1.2 有经费（3 分）"))
            #expect(list.output.contains("1 级指标 2 个，2 级指标 2 个，3 级指标 3 个，末级 3 个，共 10 分，各级分值相符。"))
            let json = try await place.bare(["evaluation", "import", table, "--json"])
            let scheme = try place.write("指标.json", json.output)
            #expect(try await place.bare(["evaluation", "import", scheme, "--json"]).output == json.output)
            let papers = try place.write(
                "评分.json",
                """
                {"submissions":[
                 {"assessor":"inspection","unit":"乙","answers":[{"leaf":"1.1.1","score":"2"},{"leaf":"1.1.2","score":"2.5"},{"leaf":"2.1.1","score":3}]},
                 {"assessor":"inspection","unit":"甲","answers":[{"leaf":"1.1.1","score":"2"},{"leaf":"1.1.2","score":"3"},{"leaf":"2.1.1","score":"5"}]}]}
                """)
            let run = try await place.bare(["evaluation", "score", scheme, papers, "--json", "--nodes"])
            #expect(run.code == 0)
            let object = try run.object()
            let units = try #require(object["units"] as? [[String: Any]])
            #expect(units.map { $0["unit"] as? String } == ["甲", "乙"])
            #expect(units.map { $0["composite"] as? String } == ["10", "7.5"])
            let nodes = try #require((units[1]["assessors"] as? [[String: Any]])?.first?["nodes"] as? [[String: Any]])
            #expect(nodes.first?["formula"] as? String == "4.5 + 3 = 7.5")
            #expect(try await place.bare(["evaluation", "score", scheme, papers, "--json", "--nodes"]).output == run.output)
            let text = try await place.bare(["evaluation", "score", table, papers])
            #expect(text.output.contains("单位 2 个，计分用时"))
        }
    }

    @Test(
        "A scheme that does not add up is refused with the node, papers that do not fit with the place, and a file that is none with its name"
    )
    func refusals() async throws {
        try await CommandPlace.with { place in
            let wrong = try place.write("错.csv", Self.table + "\n合计,,,11\n")
            let refused = try await place.bare(["evaluation", "import", wrong])
            #expect(refused.code == 1)
            #expect(refused.errors.contains("总分：写的分值是 11，下级分值之和是 10，两者应当相等。"))
            #expect(refused.output.isEmpty)
            let table = try place.write("指标.csv", Self.table)
            let papers = try place.write(
                "评分.json",
                "{\"submissions\":[{\"assessor\":\"inspection\",\"unit\":\"甲\",\"answers\":[{\"leaf\":\"1.1.1\",\"score\":\"2.5\"}]}]}")
            let misfit = try await place.bare(["evaluation", "score", table, papers])
            #expect(misfit.code == 1)
            #expect(misfit.errors.contains("inspection / 甲 / 1.1.1：得分 2.5 超过满分 2。"))
            let broken = try place.write(
                "坏.json", "{\"submissions\":[{\"assessor\":\"a\",\"unit\":\"甲\",\"answers\":[{\"leaf\":\"1\",\"score\":1.5}]}]}")
            let unreadable = try await place.bare(["evaluation", "score", table, broken])
            #expect(unreadable.code == 2)
            #expect(unreadable.errors.contains("submissions 的 第 1 项 的 answers 的 第 1 项 的 score"))
            #expect(try await place.bare(["evaluation", "import", "没有.docx"]).code == 2)
            #expect(try await place.bare(["evaluation", "score", table, papers, "--nodes"]).code == 2)
        }
    }
}
