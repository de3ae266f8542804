import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct CommentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comments", abstract: "公众对目录的意见。", subcommands: [CommentsListCommand.self, CommentsAnswerCommand.self])
}

struct CommentsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出意见，未答复的在前。", discussion: "意见中有个人信息，请勿外传。\n\n例：mingtang comments list --limit 20")

    @Option(help: ArgumentHelp("最多列出多少条，1 到 1000。", valueName: "条数")) var limit = 100
    @Flag(help: "每条意见输出一行 JSON。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private struct Line: Encodable {
        let receipt, received: String
        let item: String?
        let name, contact, body: String
        let answer, answered: String?
    }

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit 应在 1 到 1000 之间。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, limit) = (place.county.id, limit)
        let comments = try await place.installation.store.read { try CommentRegister($0, site: county).all(limit: limit) }
        try await place.close()
        if json {
            for comment in comments {
                Output.line(
                    try JSONText.line(
                        Line(
                            receipt: comment.receipt, received: comment.received.rfc3339, item: comment.item?.description,
                            name: comment.name,
                            contact: comment.contact, body: comment.body, answer: comment.answer, answered: comment.answered?.rfc3339)))
            }
            return
        }
        if comments.isEmpty { Output.line("没有意见。") }
        for comment in comments {
            Output.line("\(comment.receipt)  \(comment.received.text)  \(comment.answered == nil ? "未答复" : "已答复")")
            if !comment.name.isEmpty || !comment.contact.isEmpty { Output.line("  \(comment.name) \(comment.contact)") }
            Output.line("  意见：\(comment.body)")
            if let answer = comment.answer { Output.line("  答复：\(answer)") }
        }
    }
}

struct CommentsAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "答复一条意见。", discussion: "例：mingtang comments answer ML20260320-7KQ2MXW9TA \"感谢建议，已列入明年目录。\"")

    @Argument(help: ArgumentHelp("回执号。", valueName: "回执号")) var receipt: String
    @Argument(help: ArgumentHelp("答复内容。", valueName: "答复")) var answer: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        try await AnswerComment(place.installation).run(
            receipt: receipt, answer: answer, site: place.county.id, actor: "mingtang comments answer")
        try await place.finish()
        Output.line("已答复 \(receipt)。")
    }
}
