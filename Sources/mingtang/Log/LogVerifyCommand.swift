import ArgumentParser
import Domain
import FoundationEssentials
import Operations
import Persistence

struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "核对日志有没有被改动，可以在备份上进行，不需要网络。",
        discussion: """
            逐条重算指纹和总指纹，核对序号、计数、检查点的签名，以及每件公开信息的内容。有任何改动、删除、插入、调换、截断，都会指出在哪里，退出码为 1。
            请给出另外保存的公钥和检查点：数据库连同其中的私钥都落在别人手里时，只有它们还能说明问题。

            例：
              mingtang log verify --database 备份.sqlite
              mingtang log verify --database 备份.sqlite --since 去年的检查点.txt --key 公钥.txt
              mingtang log verify --proof 证明.json --key 公钥.txt --proof-only
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(help: ArgumentHelp("公布的检查点：日志必须与它一致。", valueName: "文件")) var checkpoint: String?
    @Option(help: ArgumentHelp("以前保存的检查点：日志必须由它续写而来。", valueName: "文件")) var since: String?
    @Option(help: ArgumentHelp("证明文件：一条记录在册，或者检查点续写。", valueName: "文件")) var proof: String?
    @Option(help: ArgumentHelp("另外保存的公钥：公钥文字，或者存有公钥的文件；不写时用数据库里的。", valueName: "公钥")) var key: String?
    @Flag(help: "只核对证明文件，不打开数据库。") var proofOnly = false
    @Flag(help: "输出一个 JSON 对象。") var json = false

    func validate() throws {
        if proofOnly, proof == nil || key == nil { throw ValidationError("--proof-only 要同时写明 --proof 和 --key。") }
    }

    func run() async throws {
        let trusted = try key.map(LogFiles.key)
        let older = try since.map { (name: $0, checkpoint: try LogFiles.checkpoint($0)) }
        var kept = try checkpoint.map { [(name: $0, checkpoint: try LogFiles.checkpoint($0))] } ?? []
        if let older { kept.append(older) }
        let given = try proof.map(LogFiles.proof)
        guard !proofOnly else {
            if let given, let trusted { try finish(given, by: trusted, older?.checkpoint) }
            return
        }
        if let given { kept += try given.checkpoints() }
        let installation = try await LogWords.opened(try await database.checked())
        let report = try await VerifyLog(installation).run(kept: kept, key: trusted)
        try await installation.close()
        try finish(report, isTrusted: trusted != nil, hasKept: !kept.isEmpty)
        if let given, let key = report.key { try finish(given, by: key, older?.checkpoint) }
    }

    private func finish(_ proof: LogFiles.Proof, by key: LogKey, _ older: SignedCheckpoint?) throws {
        let sentence = try proof.check(by: key, older: older)
        if !json { Output.line("[正常] \(sentence)") } else if proofOnly { Output.line(#"{"ok":true}"#) }
    }

    private func finish(_ report: VerifyLog.Report, isTrusted: Bool, hasKept: Bool) throws {
        if json {
            Output.line(try JSONText.line(LogReport(report)))
        } else {
            for finding in report.findings { Output.line("[错误] \(LogWords.sentence(finding))") }
            Output.line(LogWords.summary(report))
            if !isTrusted, report.key != nil { Output.line("[提醒] 公钥取自数据库本身；请用 --key 给出另外保存的公钥再核对一次。") }
            if !hasKept, report.findings.isEmpty {
                Output.line("[提醒] 没有给出另外保存的检查点（--since）：最近一个检查点之后的截断，以及掌握私钥的人重写整个日志，凭数据库本身查不出来。")
            }
        }
        if !report.findings.isEmpty { throw ExitCode(Failure.Code.content.rawValue) }
    }
}

/// The files that somebody has kept: checkpoints, keys and proofs.
enum LogFiles {
    static func checkpoint(_ path: String) throws -> SignedCheckpoint {
        guard let signed = SignedCheckpoint(note: String(decoding: try read(path), as: UTF8.self)) else {
            throw Failure(.unusable, "\(path) 不是检查点。检查点是五行文字、一个空行和一行签名，请重新下载或者找出原来保存的文件，不要改动其中的空格和换行。")
        }
        return signed
    }

    static func key(_ text: String) throws -> LogKey {
        if let key = LogKey(text: text) { return key }
        guard FileManager.default.fileExists(atPath: text) else {
            throw Failure(.unusable, "--key 既不是公钥文字，也不是文件：\(text)。公钥形如 名称+八位十六进制+一串字母数字，见网站的公开日志页面。")
        }
        let lines = String(decoding: try read(text), as: UTF8.self).split { $0.isNewline }
        guard lines.count == 1, let line = lines.first, let key = LogKey(text: line) else {
            throw Failure(.unusable, "文件 \(text) 里应当只有一行公钥，形如 名称+八位十六进制+一串字母数字。")
        }
        return key
    }

    static func proof(_ path: String) throws -> Proof {
        let data = Data(try read(path))
        do {
            let decoder = JSONDecoder()
            switch try decoder.decode(Format.self, from: data).format {
            case LogProof.formatName: return Proof(name: path, kind: .entry(try decoder.decode(LogProof.self, from: data)))
            case LogContinuity.formatName: return Proof(name: path, kind: .continuity(try decoder.decode(LogContinuity.self, from: data)))
            case let other: throw Failure(.unusable, "\(path) 的格式“\(other)”本程序不认识，请使用更新的程序。")
            }
        } catch is DecodingError {
            throw Failure(.unusable, "\(path) 不是证明文件，请在公开日志的页面重新下载。")
        }
    }

    private struct Format: Decodable { let format: String }

    /// A proof of either kind, with the name of its file.
    struct Proof {
        enum Kind {
            case entry(LogProof)
            case continuity(LogContinuity)
        }

        let name: String
        let kind: Kind

        /// The checkpoints that it is about, which the database must agree with as well.
        func checkpoints() throws -> [(name: String, checkpoint: SignedCheckpoint)] {
            let notes =
                switch kind {
                case .entry(let proof): [proof.checkpoint]
                case .continuity(let proof): [proof.older, proof.newer]
                }
            return try notes.map { note in
                guard let signed = SignedCheckpoint(note: note) else { throw failure(.checkpointMalformed) }
                return (name, signed)
            }
        }

        /// - Returns: what it proves, in a sentence.
        func check(by key: LogKey, older: SignedCheckpoint?) throws -> String {
            do {
                switch kind {
                case .entry(let proof):
                    let checkpoint = try proof.check(by: key)
                    return "证明文件 \(name)：第 \(proof.sequence) 条记录在 \(checkpoint.time.text) 签名的检查点（\(checkpoint.size) 条）之内。"
                case .continuity(let proof):
                    let (first, second) = try proof.check(by: key, kept: older)
                    return "证明文件 \(name)：\(second.size) 条的检查点由 \(first.size) 条的检查点续写而来，前 \(first.size) 条没有改动。"
                }
            } catch {
                throw failure(error)
            }
        }

        private func failure(_ fault: LogProof.Fault) -> Failure {
            switch fault {
            case .malformed: Failure(.unusable, "证明文件 \(name) 的格式不对，请重新下载。")
            case .checkpointMalformed: Failure(.unusable, "证明文件 \(name) 里的检查点读不出来，请重新下载。")
            case .signature: Failure(.content, "证明文件 \(name) 里的检查点，或者您保存的检查点，不是由这个公钥签名的，不能采信。")
            case .leaf: Failure(.content, "证明文件 \(name) 里的记录内容与指纹不符，内容被改动过。")
            case .path: Failure(.content, "证明文件 \(name) 的合并步骤得不出检查点的总指纹，证明不成立。")
            case .otherCheckpoint: Failure(.content, "证明文件 \(name) 里的旧检查点与您保存的不是同一个：日志在它之前被改写过，或者下载错了文件。")
            }
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path), let size = attributes[.size] as? Int,
            attributes[.type] as? FileAttributeType == .typeRegular
        else { throw Failure(.unusable, "文件 \(path) 打不开，请检查路径和权限。") }  // why not is the next attempt's matter
        guard size <= 1_048_576 else { throw Failure(.unusable, "文件 \(path) 太大，不是检查点、公钥或者证明文件。") }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure(.unusable, "文件 \(path) 读不出来，请检查权限。")
        }
    }
}

/// What was found, for other programs.
private struct LogReport: Encodable {
    let ok: Bool
    let events: Int64
    let sealed: Int64
    let checkpoints: Int
    let verified: Int64
    let documents: Int
    let findings: [String]

    init(_ report: VerifyLog.Report) {
        ok = report.findings.isEmpty
        events = report.events
        sealed = report.sealed
        checkpoints = report.checkpoints
        verified = report.good
        documents = report.documents
        findings = report.findings.map(LogWords.sentence)
    }
}
