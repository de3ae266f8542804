import Domain
import Interchange
import Operations

/// Brings one export into a site: reads, writes batch by batch, sets aside, and goes on where an interrupted import stopped.
struct DisclosureImport {
    struct Summary: Sendable {
        var progress = ImportDisclosures.Progress()
        var remarks = ImportDisclosures.Remarks()
        /// Of body text, read in this run.
        var characters = 0
        /// Texts in place of a day that are none.
        var ignoredDates = 0
        /// Words about validity that nobody knows, and how often; at most so many different ones.
        var unknownValidities: [String: Int] = [:]
        static let mostWords = 1000
        /// Addresses of attachments that were left out.
        var refusedAttachments = 0
        /// Lines too long to be copied into the file of what was set aside.
        var notCopied = 0
        /// Lines that an earlier, interrupted run had done.
        var resumedAfter = 0
        /// Where the lines set aside are; `nil` when there are none.
        var setAsidePath: String?
        var reportPath: String?
        /// An older file of that name was moved here.
        var keptPath: String?
    }

    let path: String
    let setAsidePath: String?
    let domain: String?
    let linesPerBatch: Int
    let installation: Installation
    let county: County

    /// - Parameter show: called after every batch with the share of the file that is done, the share with which this run began, and the
    /// summary so far.
    func run(_ show: (_ fraction: Double, _ startFraction: Double, Summary) -> Void) async throws -> Summary {
        let fingerprint = try FileFingerprint(path: path)
        let importer = ImportDisclosures(installation, county: county, fingerprint: fingerprint.text, actor: "mingtang disclosures import")
        let total = Double(max(1, fingerprint.size))
        var summary = Summary()
        var batches = try batches()
        var files = files(heading: batches.headingLine)
        if let unfinished = try await importer.unfinished() {
            if try await passOver(unfinished, in: batches, setAside: &files) {
                summary.progress = unfinished
                summary.resumedAfter = unfinished.lines
            } else {
                // Another version of this program judged the lines otherwise: from the beginning, which changes nothing that is right.
                batches = try self.batches()
                files = self.files(heading: batches.headingLine)
            }
        }

        var startFraction: Double?
        var current = try await batches.next()
        while let batch = current {
            async let upcoming = batches.next()
            try files.add(batch)
            summary.progress.lines += batch.lines
            summary.progress.setAside += batch.setAside.count
            let written = try await importer.run(batch.documents, progress: summary.progress, name: name)
            summary.progress = written.progress
            summary.remarks.add(written.remarks)
            summary.add(batch)
            let fraction = min(1, Double(batch.bytesConsumed) / total)
            show(fraction, startFraction ?? 0, summary)
            if startFraction == nil { startFraction = summary.resumedAfter > 0 ? fraction : 0 }
            current = try await upcoming
        }
        summary.keptPath = try files.finish()
        summary.progress.isFinished = true
        _ = try await importer.run([], progress: summary.progress, name: name)
        if files.hasLines { summary.setAsidePath = files.path }
        summary.notCopied = files.notCopied
        if files.hasReport { summary.reportPath = files.reportPath }
        return summary
    }

    /// Passes over what an interrupted import has done. Its lines are judged again and not written again, so that the file of what was set
    /// aside is whole whatever became of the first one.
    /// - Returns: whether the same lines are set aside as before.
    private func passOver(_ done: ImportDisclosures.Progress, in batches: DisclosureBatches, setAside files: inout SetAsideFiles)
        async throws -> Bool
    {
        var (lines, setAside) = (0, 0)
        while lines < done.lines, let batch = try await batches.next(most: done.lines - lines) {
            try files.add(batch)
            lines += batch.lines
            setAside += batch.setAside.count
        }
        return lines == done.lines && setAside == done.setAside
    }

    private func batches() throws -> DisclosureBatches {
        try DisclosureBatches(path: path, limits: DisclosureBatches.Limits(lines: linesPerBatch), domain: domain)
    }

    private func files(heading: [UInt8]?) -> SetAsideFiles {
        SetAsideFiles(path: setAsidePath ?? "\(name).set-aside.\(heading == nil ? "jsonl" : "csv")", heading: heading)
    }

    private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension DisclosureImport.Summary {
    mutating func add(_ batch: DisclosureBatches.Batch) {
        characters += batch.characters
        ignoredDates += batch.ignoredDates
        refusedAttachments += batch.refusedAttachments
        for (word, count) in batch.unknownValidities where unknownValidities[word] != nil || unknownValidities.count < Self.mostWords {
            unknownValidities[word, default: 0] += count
        }
    }
}

extension ImportDisclosures.Remarks {
    mutating func add(_ other: Self) {
        newUnits += other.newUnits
        unknownDomains.merge(other.unknownDomains, uniquingKeysWith: +)
        unknownItems.merge(other.unknownItems, uniquingKeysWith: +)
        withoutIssuer += other.withoutIssuer
        withoutDate += other.withoutDate
        furnitureLines += other.furnitureLines
    }
}
