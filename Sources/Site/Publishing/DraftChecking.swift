import Dispatch
package import Domain
import Files
import FoundationEssentials
import Interchange
import Operations
import Pages
import Persistence
import Registers
import Synchronization

/// Runs every check over a draft and its files (发布前检查), outside any transaction, and puts what it found on record.
package struct DraftChecking: Sendable {
    /// Which rules a file was looked at with: another name, and every file is looked at again.
    private static let rules = "privacy-1"
    /// More than this no person reads; a file with more is a list of people.
    private static let mostFileFindings = 200

    private let portal: Portal
    private let county: County

    package init(_ portal: Portal, county: County) {
        self.portal = portal
        self.county = county
    }

    /// - Parameter asksLinks: tries the links, which takes seconds; else what they answered in the last day counts.
    /// - Returns: how many findings stand open.
    /// - Throws: `StoreError.stale` when the content changed while it was being checked.
    @discardableResult
    package func run(_ id: Draft.ID, asksLinks: Bool = false) async throws -> Int {
        let (site, today) = (county.id, portal.installation.now().day)
        let entry = try await portal.installation.store.read { try DraftRegister($0, site: site).find(id) }
        guard let entry else { throw Refusal.notFound }
        let content = entry.draft.content
        var findings = PersonalDataCheck.findings(in: content)
        var files: [Domain.AttachmentText] = []
        for attachment in content.attachments {
            let inspection = try await inspect(attachment)
            findings += inspection.findings(named: attachment.name)
            files.append(Domain.AttachmentText(name: attachment.name, text: inspection.text))
        }
        let (attachments, words) = (files, portal.words)
        let item = try await portal.installation.store.read { transaction in
            try content.item.flatMap { try CatalogueRegister(transaction, site: site).appearances(of: $0).last }
        }
        let context = try await portal.installation.store.read { transaction in
            var context = try CheckQueries(transaction, site: site).context(
                for: content, draft: id, corrects: entry.draft.corrects, requiredElements: item?.entry.elements ?? [], today: today,
                words: try words.checker(of: site, in: transaction), attachments: attachments)
            context.interpreted = try InterpretationQueries(transaction, site: site).interpretedText(by: id, on: today)
            return context
        }
        findings += ContentChecks.findings(content, context: context)
        if let probe = portal.tools.links {
            findings += LinkCheck.findings(
                await portal.linkOutcomes.results(
                    for: LinkCheck.links(in: content), probe: asksLinks ? probe : nil, now: portal.installation.now()))
        }
        let identity = PersonalDataCheck.requiresFullIdentity(content, item)
        let lines = findings.prefix(ContentChecks.mostFindings * 2).map { DecisionRegister.Line($0, requiresFullIdentity: identity) }
        return try await RecordFindings(portal.installation, county: county).run(Array(lines), of: id, digest: entry.digest)
    }

    // MARK: Files

    private struct Inspection: Sendable {
        var found: [Found] = []
        var text = ""

        /// What was found in a file, whatever its name.
        struct Found: Codable, Sendable {
            var place: String
            var sample: String
            var reason: String
            var remedy: String
            var isBlocking: Bool
        }

        func findings(named name: String) -> [Finding] {
            found.map { found in
                Finding(
                    .personalData, found.isBlocking ? .blocking : .warning, at: .attachment(name: name, inner: found.place),
                    matched: found.sample + found.place, sample: found.sample, reason: found.reason, remedy: found.remedy)
            }
        }
    }

    private func inspect(_ attachment: DraftAttachment) async throws -> Inspection {
        let (digest, rules) = (attachment.digest, Self.rules)
        let known = try await portal.installation.store.read { try DecisionRegister($0).inspection(ofFile: digest, rules: rules) }
        if let known {
            return Inspection(found: try JSONDecoder().decode([Inspection.Found].self, from: Data(known.findings.utf8)), text: known.text)
        }
        let store = try portal.fileStore()
        let fresh = await BlockingWork.run { Self.read(attachment, from: store) }
        let stored = String(decoding: try JSONEncoder().encode(fresh.found), as: UTF8.self)
        let text = fresh.text
        try await portal.installation.store.write {
            try DecisionRegister($0).keepInspection(ofFile: digest, rules: rules, findings: stored, text: text)
        }
        return fresh
    }

    /// What cannot be looked into does not count as clean: it is a finding itself.
    private static func read(_ attachment: DraftAttachment, from store: FileStore) -> Inspection {
        var inspection = Inspection()
        do {
            let path = try store.path(of: attachment.digest)
            let kind = try AttachmentKind.tell(fileAt: path, name: attachment.name)
            inspection.text = try Interchange.AttachmentText.read(fileAt: path, kind: kind)
            for found in try PrivacyScan.findings(path: path, limit: Self.mostFileFindings) {
                inspection.found.append(
                    Inspection.Found(
                        place: found.place, sample: found.sample, reason: "\(found.kind.name)：\(found.reason)", remedy: found.remedy,
                        isBlocking: found.confidence.level != .low))
            }
        } catch {
            let reason = (error as? UnreadableFile)?.reason ?? (error as? FileStoreError)?.description ?? "未知原因"
            inspection.found.append(
                Inspection.Found(
                    place: "", sample: attachment.name, reason: "这个附件没有能够检查：\(reason)",
                    remedy: "换成能够读取的文件（如 docx、xlsx、pdf），检查通过后才能提交。", isBlocking: true))
        }
        return inspection
    }
}

/// Work that blocks a thread (reading files, other processes) on threads of its own, so that no request waits for it.
enum BlockingWork {
    static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in queue.async { continuation.resume(returning: work()) } }
    }

    /// Two at a time: a file may take much memory while it is read.
    private static let queue = WorkLines(width: 2)
}

/// A few lines of work, taken in turn.
private final class WorkLines: Sendable {
    private let queues: [DispatchQueue]
    private let next = Mutex(0)

    init(width: Int) { queues = (0..<width).map { DispatchQueue(label: "files-\($0)") } }

    func async(_ work: @escaping @Sendable () -> Void) {
        let index = next.withLock { next in
            next = (next + 1) % queues.count
            return next
        }
        queues[index].async { work() }
    }
}
