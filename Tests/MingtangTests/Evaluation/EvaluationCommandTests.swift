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

    @Test("A sample is drawn again from the published seed; an empty list and a seed that is none are refused")
    func draw() async throws {
        try await CommandPlace.with { place in
            let list = try place.write("候选.txt", "丙\r\n甲\n\n乙\n甲\n丁\n")
            let run = try await place.bare(["evaluation", "draw", list, "--count", "2", "--seed", "20260320"])
            #expect(run.code == 0 && run.output.split(separator: "\n").count == 2)
            let other = try place.write("倒序.txt", "丁\n乙\n甲\n丙\n")
            #expect(try await place.bare(["evaluation", "draw", other, "--count", "2", "--seed", "20260320"]).output == run.output)
            #expect(
                try await place.bare(["evaluation", "draw", list, "--count", "9", "--seed", "1"]).output.split(separator: "\n").count == 4)
            let empty = try place.write("空.txt", "\n \n")
            #expect(try await place.bare(["evaluation", "draw", empty, "--count", "1", "--seed", "1"]).code == 1)
            for words in [["--count", "0", "--seed", "1"], ["--count", "1", "--seed", "-1"], ["--count", "1", "--seed", "x"]] {
                #expect(try await place.bare(["evaluation", "draw", list] + words).code == 2)
            }
            #expect(try await place.bare(["evaluation", "draw", "没有.txt", "--count", "1", "--seed", "1"]).code == 2)
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
