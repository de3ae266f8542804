package import Domain

/// Finds personal data in a file of any kind that offices publish, told by its content and not by its name.
package enum PrivacyScan {
    /// A text may be this big, in bytes; other files are held to the limits of reading them.
    package static let largestText = 1 << 30

    /// What stands in the file; at most `limit` findings.
    ///
    /// - Throws: `UnreadableFile` for what cannot be looked into. Such a file must not count as clean.
    package static func findings(
        _ bytes: [UInt8], scanner: PersonalDataScanner = PersonalDataScanner(), limit: Int = 10_000
    ) throws(UnreadableFile) -> [FileFinding] {
        var list = FindingList(limit: limit)
        try scan(bytes, scanner: scanner, into: &list, depth: 0)
        return list.findings
    }

    /// Reads and scans a file on disk.
    package static func findings(
        path: String, scanner: PersonalDataScanner = PersonalDataScanner(), limit: Int = 10_000
    ) throws(UnreadableFile) -> [FileFinding] {
        try findings(try FileBytes.read(path, limit: largestText), scanner: scanner, limit: limit)
    }

    /// Scans a file where it lies, without a copy of it. For commands only: a file that somebody cuts short meanwhile ends the program.
    package static func findings(
        mapped path: String, scanner: PersonalDataScanner = PersonalDataScanner(), limit: Int = 10_000
    ) throws(UnreadableFile) -> [FileFinding] {
        let file = try MappedFile(path, limit: largestText)
        defer { withExtendedLifetime(file) {} }
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        // Only big texts are worth it: what is decoded or unpacked is copied anyway.
        guard PlainText.needsNoDecoding(bytes) else { return try findings(Array(bytes), scanner: scanner, limit: limit) }
        var list = FindingList(limit: limit)
        list.add(places: scanner.findings(in: bytes, limit: limit), in: bytes, before: "")
        return list.findings
    }

    private static func scan(
        _ bytes: [UInt8], scanner: PersonalDataScanner, into list: inout FindingList, depth: Int
    ) throws(UnreadableFile) {
        let kind = try FileKind(bytes)
        if kind != .text && bytes.count > ReadingLimits.fileSize {
            throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB")
        }
        switch kind {
        case .text: try scanText(bytes, scanner: scanner, into: &list)
        case .picture:
            for finding in PictureScan(scanner: scanner).findings(in: bytes) { list.add(finding) }
        case .pdf:
            var found = list
            try bytes.withRawBytes { buffer throws(UnreadableFile) in try PDFScan(scanner: scanner).scan(buffer, into: &found) }
            list = found
        case .package:
            var scan = PackageScan(scanner: scanner, list: list)
            try bytes.withRawBytes { buffer throws(UnreadableFile) in try scan.scan(try ZipArchive(buffer)) }
            list = scan.list
        case .convertible(let name, let suffix, let target):
            let converted = try bytes.withRawBytes { buffer throws(UnreadableFile) in
                try LibreOffice.convert(buffer, kind: name, suffix: suffix, to: target)
            }
            try scan(converted, scanner: scanner, into: &list, depth: depth + 1)
        case .archive:
            if depth > 0 { throw UnreadableFile("压缩包里还有压缩包，请解压后逐个检查。") }
            try scanArchive(bytes, scanner: scanner, into: &list)
        }
    }

    /// The files of an archive, one level deep.
    private static func scanArchive(_ bytes: [UInt8], scanner: PersonalDataScanner, into list: inout FindingList) throws(UnreadableFile) {
        var found = list
        try bytes.withRawBytes { buffer throws(UnreadableFile) in
            let archive = try ZipArchive(buffer)
            if archive.isEncrypted { throw .encrypted }
            for name in archive.names {
                guard let inner = try archive.contents(of: name), !inner.isEmpty else { continue }
                var own = FindingList(limit: list.limit)
                do throws(UnreadableFile) { try scan(inner, scanner: scanner, into: &own, depth: 1) } catch {
                    throw UnreadableFile("压缩包内的“\(name)”：\(error.reason)")
                }
                for finding in own.findings {
                    let place = "压缩包内的“\(name)”：\(finding.place)"
                    found.add(
                        FileFinding(
                            kind: finding.kind, place: place, sample: finding.sample, confidence: finding.confidence, reason: finding.reason
                        ))
                }
            }
        }
        list = found
    }

    private static func scanText(_ bytes: [UInt8], scanner: PersonalDataScanner, into list: inout FindingList) throws(UnreadableFile) {
        let text = try PlainText(bytes)
        guard !text.isWebPage else {
            let page = try WebPageText(text.utf8)
            list.add(places: scanner.findings(in: page.shown, limit: list.limit), in: page.shown, before: "网页正文")
            list.add(scanner.findings(in: page.hidden, limit: list.limit), place: "网页源代码中看不见的部分")
            return
        }
        list.add(places: scanner.findings(in: text.utf8, limit: list.limit), in: text.utf8, before: "")
    }
}

extension FindingList {
    /// Findings of one long text, with the numbers of their lines.
    ///
    /// - Parameter findings: in order.
    mutating func add(places findings: [PersonalDataFinding], in text: UnsafeBufferPointer<UInt8>, before: String) {
        var line = 1
        var done = 0
        for finding in findings {
            // A sum without a branch, which the compiler takes over many bytes at once.
            if finding.range.lowerBound > done {
                for byte in UnsafeBufferPointer(rebasing: text[done..<finding.range.lowerBound]) { line &+= byte == 0x0A ? 1 : 0 }
                done = finding.range.lowerBound
            }
            add(FileFinding(finding, place: "\(before)第 \(line) 行"))
        }
    }

    mutating func add(places findings: [PersonalDataFinding], in text: [UInt8], before: String) {
        text.withUnsafeBufferPointer { add(places: findings, in: $0, before: before) }
    }
}
