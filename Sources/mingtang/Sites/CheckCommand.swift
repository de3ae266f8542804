import ArgumentParser
import Domain
import Foundation
import Operations
import Persistence
import Registers

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "体检：数据库、磁盘、时钟、节假日、外部工具、检索库。",
        discussion: "有错误时退出码为 1；提醒不影响退出码。\n\n例：mingtang check --database 明川.sqlite")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "输出一个 JSON 对象。") var json = false

    func run() async throws {
        let settings = try await database.checked()
        let findings = try await CheckUp(settings: settings, now: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))).run()
        if json {
            Output.line(try JSONText.line(CheckUp.Report(findings)))
        } else {
            for finding in findings { Output.line("\(finding.mark) \(finding.name)：\(finding.message)") }
        }
        if findings.contains(where: { $0.status == .error }) { throw ExitCode(Failure.Code.content.rawValue) }
    }
}

/// Looks at an installation without changing it.
struct CheckUp {
    struct Finding: Encodable {
        enum Status: String, Encodable { case ok, warning, error }

        let name: String
        let status: Status
        let message: String

        var mark: String {
            switch status {
            case .ok: "[正常]"
            case .warning: "[提醒]"
            case .error: "[错误]"
            }
        }
    }

    struct Report: Encodable {
        let ok: Bool
        let checks: [Finding]

        init(_ findings: [Finding]) {
            ok = !findings.contains { $0.status == .error }
            checks = findings
        }
    }

    let settings: Settings
    let now: Instant

    func run() async throws -> [Finding] {
        await database() + [disk()] + Tool.all.map(\.finding)
    }

    // MARK: Database

    private func database() async -> [Finding] {
        let shown = DatabaseAddress.hidingPassword(settings.database)
        let isServer = DatabaseAddress.isPostgres(settings.database)
        if !isServer, !FileManager.default.fileExists(atPath: settings.database) {
            return [Finding(name: "数据库", status: .error, message: "文件 \(shown) 还不存在；第一次使用其他命令（如 mingtang example load）时会建立。")]
        }
        let installation: Installation
        do {
            installation = try await Opening.unprepared(settings)
        } catch {
            let reason = Failure(error)?.sentences.joined(separator: " ") ?? "\(type(of: error))"
            return [Finding(name: "数据库", status: .error, message: "\(shown) 连不上：\(reason)")]
        }
        var findings = [Finding(name: "数据库", status: .ok, message: "\(isServer ? "PostgreSQL" : "SQLite") \(shown) 可以访问。")]
        let schema = [
            await self.schema("数据库结构", Schema.main, in: installation.store),
            await self.schema("检索库结构", Schema.search, in: installation.searchStore),
        ]
        findings += schema
        if schema.allSatisfy({ $0.status == .ok }) {
            do {
                findings += try await contents(installation)
            } catch {
                findings.append(Finding(name: "数据", status: .error, message: "读不出来（\(type(of: error))），请从备份恢复，或者与维护人员联系。"))
            }
        }
        do {
            try await installation.close()
        } catch {
            findings.append(Finding(name: "数据库", status: .warning, message: "关闭时出错（\(type(of: error))）。"))
        }
        return findings
    }

    private func schema(_ name: String, _ migrator: Migrator, in store: any Datastore) async -> Finding {
        do {
            let pending = try await migrator.pending(in: store)
            if pending.isEmpty { return Finding(name: name, status: .ok, message: "与程序一致。") }
            return Finding(name: name, status: .warning, message: "有 \(pending.count) 项变更待执行，下次执行写入命令或者启动服务时自动完成；请先备份。")
        } catch StoreError.migration(let reason) {
            return Finding(name: name, status: .error, message: reason)
        } catch {
            // No table of migrations: nothing of ours is in there yet.
            return Finding(name: name, status: .warning, message: "还是空的，第一次使用其他命令时会建立。")
        }
    }

