import ArgumentParser
import Domain
import Interchange
import Operations

struct EvaluationStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "读一份指标体系，核对后存入数据库，供测评使用。",
        discussion: """
            同一名称、同一年度再存一次，就是新的版本；存入的版本不再改动。退出码：0 已保存，1 合计不相等或者年度不对，2 文件读不了。

            例：mingtang evaluation store 验收指标.docx --year 2026 --database county.sqlite
            """)

    @Argument(help: ArgumentHelp("指标体系的文件。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("哪一年用。", valueName: "年份")) var year: Int
    @Option(help: ArgumentHelp("名称；不写就用文件里的。", valueName: "名称")) var title: String = ""
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let reading = try EvaluationFiles.scheme(file)
        let place = try await Workplace(database, site: site)
        do {
            let edition = try await StoreScheme(place.installation, county: place.county).run(
                reading.scheme, title: title, year: year, actor: "mingtang evaluation store")
            Output.line(
                "已保存“\(edition.scheme.title)”，\(year) 年，第 \(edition.number) 版，末级指标 \(edition.scheme.leaves.count) 项，\(edition.scheme.points) 分。"
            )
            for note in reading.notes { Output.line(note) }
        } catch let refusal as RoundRefusal {
            let years = SchemeEdition.years
            throw Failure(
                .content,
                refusal.reasons.contains(.badYear)
                    ? "年份应当在 \(years.lowerBound) 到 \(years.upperBound) 之间。" : "名称应当有 1 到 \(SchemeEdition.longestTitle) 字。")
        }
        try await place.close()
    }
}
