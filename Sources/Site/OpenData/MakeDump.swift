import Cryptography
package import Domain
package import Files
import Interchange
import Logging
package import Operations
import Pages
import Persistence
import Registers

/// Writes everything that is public into files (整库下载): every data set as JSON Lines and as CSV, the signed checkpoint of the log, the catalogue,
/// and a manifest with the digests of them all. In memory that does not grow.
package struct MakeDump {
    private let installation: Installation
    private let county: County
    private let folder: DumpFolder
    private let origin: String

    package init(_ installation: Installation, county: County, folder: DumpFolder, origin: String) {
        self.installation = installation
        self.county = county
        self.folder = folder
        self.origin = origin
    }

    /// - Parameter progress: told how many rows are written.
    /// - Returns: `nil` while another process makes the same.
    package func run(actor: String, progress: (Int) -> Void = { _ in }) async throws -> DataDump? {
        // Whatever changes while the rows are read stands in the log after this place: who goes on from it misses nothing.
        let signed = try await MakeCheckpoint(installation).run(.demand)?.signed
        let begun = installation.now()
        let day = begun.day.description
        guard let incoming = try folder.begin(day, now: Int(begun.milliseconds / 1000)) else { return nil }
        var (files, written): ([DataDump.File], Int) = ([], 0)
        for set in OpenDataset.all {
            files += try await write(set, into: incoming) { progress(written + $0) }
            written += files.last?.rows ?? 0
        }
        let office = try await read { try $0.office() }
        let catalogue = DataCatalogueJSON(county: county, origin: origin, office: office, dump: nil)
        files.append(try Self.write("catalogue.jsonld", catalogue.bytes, into: incoming))
        if let signed { files.append(try Self.write("checkpoint.txt", Array(signed.note.utf8), into: incoming)) }
        files.append(try Self.write("readme.txt", Array(DumpReadme(county: county.name, day: day).text.utf8), into: incoming))
        let dump = DataDump(
            site: county.name, day: day, begun: begun.milliseconds, sequence: signed?.checkpoint.size ?? 0,
            files: files.sorted { $0.name < $1.name })
        _ = try Self.write(DataDump.manifest, try dump.manifestText(), into: incoming)
        try incoming.finish()
        try await RecordDump(installation, county: county.id).run(.made(dump), actor: actor)
        return dump
    }

    private func write(_ set: OpenDataset, into dump: IncomingDump, progress: (Int) -> Void) async throws -> [DataDump.File] {
        var json = try DumpFile("\(set.dataset.key).jsonl.gz", in: dump)
        var csv = try DumpFile("\(set.dataset.key).csv.gz", in: dump)
        try csv.append(DatasetText.csvHead(of: set.dataset))
        var (place, rows): (Int64?, Int) = (nil, 0)
        repeat {
            let batch = try await set.rows(after: place, in: county, installation)
            var (lines, records): ([UInt8], [UInt8]) = ([], [])
            for row in batch.rows {
                lines += DatasetText.json(row, of: set.dataset)
                lines.append(10)
                records += DatasetText.csv(row, of: set.dataset)
            }
            try json.append(lines)
            try csv.append(records)
            rows += batch.rows.count
            progress(rows)
            place = batch.next
        } while place != nil
        return [try csv.finish(rows: rows), try json.finish(rows: rows)]
    }

    private static func write(_ name: String, _ bytes: [UInt8], into dump: IncomingDump) throws -> DataDump.File {
        var file = try dump.newFile(name)
        try bytes.withUnsafeBufferPointer { bytes throws(FileStoreError) in try file.append(UnsafeRawBufferPointer(bytes)) }
        let (size, sha256, sm3) = try file.finish()
        return DataDump.File(name: name, bytes: size, sha256: sha256, sm3: sm3, rows: nil)
    }

    private func read<Result: Sendable>(_ body: @escaping @Sendable (SiteView) throws -> Result) async throws -> Result {
        let site = county.id
        return try await installation.store.read { try body(SiteView($0, site: site)) }
    }
}

/// A compressed file of a dump.
private struct DumpFile: ~Copyable {
    private let name: String
    private var file: MeasuredFile
    private var gzip = GzipStream()

    init(_ name: String, in dump: IncomingDump) throws(FileStoreError) {
        self.name = name
        file = try dump.newFile(name)
    }

    mutating func append(_ bytes: [UInt8]) throws(FileStoreError) {
        try gzip.append(bytes) { piece throws(FileStoreError) in try file.append(piece) }
    }

    mutating func finish(rows: Int) throws(FileStoreError) -> DataDump.File {
        try gzip.finish { piece throws(FileStoreError) in try file.append(piece) }
        let (size, sha256, sm3) = try file.finish()
        return DataDump.File(name: name, bytes: size, sha256: sha256, sm3: sm3, rows: rows)
    }
}

/// What a person reads who has only the files.
struct DumpReadme {
    let county: String
    let day: String

    var text: String {
        let sets = OpenDataset.all.map { "  \($0.dataset.key)  \($0.dataset.title)：\($0.dataset.summary)" }.joined(separator: "\n")
        return """
            \(county)　整库下载　\(day)

            这里是\(county)网站主动公开的全部数据。每个数据集有两个文件：
              名称.jsonl.gz  JSON Lines，一行一条（gzip 压缩，UTF-8）
              名称.csv.gz    CSV，第一行是列名（gzip 压缩，UTF-8 带 BOM），可用表格软件打开；正文等长文字不在其中

            数据集：
            \(sets)

            其他文件：
              manifest.json      清单：每个文件的字节数、行数、SHA-256 和 SM3 摘要；sequence 是开始时公开日志的条数
              checkpoint.txt     公开日志的签名检查点（C2SP 格式），可以证明这一天以前公开的内容没有被改动
              catalogue.jsonld   数据目录（DCAT）

            核对：比较 sha256sum 或者 openssl dgst -sm3 的结果和清单；装有明堂的，可以用 mingtang dump verify 文件夹。

            以后的变化：从清单中的 sequence 开始读变更接口 /api/v1/changes?after=sequence，按顺序逐条处理，就能一直保持一致。
            打包期间变化的文件可能已经是新的，按变更再处理一次，结果相同。撤下的文件请一并删除。

            使用条件见网站“数据开放”页面。

            """
    }
}

extension Portal {
    /// Makes the nightly dumps of every county, and takes off what is old or holds what was taken down. To be called again and again beside the server.
    package func runDumps() async throws {
        guard let dumps = tools.dumps else { return }
        for county in try await look() {
            guard let folder = try dumpFolder(of: county) else { continue }
            let record = RecordDump(installation, county: county.id)
            let withdrawn = try await record.lastTakenBack()
            var (kept, removed): ([DataDump], [String]) = ([], [])
            for day in try folder.days() {
                if let dump = try dump(of: day, in: folder), dump.isWhole(withdrawn: withdrawn), kept.count < dumps.nights {
                    kept.append(dump)
                } else {
                    try folder.remove(day)
                    removed.append(day)
                }
            }
            if !removed.isEmpty { try await record.run(.removed(days: removed), actor: "system") }
            guard DataDump.isDue(newest: kept.first.flatMap { Day(text: $0.day) }, withdrawn: withdrawn, now: installation.now()) else {
                continue
            }
            let made = try await MakeDump(installation, county: county, folder: folder, origin: origin(county, host: nil)).run(
                actor: "system")
            if let made { log.info("dump made", metadata: ["day": "\(made.day)", "files": "\(made.files.count)"]) }
        }
    }
}
