import ArgumentParser
import Cryptography
import Domain
import Files
import Foundation
import Interchange
import Operations
import Persistence
import Registers
import Site

struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "整库下载：把全部公开数据打成一套文件，或者核对一套文件。", subcommands: [DumpMakeCommand.self, DumpVerifyCommand.self])
}

struct DumpMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "现在就打一套。",
        discussion: """
            每个数据集有 JSON Lines 和 CSV 两个压缩文件，另有数据目录（DCAT）、公开日志的签名检查点和清单（每个文件的 SHA-256、SM3）。
            服务器运行时，填了设置 dumps 的，每天 3 时以后自动做一次；当天已有的会被替换。

            例：mingtang dump make --folder /srv/dumps --database 明川.sqlite
            """)

    @Option(help: ArgumentHelp("放在哪个文件夹；不写则用设置 dumps。", valueName: "文件夹")) var folder: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        guard let path = folder ?? place.settings.dumps else {
            throw Failure(.unusable, "没有写明文件夹：请用 --folder 指定，或者填写设置 dumps。")
        }
        let start = ContinuousClock.now
        var line = ProgressLine()
        do {
            let dumps = try DumpFolder(path, county: place.county.id.description)
            let origin = place.settings.origin ?? place.county.hosts.first.map { "https://\($0)" } ?? ""
            let made = try await MakeDump(place.installation, county: place.county, folder: dumps, origin: origin).run(
                actor: "mingtang dump make"
            ) { line.show(fraction: nil, "已写 \($0) 行") }
            line.clear()
            try await place.close()
            guard let made else { throw Failure(.content, "另一个程序正在做同一天的整库下载，请等它做完。") }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            Output.line(
                "已写好 \(dumps.path)/\(made.day)：\(made.files.count + 1) 个文件，\(made.sizeInBytes) 字节，用时 \(ProgressLine.duration(seconds))。")
        } catch let error as FileStoreError {
            line.clear()
            throw Failure(.unusable, "文件夹 \(path) 写不了：请检查路径、权限和磁盘空间（\(error)）。")
        }
    }
}

struct DumpVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "核对一套整库下载：文件是否齐全、有没有改动、行数对不对。",
        discussion: "退出码：0 完好，1 有问题，2 读不了。\n\n例：mingtang dump verify /srv/dumps/1/2026-03-20")

    @Argument(help: ArgumentHelp("一天的文件夹，其中有 manifest.json。", valueName: "文件夹")) var folder: String

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/manifest.json") else {
            throw Failure(.unusable, "读不了 \(folder)/manifest.json，请检查路径。")
        }
        guard let dump = DataDump(manifest: Array(bytes)) else { throw Failure(.content, "\(folder)/manifest.json 不是明堂的整库下载清单。") }
        var faults: [String] = []
        for file in dump.files { faults += try Self.faults(of: file, in: folder) }
        let known = Set(dump.files.map(\.name) + ["manifest.json"])
        let others = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        faults += others.filter { !known.contains($0) }.sorted().map { "\($0)：不在清单中。" }
        guard faults.isEmpty else { throw Failure(.content, ["有 \(faults.count) 处问题："] + faults.map { "  \($0)" }) }
        Output.line("\(dump.site) \(dump.day)：\(dump.files.count) 个文件完好，共 \(dump.sizeInBytes) 字节；以后的变更从 \(dump.sequence) 开始。")
    }

    private static func faults(of file: DataDump.File, in folder: String) throws -> [String] {
        guard DumpFolder.isName(file.name) else { return ["清单中的文件名“\(file.name.prefix(80))”不合规定。"] }
        let path = "\(folder)/\(file.name)"
        guard let handle = FileHandle(forReadingAtPath: path) else { return ["\(file.name)：缺少。"] }
        defer { try? handle.close() }  // only read from: nothing can be lost
        var sha256 = IncrementalDigest(.sha256)
        var sm3 = IncrementalDigest(.sm3)
        var bytes = 0
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            piece.withUnsafeBytes {
                sha256.update($0)
                sm3.update($0)
            }
            bytes += piece.count
        }
        var faults: [String] = []
        if bytes != file.bytes { faults.append("\(file.name)：有 \(bytes) 字节，清单中是 \(file.bytes) 字节。") }
        if hexadecimal(sha256.finish()) != file.sha256 { faults.append("\(file.name)：SHA-256 不符，文件已被改动或者损坏。") }
        if hexadecimal(sm3.finish()) != file.sm3 { faults.append("\(file.name)：SM3 不符，文件已被改动或者损坏。") }
        guard faults.isEmpty, let rows = file.rows, file.name.hasSuffix(".jsonl.gz") else { return faults }
        let found = try lines(path)
        return found == rows ? [] : ["\(file.name)：有 \(found) 行，清单中是 \(rows) 行。"]
    }

    private static func lines(_ path: String) throws -> Int {
        var reader = try LineReader(path: path)
        var count = 0
        while try reader.next() != nil { count += 1 }
        return count
    }
}
