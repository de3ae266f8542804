import ArgumentParser
import Domain
import Operations

struct RequestsRecountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount", abstract: "重新计算所有未办结申请的状态和答复期限，列出变了的。",
        discussion: """
            导入放假安排、修改规则后会自动重算，每天也会重算；需要时可以用本命令再算一遍，结果一样。

            例：mingtang requests recount --database 明川.sqlite
            """)

    @Flag(help: "输出一个 JSON 对象：counted 件数，moved 变动件数，seconds 用时。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let start = ContinuousClock.now
        let outcome = try await RecountRequests(place.installation).run(county: place.county.id, actor: "mingtang requests recount")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await place.finish()
        guard !json else {
            return Output.line(
                try JSONText.line(Report(counted: outcome.counted, moved: outcome.moved.count, seconds: (seconds * 1000).rounded() / 1000)))
        }
        Output.line("核算 \(outcome.counted) 件未办结的申请，变动 \(outcome.moved.count) 件。")
        for moved in outcome.moved.prefix(Self.mostListed) {
            let days = [moved.before, moved.after].map { $0?.chinese ?? "没有期限" }
            Output.line("  \(moved.number)：\(days[0]) → \(days[1])（\(moved.state.name)）")
        }
        if outcome.moved.count > Self.mostListed { Output.line("  其余 \(outcome.moved.count - Self.mostListed) 件见工作台的台账。") }
    }

    private static let mostListed = 200

    private struct Report: Encodable {
        let counted: Int
        let moved: Int
        let seconds: Double
    }
}
