import Domain
import Interchange
import Operations

/// Reads an export batch by batch and prepares its documents: an actor, so that the next batch can be made while this one is written.
actor DisclosureBatches {
    struct Limits {
        /// Lines of the export, set aside ones included.
        var lines: Int
        var bytes = 2 * 1_048_576
    }

    struct SetAside: Sendable {
        let line: Int
        let reason: SetAsideReason
        /// Verbatim; empty when the line was too long to be kept.
        let source: [UInt8]
    }

    /// Something worth knowing about a line that was imported all the same.
    struct Remark: Sendable {
        let line: Int
        let code: String
        let message: String
    }

    struct Batch: Sendable {
        var documents: [PreparedDisclosure] = []
        var setAside: [SetAside] = []
        var remarks: [Remark] = []
        /// Texts in place of a day that are none.
        var ignoredDates = 0
        /// Words about validity that nobody knows, and how often.
        var unknownValidities: [String: Int] = [:]
        /// Addresses of attachments that were left out.
        var refusedAttachments = 0
        /// Lines of the export, not counting empty ones; a record of a CSV file counts as one.
        var lines = 0
        /// Of body text.
        var characters = 0
        /// Of the whole file, after this batch.
        var bytesConsumed = 0
    }

    /// The heading line of a CSV file; `nil` for JSON Lines.
    nonisolated let headingLine: [UInt8]?
    private var file: DisclosureFile
    private let limits: Limits
    private let domain: String?
    /// So many of the lines left out as a page's furniture are shown, for somebody to look whether they were.
    private var furnitureToShow = 20

    /// - Parameter domain: the field of work of documents that name none.
    init(path: String, limits: Limits, domain: String?) throws {
        file = try DisclosureFile(path: path)
        headingLine = file.headingLine
        self.limits = limits
        self.domain = domain
    }

    /// The next batch; `nil` at the end.
    /// - Parameter most: no more lines than these.
    func next(most: Int = .max) throws -> Batch? {
        var batch = Batch()
        var bytes = 0
        while batch.lines < min(limits.lines, most), bytes < limits.bytes, let entry = try file.next() {
            batch.lines += 1
            bytes += entry.source.count
            do {
                var record = try entry.record.get()
                if record.domain == nil { record.domain = domain }
                batch.characters += Self.characters(of: record.body)
                let document = try PreparedDisclosure(record, structured: entry.structured)
                batch.documents.append(document)
                note(document, line: entry.line, in: &batch)
            } catch {
                batch.setAside.append(SetAside(line: entry.line, reason: error, source: entry.source))
            }
        }
        batch.bytesConsumed = file.bytesConsumed
        return batch.lines == 0 ? nil : batch
    }

    private func note(_ document: PreparedDisclosure, line: Int, in batch: inout Batch) {
        func remark(_ code: String, _ message: String) { batch.remarks.append(Remark(line: line, code: code, message: message)) }
        for text in document.ignoredDates { remark("date-ignored", "“\(text.prefix(30))”不是完整的日期，已按未注明日期导入。") }
        for address in document.refusedAttachments {
            remark("bad-attachment", "附件地址“\(address.prefix(60))”不是网址（http、https 或本站路径），没有导入这个附件。")
        }
        for text in document.furniture.prefix(furnitureToShow) { remark("furniture", "去掉了网页边框文字“\(text.prefix(60))”。") }
        furnitureToShow -= min(furnitureToShow, document.furniture.count)
        batch.ignoredDates += document.ignoredDates.count
        batch.refusedAttachments += document.refusedAttachments.count
        if let word = document.unknownValidity { batch.unknownValidities[String(word.prefix(30)), default: 0] += 1 }
    }

    private static func characters(of text: String?) -> Int {
        guard var text else { return 0 }
        // Every byte but the continuation bytes begins a character.
        return text.withUTF8 { $0.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    }
}
