import ArgumentParser
import Domain

struct RequestsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "依申请公开：计算答复期限和信息处理费，重新核算台账。",
        subcommands: [
            RequestsDueCommand.self, RequestsFeeCommand.self, RequestsRulesCommand.self, RequestsRecountCommand.self,
        ])
}

struct RequestsFeeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fee", abstract: "计算信息处理费，逐档列出。",
        discussion: """
            依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。一般不收费；收费时，一件申请只能选一种标准：
            --items 按件：同一申请人一个自然月内累计的件数；--pages 按量：一件申请的页数。都是超额累进。

            例：mingtang requests fee --items 35
            """)

    @Option(help: ArgumentHelp("同一申请人一个自然月内的件数，0 到 \(FeeScale.most)。", valueName: "件数")) var items: Int?
    @Option(help: ArgumentHelp("一件申请的页数，0 到 \(FeeScale.most)。", valueName: "页数")) var pages: Int?
    @Option(help: ArgumentHelp("规则文件（JSON），默认用现行规定；见 requests rules。", valueName: "文件")) var rules: String?
    @Flag(help: "输出一个 JSON 对象。") var json = false

    func validate() throws {
        guard [items, pages].compactMap({ $0 }).count == 1, let count = items ?? pages else {
            throw ValidationError("--items 和 --pages 请写其中一个：一件申请只能按一种标准收费。")
        }
        guard (0...FeeScale.most).contains(count) else { throw ValidationError("数量应在 0 到 \(FeeScale.most) 之间。") }
    }

    func run() throws {
        let basis: RequestFees.Basis = items == nil ? .pages : .items
        let count = items ?? pages ?? 0
        let sets = try rules.map { try RequestRulesFile.read($0) } ?? [.released]
        let fees = RequestRuleBook(sets).rules(on: PrivacyWords.today()).fees
        let lines = fees.scale(basis).account(for: count)
        guard !json else { return Output.line(try JSONText.line(FeeReport(basis: basis, count: count, lines: lines))) }
        var table = TextTable(headings: ["档次（\(basis.unit)）", "数量", "单价（元）", "金额（元）"])
        for line in lines {
            table.add([
                line.first == line.last ? "\(line.first)" : "\(line.first)–\(line.last)", "\(line.count)", line.fen.yuan, line.sum.yuan,
            ])
        }
        Output.line(table.text)
        Output.line("合计 \(lines.reduce(0) { $0 + $1.sum }.yuan) 元（\(count) \(basis.unit)，\(basis.name)）。依据：\(basis.article)。")
    }
}

/// A fee with how it comes about, for other programs. Amounts are in yuan, as text.
struct FeeReport: Encodable {
    struct Line: Encodable {
        let first: Int
        let last: Int
        let count: Int
        let each: String
        let sum: String
    }

    let basis: String
    let count: Int
    let lines: [Line]
    let sum: String
    let article: String

    init(basis: RequestFees.Basis, count: Int, lines: [FeeScale.Line]) {
        self.basis = basis.rawValue
        self.count = count
        self.lines = lines.map { Line(first: $0.first, last: $0.last, count: $0.count, each: $0.fen.yuan, sum: $0.sum.yuan) }
        sum = lines.reduce(0) { $0 + $1.sum }.yuan
        article = basis.article
    }
}

struct RequestsRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "输出依申请公开的规则（期限、收到之日、收费标准），或者核对一个规则文件。",
        discussion: """
            规则是数据：法律或者本地做法改变时，输出现行规则，改好数字和施行日期（effective），核对后使用。
            文件可以是一套规则，也可以是几套规则的数组；收到申请之日适用当时已经施行的最后一套。

            例：mingtang requests rules > 规则.json
                mingtang requests rules 规则.json
            """)

    @Argument(help: ArgumentHelp("要核对的规则文件（JSON）；不写则输出程序自带的规则。", valueName: "文件")) var file: String?

    func run() throws {
        guard let file else { return Output.line(try JSONText.indented(RequestRules.released)) }
        let sets = try RequestRulesFile.read(file)
        Output.line("\(file) 可以使用：\(sets.count) 套规则，施行日期 \(sets.map(\.effective.description).sorted().joined(separator: "、"))。")
    }
}
