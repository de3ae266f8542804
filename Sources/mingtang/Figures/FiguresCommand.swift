import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "列出计算期限时用到的法定数值，以及本县的修改。",
        discussion: "修改在工作台的“法定数值”页面进行，由政务公开办的人员操作。")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today) = (place.county.id, place.installation.now().day)
        let book = try await place.installation.store.read { try FigureRegister($0, site: county).book() }
        try await place.close()
        var table = TextTable(headings: ["代码", "名称", "现行", "出处", "本县修改"])
        for figure in DatedFigure.groups.flatMap(\.figures) {
            let changes = book.history(of: figure).map { "自\($0.effective)起 \($0.value)\(figure.unit.rawValue)：\($0.basis)" }
            table.add([
                figure.code, figure.name, "\(book.value(figure, on: today))\(figure.unit.rawValue)",
                figure.article + (figure.isVerified ? "" : "（待核实）"), changes.joined(separator: "；"),
            ])
        }
        Output.line(table.text)
    }
}
