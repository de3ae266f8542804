import Domain
import Foundation
import Operations
import Persistence
import Registers

/// Opens what the log's commands need, and says in Chinese what comes of it.
enum LogWords {
    /// A database as it is, such as a backup: nothing in it is changed.
    static func opened(_ settings: Settings) async throws -> Installation {
        if !DatabaseAddress.isPostgres(settings.database), !FileManager.default.fileExists(atPath: settings.database) {
            throw Failure(.database, "数据库文件 \(settings.database) 不存在，请检查 --database。")
        }
        let installation = try await Opening.unprepared(settings)
        let pending: [Migration]
        do {
            pending = try await Schema.main.pending(in: installation.store)
        } catch StoreError.failed {
            throw Failure(.database, "\(DatabaseAddress.hidingPassword(settings.database)) 里没有明堂的数据表，请检查 --database。")
        }
        guard pending.isEmpty else {
            throw Failure(.database, "这个数据库是旧版本程序的。请复制一份，对副本执行 mingtang log checkpoint（会升级结构），再核对副本。")
        }
        return installation
    }

    static func ownKey(_ installation: Installation) async throws -> LogKey? {
        try await installation.store.read { transaction in
            try CheckpointRegister(transaction).newest().map { LogKey(name: $0.origin, publicKey: $0.publicKey) }
        }
    }

    /// Runs an operation of the log; its refusals become sentences.
    static func explained<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let refusal as ProveEntry.Refusal {
            throw Failure(.content, sentence(refusal))
        } catch let damage as LogDamage {
            switch damage {
            case .gap(let after):
                throw Failure(.content, "日志在第 \(after) 条之后缺了记录，不能再签名。请用 mingtang log verify 查明，从备份恢复。")
            case .key: throw Failure(.content, "日志的签名私钥与以前的检查点不是一对，不能再签名。请从备份恢复数据库中的 secret 表。")
            }
        }
    }

    private static func sentence(_ refusal: ProveEntry.Refusal) -> String {
        switch refusal {
        case .noEntry(let sequence): "日志里没有第 \(sequence) 条。"
        case .noDocument(let id): "日志里没有编号为 \(id) 的公开信息。编号是信息网址末尾的数字。"
        case .notYetSigned(let sequence, let newest):
            "第 \(sequence) 条还没有进入检查点（最近的检查点到第 \(newest) 条），请先执行 mingtang log checkpoint。"
        case .noCheckpoint(let size): "没有 \(size) 条的检查点，已有的检查点见网站的公开日志页面。"
        }
    }

    static func summary(_ report: VerifyLog.Report) -> String {
        let counts =
            "记录 \(report.events) 条（已入树 \(report.sealed) 条），检查点 \(report.checkpoints) 个，公开信息 \(report.documents) 件"
        guard report.findings.isEmpty else {
            let number = report.findings.count < LogAudit.mostFindings ? "\(report.findings.count)" : "\(LogAudit.mostFindings) 以上"
            return "核对不通过：发现 \(number) 处问题。\(counts)；前 \(report.good) 条与检查点一致。请保留这份数据库，不要继续使用，并从备份恢复。"
        }
        guard report.key != nil else { return "[提醒] 还没有检查点，只核对了序号和内容：\(counts)。请执行 mingtang log checkpoint。" }
        return "[正常] 核对通过：\(counts)；前 \(report.good) 条与签名的检查点一致。"
    }

    static func sentence(_ finding: LogAudit.Finding) -> String {
        switch finding {
        case .missing(let range):
            range.count == 1 ? "第 \(range.lowerBound) 条记录不见了。" : "第 \(range.lowerBound) 至 \(range.upperBound) 条记录不见了。"
        case .outOfOrder(let sequence): "第 \(sequence) 条记录的序号重复或者次序颠倒。"
        case .changed(let sequence): "第 \(sequence) 条记录与封存时的指纹不符：记录、它的文件指纹或者存下的指纹被改动。"
        case .nodeChanged(let place): "存下的合并指纹（第 \(place.level) 层第 \(place.position) 个，\(events(place))）被改动。"
        case .nodeMissing(let place): "存下的指纹（第 \(place.level) 层第 \(place.position) 个，\(events(place))）不见了。"
        case .foreignNodes(let count): "存下的指纹多出 \(count) 个，不属于任何记录。"
        case .foreignContents(let count): "存下的文件指纹多出 \(count) 个，不属于任何记录。"
        case .counterGone: "记录的计数器不见了。"
        case .counter(let recorded, let last): "计数器记着 \(recorded) 条，实际最后一条是第 \(last) 条：末尾的记录被删除、添加，或者计数器被改动。"
        case .cut(let sealed, let last): "已入树 \(sealed) 条，现在只到第 \(last) 条：末尾的记录被删除。"
        case .checkpointBeyond(let source, let size, let last): "\(words(source, size))有 \(size) 条，现在只到第 \(last) 条：末尾的记录被删除。"
        case .root(let source, let size, let good): "第 \(good + 1) 至 \(size) 条与\(words(source, size))不符：其中有记录被改动、删除、插入或者调换，或者检查点被改动。"
        case .signature(let source, let size): "\(words(source, size))的签名不对：它不是用这个公钥签的，或者被改动。"
        case .privateKey: "数据库里的签名私钥与公钥不是一对：私钥被改动或者丢失。"
        case .checkpointGone(let size): "\(size) 条的检查点曾经签过，现在库里没有了。"
        case .unchecked(let source, let size): "序号在 \(words(source, size))之前已经断开，无法与它比对。"
        case .document(let id, let fault): sentence(fault, id)
        case .documentLost(let event): "第 \(event) 条记录公开的信息已不在库中，日志里也没有撤下它的记录。"
        }
    }

    private static func sentence(_ fault: LogAudit.DocumentFault, _ id: Int64) -> String {
        switch fault {
        case .unlogged: "公开信息 \(id) 没有任何日志记录：它不是通过本程序公开的。"
        case .digest(let event): "公开信息 \(id) 的摘要与日志第 \(event) 条记载的不同：信息被改动。"
        case .content(let event): "公开信息 \(id) 的内容与日志第 \(event) 条封存的不同：标题、正文、附件或者其他内容被改动。"
        }
    }

    private static func words(_ source: LogAudit.Claim.Source, _ size: Int64) -> String {
        switch source {
        case .stored: "库里 \(size) 条的检查点"
        case .kept(let name): "您保存的检查点（\(name)，\(size) 条）"
        }
    }

    private static func events(_ place: MerkleNode.Place) -> String {
        let leaves = place.leaves
        return leaves.isEmpty
            ? "不属于任何记录" : leaves.count == 1 ? "第 \(leaves.upperBound) 条" : "第 \(leaves.lowerBound + 1) 至 \(leaves.upperBound) 条"
    }
}
