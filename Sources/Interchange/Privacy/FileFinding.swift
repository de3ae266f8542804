package import Domain

/// Personal data found in a file, with its place in the words of the program that shows the file.
package struct FileFinding: Sendable, Hashable {
    package let kind: PersonalDataFinding.Kind
    /// Such as “工作表“名单”（隐藏）C5 单元格” or “第 3 段”.
    package let place: String
    /// Masked.
    package let sample: String
    package let confidence: PersonalDataFinding.Confidence
    package let reason: String

    package init(_ finding: PersonalDataFinding, place: String) {
        kind = finding.kind
        self.place = place
        sample = finding.sample
        confidence = finding.confidence
        reason = finding.reason
    }

    package init(
        kind: PersonalDataFinding.Kind, place: String, sample: String, confidence: PersonalDataFinding.Confidence, reason: String
    ) {
        self.kind = kind
        self.place = place
        self.sample = sample
        self.confidence = confidence
        self.reason = reason
    }

    package var remedy: String { kind.remedy }
}

/// Gathers the findings of one file, up to a limit; the same value found twice at one place counts once.
struct FindingList {
    private(set) var findings: [FileFinding] = []
    private var seen: Set<FileFinding> = []
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { findings.count >= limit }

    mutating func add(_ finding: FileFinding) {
        guard !isFull, seen.insert(finding).inserted else { return }
        findings.append(finding)
    }

    mutating func add(_ found: [PersonalDataFinding], place: String) {
        for finding in found { add(FileFinding(finding, place: place)) }
    }
}
