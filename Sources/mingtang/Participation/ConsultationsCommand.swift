import ArgumentParser
import Domain
import Foundation
import Interchange
import Operations
import Persistence
import Registers

struct ConsultationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consultations", abstract: "公开征求意见：列出征集，导出意见台账，导入意见和采纳情况。",
        subcommands: [ConsultationsListCommand.self, ConsultationsExportCommand.self, ConsultationsImportCommand.self])
}

/// Which consultation is meant.
struct ConsultationOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("意见征集的编号或者事项名称。", valueName: "征集")) var name: String

    func find(in place: Workplace) async throws -> Consultation {
        let site = place.county.id
        let all = try await place.installation.store.read { try ConsultationRegister($0, site: site).all() }
        let found = all.filter { $0.id.description == name || $0.plan.title == name }
        guard let consultation = found.first else { throw Failure(.content, "没有名为“\(name)”的意见征集。") }
        guard found.count == 1 else {
            throw Failure(.unusable, ["有 \(found.count) 个同名的意见征集，请写明编号："] + found.map { "\($0.id)　\($0.plan.title)" })
        }
        return consultation
    }
}

struct ConsultationsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出意见征集：期限、收到多少条、反馈期限。")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today) = (place.county.id, place.installation.now().day)
        let rows = try await place.installation.store.read { transaction in
            let register = ConsultationRegister(transaction, site: county)
            let figures = try FigureRegister(transaction, site: county).book()
            let calendar = try HolidayRegister(transaction).calendar()
            return try register.all().map { consultation -> [String] in
                let standing = try register.standing(consultation, figures: figures, calendar: calendar)
                let state =
                    switch standing.state(on: today) {
                    case .preparing: "起草中"
                    case .open: "征集中"
                    case .closed: standing.isFeedbackLate(on: today) ? "反馈逾期" : "已截止"
                    case .answered: "已反馈"
                    }
                return [
                    consultation.id.description, state, standing.announcement?.day.description ?? "", standing.closes?.description ?? "",
                    String(try OpinionRegister(transaction).count(of: consultation.id)), standing.feedbackDue?.description ?? "",
                    consultation.plan.title,
                ]
            }
        }
        try await place.close()
        var table = TextTable(headings: ["编号", "状态", "公布", "截止", "意见", "反馈期限", "事项"])
        for row in rows { table.add(row) }
        Output.line(table.text)
    }
}

struct ConsultationsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "把意见台账写成 Excel 文件；姓名作遮盖。",
        discussion: "例：mingtang consultations export 供水管理办法 --output 台账.xlsx\n填写“采纳情况”“理由”两栏后，可以用 import 导入。")

    @OptionGroup var consultation: ConsultationOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件，以 .xlsx 结尾。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await consultation.find(in: place)
        let opinions = try await place.installation.store.read { try OpinionRegister($0).list(of: found.id) }
        try await place.close()
        try Output.file(try OpinionTable.xlsx(opinions, title: "\(found.plan.title)意见台账"), to: output)
    }
}

struct ConsultationsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入信函和当面提出的意见，或者填好的采纳情况。",
        discussion: """
            有“编号”“采纳情况”“理由”三栏的，填写采纳情况；没有“编号”而有“意见内容”一栏的，登记为新的意见，另可有“方式”“收到日期”“针对”“姓名”“联系方式”各栏。
            要么全部导入，要么一条也不导入。

            例：mingtang consultations import 供水管理办法 意见.xlsx --by wangming
            """)

    @OptionGroup var consultation: ConsultationOptions
    @Argument(help: ArgumentHelp("表格文件（xlsx、xls 或者 csv）。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("办理人的登录名，须是征集单位的编辑。", valueName: "登录名")) var by: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(filePath: file))) } catch { throw Failure(.unusable, "文件 \(file) 读不了，请检查路径和权限。") }
        let table = try OpinionTable.read(bytes)
        let place = try await Workplace(database, site: site)
        let (found, staff) = (try await consultation.find(in: place), try await place.staff(by))
        do {
            switch table {
            case .answers(let answers):
                let count = try await HandleOpinions(place.installation, county: place.county).take(
                    answers.map { HandleOpinions.Answer(number: $0.number, outcome: $0.outcome, reply: $0.reply) }, of: found.id, by: staff)
                Output.line("已填写 \(count) 条意见的采纳情况。")
            case .papers(let papers):
                let today = place.installation.now().day
                let receipts = try await TakeOpinion(place.installation, county: place.county).enter(
                    papers.map { TakeOpinion.Paper(entry: $0.entry, channel: $0.channel, received: $0.received ?? today) }, on: found.id,
                    by: staff)
                let repeated = receipts.count { $0.isRepeated }
                Output.line("已登记 \(receipts.count - repeated) 条意见" + (repeated > 0 ? "，另有 \(repeated) 条此前已经登记。" : "。"))
            }
        } catch let refusal as ParticipationRefusal {
            throw Failure(.content, refusal.reasons.map(ConsultationWords.sentence))
        }
        try await place.close()
    }
}

/// Why the command does nothing, in its own words.
enum ConsultationWords {
    static func sentence(_ reason: ParticipationReason) -> String {
        switch reason {
        case .needsEditor: "办理人不是征集单位的编辑。"
        case .notOpen: "公告还没有公布，不能登记意见。"
        case .ledgerLocked: "采纳情况反馈已经起草，台账不能再改。"
        case .receivedOutside: "收到日期应当在公告公布之日和今天之间。"
        case .noSuchParagraph: "“针对”一栏写了草案里没有的段落。"
        case .unknownNumber(let number): "台账里没有编号“\(number)”。"
        case .unknownOutcome(let text): "采纳情况“\(text)”不对，应当是“采纳”“部分采纳”或者“未采纳”。"
        case .missing(.reply): "部分采纳、未采纳的，必须写明理由。"
        case .missing: "有一行没有意见内容。"
        case .tooLong(_, let limit): "有一格超过 \(limit) 字。"
        case .tooMany(let limit): "一次最多 \(limit) 条，请分成几个文件。"
        default: "不能导入：\(reason)"
        }
    }
}
