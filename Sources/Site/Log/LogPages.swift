import Cryptography
import Domain
import FoundationEssentials
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func log() async throws -> Answer {
        try await read { [frame] view in
            let register = CheckpointRegister(view.transaction)
            let newest = try register.newest(limit: 30)
            let tree = LogRegister(view.transaction)
            let page = LogPage(
                checkpoints: newest.map { LogPage.Checkpoint(size: $0.size, time: $0.time, root: hexadecimal($0.root)) },
                checkpointCount: try register.count(), eventCount: try EventRegister.lastSequence(in: view.transaction),
                signedCount: newest.first?.size ?? 0, key: newest.first.map { LogKey(name: $0.origin, publicKey: $0.publicKey).text },
                entries: try tree.newest(limit: 200).filter { $0.isPublic && $0.site == view.site.rawValue }.prefix(10).compactMap { leaf in
                    try LogReading(view).sentence(leaf).map {
                        LogPage.Entry(link: LogEntryLink(sequence: leaf.sequence, time: leaf.instant), sentence: $0)
                    }
                })
            return Answer(body: page.render(in: frame))
        }
    }

    /// The note as the public keeps it. Never kept by this server's own cache: a checkpoint does not change what is public.
    func logCheckpoint(size: Int64?) async throws -> Answer {
        try await read { view in
            let register = CheckpointRegister(view.transaction)
            guard let row = try size.map({ try register.find(size: $0) }) ?? register.newest() else { throw Refusal.notFound }
            return Answer(mediaType: "text/plain; charset=utf-8", body: Array(SignedCheckpoint(row).note.utf8))
        }
    }

    func logEntry(_ sequence: Int64) async throws -> Answer {
        try await read { [frame] view in
            let tree = LogRegister(view.transaction)
            guard let leaf = try tree.leaf(sequence) else { throw Refusal.notFound }
            let proof = try Self.proof(of: sequence, view)
            let last = try EventRegister.lastSequence(in: view.transaction)
            let reading = LogReading(view)
            let sentence = try reading.sentence(leaf)
            let page = LogEntryPage(
                link: LogEntryLink(sequence: sequence, time: leaf.instant), sentence: sentence,
                subject: sentence == nil ? nil : try reading.subject(leaf), fields: leaf.isPublic ? reading.fields(leaf) : [],
                leafHash: proof?.leafHash,
                proof: proof.flatMap { proof in
                    SignedCheckpoint(note: proof.checkpoint).map {
                        LogEntryPage.Proof(size: $0.checkpoint.size, time: $0.checkpoint.time, path: proof.path)
                    }
                }, previous: sequence > 1 ? sequence - 1 : nil, next: sequence < last ? sequence + 1 : nil)
            return Answer(body: page.render(in: frame))
        }
    }

    func logProof(_ sequence: Int64) async throws -> Answer {
        let proof = try await read { try Self.proof(of: sequence, $0) }
        guard let proof else { throw Refusal.notFound }
        return try Self.file(proof, name: "公开日志第\(sequence)条.json")
    }

    func logContinuity(from old: Int64, to size: Int64) async throws -> Answer {
        do {
            let proof = try await read { try ProveContinuity.proof(from: old, to: size, in: $0.transaction) }
            return try Self.file(proof, name: "公开日志\(old)至\(size)条.json")
        } catch is ProveEntry.Refusal {
            throw Refusal.notFound
        }
    }

    private static func file(_ proof: some Encodable, name: String) throws -> Answer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var answer = Answer.download([UInt8](try encoder.encode(proof)), mediaType: Answer.json, name: name)
        // The next checkpoint makes another proof.
        answer.isCacheable = false
        return answer
    }

    /// - Returns: `nil` when there is no such entry, or no checkpoint covers it yet.
    private static func proof(of sequence: Int64, _ view: SiteView) throws -> LogProof? {
        do {
            return try ProveEntry.proof(of: sequence, size: nil, in: view.transaction)
        } catch let refusal as ProveEntry.Refusal {
            switch refusal {
            case .noEntry, .notYetSigned, .noCheckpoint, .noDocument: return nil
            }
        }
    }
}

/// Tells what an entry of the log says, as far as this site's public may know.
private struct LogReading {
    private let view: SiteView

    init(_ view: SiteView) { self.view = view }

    /// `nil` for internal work.
    func sentence(_ leaf: LogLeaf) throws -> String? {
        guard leaf.isPublic, let verb = Event.Verb(rawValue: leaf.verb) else { return nil }
        guard leaf.site == view.site.rawValue else { return LogWords(verb, unit: nil, title: nil).sentence }
        return LogWords(verb, unit: try unit(leaf)?.name, title: try subject(leaf)?.label).sentence
    }

    private func unit(_ leaf: LogLeaf) throws -> OrganisationUnit? {
        let isUnit = leaf.subjectKind == Event.Subject.Kind.unit.rawValue
        return try (isUnit ? leaf.subject : leaf.unit).flatMap { try view.unitRegister.find(OrganisationUnit.ID($0)) }
    }

    /// What it is about, where this site shows it to everybody.
    func subject(_ leaf: LogLeaf) throws -> (label: String, address: Address)? {
        guard leaf.site == view.site.rawValue, let kind = Event.Subject.Kind(rawValue: leaf.subjectKind) else { return nil }
        switch kind {
        case .disclosure:
            let line = try view.documents.lines([Disclosure.ID(leaf.subject)]).first
            return line.map { ($0.title, .disclosure($0.id)) }
        case .catalogueVersion:
            let version = try view.catalogue.version(CatalogueVersion.ID(leaf.subject))
            return version.flatMap { $0.state == .draft ? nil : ($0.title, .version($0.id)) }
        case .unit: return try unit(leaf).map { ($0.name, .unit($0.code)) }
        default: return nil
        }
    }

    /// The fields in the order in which they make the leaf, so that the fingerprint can be made again from the page.
    func fields(_ leaf: LogLeaf) -> [LogEntryPage.Field] {
        func digest(_ label: String, _ bytes: [UInt8]?) -> LogEntryPage.Field {
            LogEntryPage.Field(label, bytes.map { hexadecimal($0) } ?? "无", isCode: bytes != nil)
        }
        return [
            LogEntryPage.Field("序号", String(leaf.sequence)), LogEntryPage.Field("站点", String(leaf.site), isCode: true),
            LogEntryPage.Field("时间（毫秒）", String(leaf.time), isCode: true), LogEntryPage.Field("经办", leaf.actor),
            LogEntryPage.Field("单位", leaf.unit.map { String($0) } ?? "无", isCode: leaf.unit != nil),
            LogEntryPage.Field("动作", leaf.verb, isCode: true), LogEntryPage.Field("对象类别", leaf.subjectKind, isCode: true),
            LogEntryPage.Field("对象编号", String(leaf.subject), isCode: true), digest("办理前摘要", leaf.digestBefore),
            digest("办理后摘要", leaf.digestAfter), LogEntryPage.Field("理由", leaf.reason.isEmpty ? "（空）" : leaf.reason),
            digest("文件指纹", leaf.content),
        ]
    }
}
