import ArgumentParser
import Domain
import FoundationEssentials
import Operations
import Persistence

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "公开日志：检查点、证明、核对。",
        subcommands: [LogCheckpointCommand.self, LogProveCommand.self, LogVerifyCommand.self])
}

struct LogCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "生成签名的检查点并打印出来。",
        discussion: """
            把新的记录收入日志树，签名，打印检查点（C2SP 签名文本）。没有新的记录时打印最近的一个。
            请把检查点和公钥另外保存：以后凭它们能查出此前的记录是否被改过。服务运行时每天也会自动生成。

            例：mingtang log checkpoint --database 明川.sqlite > 检查点.txt
            """)

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let installation = try await Opening.installation(try await database.checked())
        let outcome = try await LogWords.explained { try await MakeCheckpoint(installation).run(.demand) }
        let key = try await LogWords.ownKey(installation)
        try await installation.close()
        guard let outcome else { throw Failure(.content, "日志里还没有任何记录，请先登记站点或者导入信息。") }
        if !outcome.isNew { Output.error("没有新的记录，以下是最近的检查点（\(outcome.signed.checkpoint.time.text)）。") }
        if let key { Output.error("公钥：\(key.text)") }
        Output.bytes(Array(outcome.signed.note.utf8))
    }
}

struct LogProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "打印证明文件（JSON）：一条记录在册，或者检查点由以前的续写而来。",
        discussion: """
            例：
              mingtang log prove 123 --database 备份.sqlite > 证明.json
              mingtang log prove --disclosure 734512873491 --size 2000
              mingtang log prove --since 1200
            """)

    @Argument(help: ArgumentHelp("记录的序号。", valueName: "序号")) var sequence: Int64?
    @Option(help: ArgumentHelp("改为证明这件公开信息最近一次进入日志的记录。", valueName: "信息编号")) var disclosure: String?
    @Option(help: ArgumentHelp("改为证明检查点由这个条数的旧检查点续写而来。", valueName: "条数")) var since: Int64?
    @Option(help: ArgumentHelp("按这个条数的检查点证明，默认用最新的。", valueName: "条数")) var size: Int64?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard [sequence != nil, disclosure != nil, since != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("请写明序号，或者用 --disclosure 写明信息编号，或者用 --since 写明旧检查点的条数，三者选一。")
        }
        if let disclosure, Disclosure.ID(text: disclosure) == nil { throw ValidationError("--disclosure 应是公开信息网址末尾的编号。") }
    }

    func run() async throws {
        let installation = try await LogWords.opened(try await database.checked())
        let proof: any Encodable = try await LogWords.explained {
            if let since { return try await ProveContinuity(installation).run(from: since, to: size) }
            let prover = ProveEntry(installation)
            if let id = disclosure.flatMap({ Disclosure.ID(text: $0) }) { return try await prover.run(disclosure: id, size: size) }
            return try await prover.run(sequence ?? 0, size: size)
        }
        try await installation.close()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Output.bytes([UInt8](try encoder.encode(proof)) + [0x0A])
    }
}
