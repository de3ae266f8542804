import Foundation
import Testing

@Suite("mingtang evaluation store") struct EvaluationStoreCommandTests {
    private static let table = """
        一级指标,二级指标,三级指标,分值
        组织,机构,有人负责,2
        公开,内容,全面,5
        """

    @Test("A scheme is kept under its year; stored again it is the next edition; a wrong year keeps nothing")
    func store() async throws {
        try await CommandPlace.with { place in
            let table = try place.write("指标.csv", Self.table)
            let wrong = try await place.run("evaluation", "store", table, "--year", "1999")
            #expect(wrong.code == 1 && wrong.errors.contains("年份应当在"))
            for number in 1...2 {
                let stored = try await place.run("evaluation", "store", table, "--year", "2026", "--title", "验收指标")
                #expect(stored.code == 0 && stored.output.contains("已保存“验收指标”，2026 年，第 \(number) 版，末级指标 2 项，7 分。"))
            }
        }
    }
}
