import Domain
import Files
import FoundationEssentials
import HTTPTypes
import Interchange
import Logging
import Operations
import Pages
import Registers

extension PublicPages {
    func openData() async throws -> Answer {
        let dumps = portal.dumps(of: county)
        return try await read { [frame] view in
            let page = OpenDataPage(
                datasets: OpenDataset.all.map(\.dataset), dumps: dumps, office: try view.office(), terms: try view.statement("openData"))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func dataCatalogue() async throws -> Answer {
        let dump = portal.dumps(of: county).first
        let office = try await read { try $0.office() }
        let catalogue = DataCatalogueJSON(county: county, origin: frame.origin, office: office, dump: dump)
        return Answer(mediaType: DataCatalogueJSON.mediaType, body: catalogue.bytes, isCacheable: true)
    }

    /// A data set as a file; a large one as it comes out of the database, and not for everybody at once.
    func dataset(_ key: String, _ format: DatasetFormat) async throws -> Answer {
        guard let set = OpenDataset.named(key) else { throw Refusal.notFound }
        let name = "\(county.placeName)\(set.dataset.title).\(format.rawValue)"
        let type = format.mediaType + "; charset=utf-8"
        guard set.isLarge else {
            let batch = try await set.rows(after: nil, in: county, installation)
            return .download(DatasetText.whole(batch.rows, of: set.dataset, as: format), mediaType: type, name: name)
        }
        guard portal.exports.allows(now: installation.now()) else { throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60)) }
        var answer = Answer.download([], mediaType: type, name: name)
        answer.isCacheable = false
        answer.stream = Answer.Stream { [county, installation] send in
            try await Self.write(set, format, county, installation, send)
        }
        return answer
    }

    private static func write(
        _ set: OpenDataset, _ format: DatasetFormat, _ county: County, _ installation: Installation, _ send: Answer.Stream.Sender
    ) async throws {
        try await send(format == .json ? DatasetText.jsonHead(of: set.dataset) : DatasetText.csvHead(of: set.dataset))
        var (place, isFirst): (Int64?, Bool) = (nil, true)
        repeat {
            let batch = try await set.rows(after: place, in: county, installation)
            var text: [UInt8] = []
            for row in batch.rows {
                switch format {
                case .csv: text += DatasetText.csv(row, of: set.dataset)
                case .json:
                    if !isFirst { text += Array(",\n".utf8) }
                    text += DatasetText.json(row, of: set.dataset)
                }
                isFirst = false
            }
            if !text.isEmpty { try await send(text) }
            place = batch.next
        } while place != nil
        if format == .json { try await send(DatasetText.jsonEnd) }
    }

    /// A file of a dump, unless something in it was taken down since.
    func dumpFile(_ day: String, _ name: String) async throws -> Answer {
        guard let folder = try portal.dumpFolder(of: county), let dump = try portal.dump(of: day, in: folder),
            dump.isWhole(withdrawn: try await RecordDump(installation, county: county.id).lastTakenBack())
        else { throw Refusal.notFound }
        let length: Int
        do throws(FileStoreError) { length = try folder.open(name, of: day).sizeInBytes } catch { throw Refusal.notFound }
        var answer = Answer.download([], mediaType: Self.mediaType(of: name), name: name)
        answer.isCacheable = false
        answer.stream = Answer.Stream(length: length) { send in
            var reader = try folder.open(name, of: day)
            while let piece = try reader.next() { try await send(piece) }
        }
        return answer
    }

    private static func mediaType(of name: String) -> String {
        if name.hasSuffix(".gz") { return "application/gzip" }
        if name.hasSuffix(".json") { return Answer.json }
        return name.hasSuffix(".jsonld") ? DataCatalogueJSON.mediaType : "text/plain; charset=utf-8"
    }
}

extension DataCatalogueJSON {
    init(county: County, origin: String, office: OrganisationUnit?, dump: DataDump?) {
        self.init(
            county: county, origin: origin, datasets: OpenDataset.all.map(\.dataset), office: office, dump: dump,
            paths: Paths(
                page: Address.openData.path, catalogue: Address.dataCatalogue.path, terms: Address.openData.path + "#terms",
                api: Address.api.path, description: Address.openAPI.path, dataset: { Address.dataset($0, $1).path },
                dumpFile: { Address.dumpFile(day: $0, name: $1).path }))
    }
}

extension Portal {
    private static let longestManifest = 1_048_576

    /// `nil` where no folder is set.
    func dumpFolder(of county: County) throws -> DumpFolder? {
        try tools.dumps.map { try DumpFolder($0.folder, county: county.id.description) }
    }

    /// What is on the disk, newest first; nothing while the disk is away, because the pages that name dumps do not live by them.
    func dumps(of county: County) -> [DataDump] {
        do {
            guard let folder = try dumpFolder(of: county) else { return [] }
            return try folder.days().compactMap { try dump(of: $0, in: folder) }
        } catch {
            log.warning("the folder of dumps cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// `nil` when there is none, or none that this program made.
    func dump(of day: String, in folder: DumpFolder) throws -> DataDump? {
        do throws(FileStoreError) {
            let bytes = try folder.read(DataDump.manifest, of: day, limitInBytes: Self.longestManifest)
            return DataDump(manifest: bytes)
        } catch .notFound {
            return nil
        }
    }
}

extension DataDump {
    static let manifest = "manifest.json"

    /// `nil` for what is no manifest of this form.
    package init?(manifest: [UInt8]) {
        guard let dump = try? JSONDecoder().decode(DataDump.self, from: Data(manifest)), dump.format == Self.format else { return nil }
        self = dump
    }

    func manifestText() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(try encoder.encode(self)) + [10]
    }
}
