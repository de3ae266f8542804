import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct AnnualReportComputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compute", abstract: "由台账汇总一个单位一年的报告：表二、表三、表四和勾稽关系。",
        discussion: """
            表三、表四由依申请公开台账和复议诉讼登记汇总，表二是单位填报的数。县人民政府的报告汇总全县，并列出还没有报送的单位。
            退出码：0 没有矛盾，1 有矛盾。

            例：mingtang annual-report compute --year 2025 --unit czj --json
            """)

    @Option(help: ArgumentHelp("哪一年，例如 2025。", valueName: "年份")) var year: Int
    @Option(help: ArgumentHelp("单位代码或者名称。", valueName: "单位")) var unit: String
    @Flag(help: "输出一个 JSON 对象，形式同 annual-report check。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, unit) = (place.county.id, unit)
        let found = try await place.installation.store.read { transaction -> OrganisationUnit.ID? in
            let units = UnitRegister(transaction, site: county)
            return try units.find(code: unit)?.id ?? units.find(named: unit)
        }
        guard let found else { throw Failure(.content, "没有单位“\(unit)”，请写单位代码或者名称，见 mingtang units list。") }
        let view: AnnualReports.View
        do {
            view = try await AnnualReports(place.installation, county: place.county).view(unit: found, year: year)
        } catch let refusal as AnnualReports.Refusal {
            throw Failure(.content, refusal == .badYear ? "年份应当在 \(AnnualReports.firstYear) 到今年之间。" : "“\(unit)”不编制年度报告，请写县人民政府、部门或者乡镇街道。")
        }
        try await place.close()
        if json {
            Output.bytes(AnnualReportJSON.object(file: nil, view.report, problems: view.problems) + [0x0A])
        } else {
            Output.line(AnnualReportWords.text(file: place.county.name, view.report, view.problems))
            if !view.missing.isEmpty { Output.line("还没有报送 \(view.missing.count) 个单位：\(view.missing.map(\.name).joined(separator: "、"))。") }
            Output.line("信息处理费 \(view.feesInFen.yuan) 元。公布期限：\(view.due.chinese)。")
        }
        if view.problems.contains(where: { $0.severity == .hard }) { throw ExitCode(Failure.Code.content.rawValue) }
    }
}