    private func contents(_ installation: Installation) async throws -> [Finding] {
        let follows = isFollowing(installation)
        let found = try await installation.store.read { transaction in
            (
                newest: try HealthQueries.newestEvent(in: transaction), years: try HolidayRegister(transaction).years(),
                sites: try SiteRegister(transaction).all().map(\.name), published: try HealthQueries.published(in: transaction),
                sequence: try EventRegister.lastSequence(in: transaction),
                // In one and the same view, so that an import that is running does not look like a fault.
                indexed: follows ? nil : try HealthQueries.indexed(in: transaction)
            )
        }
        let own = try await installation.searchStore.read { transaction in
            (counts: try HealthQueries.indexed(in: transaction), sequence: try SearchRegister(transaction).state(.sequence))
        }
        return [
            clock(newest: found.newest), holidays(found.years),
            Finding(
                name: "站点", status: found.sites.isEmpty ? .warning : .ok,
                message: found.sites.isEmpty ? "还没有站点，请用 mingtang site add 登记。" : found.sites.joined(separator: "、")),
            index(found.published, found.indexed ?? own.counts, behind: follows ? found.sequence - own.sequence : 0),
        ]
    }

    private func isFollowing(_ installation: Installation) -> Bool {
        switch installation.searchPlace {
        case .within: false
        case .beside: true
        }
    }

    private func clock(newest: Instant?) -> Finding {
        // A minute is what two machines may differ by.
        if let newest, newest.milliseconds > now.milliseconds + 60_000 {
            return Finding(name: "时钟", status: .error, message: "现在是 \(now.text)，但最近的记录在 \(newest.text)：本机时间慢了，请校准后再使用，否则期限会算错。")
        }
        if now.day.year < 2025 { return Finding(name: "时钟", status: .error, message: "现在是 \(now.text)，显然不对，请校准本机时间。") }
        return Finding(name: "时钟", status: .ok, message: "现在是 \(now.text)（北京时间）\(newest.map { "，最近的记录在 \($0.text)" } ?? "")。")
    }

    private func holidays(_ years: [Int]) -> Finding {
        let (this, next) = (now.day.year, now.day.year + 1)
        let missing = [this, next].filter { !years.contains($0) }
        guard let first = missing.first else { return Finding(name: "节假日安排", status: .ok, message: "已有 \(Self.list(years)) 年。") }
        return Finding(
            name: "节假日安排", status: .warning,
            message: "缺少 \(Self.list(missing)) 年（已有 \(Self.list(years)) 年）：落在 \(first) 年及以后的到期日按周末推算，只是暂定；国务院办公厅公布安排后请更新程序。")
    }

    private static func list(_ years: [Int]) -> String { years.map(String.init).joined(separator: "、") }

    private func index(_ published: HealthQueries.Counts, _ indexed: HealthQueries.Counts, behind: Int64) -> Finding {
        let words = "公开信息 \(indexed.documents)/\(published.documents)，事项、单位、留言和问答 \(indexed.entries)/\(published.entries)"
        if published == indexed && behind == 0 { return Finding(name: "检索库", status: .ok, message: "与公开内容一致（\(words)）。") }
        if behind > 0 { return Finding(name: "检索库", status: .warning, message: "本机检索库落后 \(behind) 条记录（\(words)），启动服务后会自动跟上。") }
        return Finding(name: "检索库", status: .error, message: "与公开内容不一致（\(words)），请执行 mingtang search rebuild。")
    }

    // MARK: Machine

    private func disk() -> Finding {
        let isServer = DatabaseAddress.isPostgres(settings.database)
        let folder = URL(filePath: isServer ? settings.searchIndex : settings.database).deletingLastPathComponent().path
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return Finding(name: "磁盘", status: .error, message: "文件夹 \(folder) 不存在或者无法访问。") }
        let megabytes = Int(status.f_bavail) * Int(status.f_frsize) / 1_048_576
        let words = "\(folder) 剩余 \(megabytes / 1024).\(megabytes % 1024 * 10 / 1024) GB"
        if megabytes < 200 { return Finding(name: "磁盘", status: .error, message: "\(words)，快满了，请尽快清理或者扩容。") }
        if megabytes < 2048 { return Finding(name: "磁盘", status: .warning, message: "\(words)，请留意。") }
        return Finding(name: "磁盘", status: .ok, message: "\(words)。")
    }
}

/// A program beside ours that some work needs.
private struct Tool {
    let program: String
    let package: String
    let purpose: String

    static let all = [
        Tool(program: "soffice", package: "libreoffice-calc-nogui libreoffice-writer-nogui", purpose: "读取旧版 Word、WPS 和 Excel 95 文件")
    ]

    var finding: CheckUp.Finding {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        if let found = folders.map({ "\($0)/\(program)" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) }) {
            return CheckUp.Finding(name: program, status: .ok, message: "\(found)（\(purpose)）")
        }
        return CheckUp.Finding(name: program, status: .warning, message: "没有找到，不能\(purpose)；需要时安装：apt-get install \(package)")
    }
}
