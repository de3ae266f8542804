package import Domain
import FoundationEssentials

/// A scheme as it was found in a file. It is whatever the file says: whether it adds up, `scheme.faults` tells.
package struct SchemeReading: Sendable {
    package let scheme: Scheme
    /// What the file leaves open, in sentences for the person who imports it.
    package let notes: [String]
}

/// An indicator scheme out of a workbook, a Word document, a web page, the text of a web page whose tables have come apart, or the program's own JSON.
package enum SchemeFile {
    package static func read(path: String) throws(UnreadableFile) -> SchemeReading { try read(try FileBytes.read(path)) }

    /// - Throws: `UnreadableFile` with the place, when it is none of these or its table cannot be understood.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> SchemeReading {
        if bytes.first(where: { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }) == UInt8(ascii: "{") {
            return SchemeReading(scheme: try EvaluationJSON.read(Scheme.self, bytes), notes: [])
        }
        let file = try TableFile.read(bytes)
        let text: String
        switch file.kind {
        case .workbook, .oldWorkbook: text = words(of: file.sheets)
        case .wordDocument, .webPage: text = DocumentBody.plainText(stored: try ImportedBody.read(bytes).body.stored)
        case .text: text = String(decoding: bytes.withUnsafeBytes { TextDecoding.utf8($0) } ?? [], as: UTF8.self)
        }
        let visible = file.sheets.filter { !$0.isHidden }
        if let grid = GridScheme(visible) { return try reading(try grid.read(), text: text) }
        guard let flat = FlatScheme(text) else {
            throw UnreadableFile("没有找到指标表：表头应有“一级指标”“二级指标”“三级指标”“分值”这样的栏目。")
        }
        return try reading(try flat.read(), text: text)
    }

    /// A line for each row.
    private static func words(of sheets: [SourceSheet]) -> String {
        sheets.flatMap(\.lines).map { line in
            line.cells.filter { !$0.isFromMerge && !$0.text.isEmpty }.map(\.text).joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func reading(_ found: FoundScheme, text: String) throws(UnreadableFile) -> SchemeReading {
        var notes: [String] = []
        let indicators = try found.builder.indicators()
        let sum = indicators.filter(\.isPart).reduce(ExactNumber.nought) { $0.adding($1.points) ?? $0 }
        let isWeighted = indicators.contains { $0.share != nil }
        var assessors = found.assessors
        if assessors.isEmpty {
            assessors = [Scheme.Assessor(code: "inspection", name: "评估", kind: .inspection, weight: ExactNumber(whole: 100) ?? .nought)]
            notes.append("文件没有写明评估主体和权重，暂定一个主体、权重 100%，请核对。")
        }
        let grading = SchemeText.openQuota(in: text)
        if grading != nil { notes.append("文件写明按一定比例给予等次，没有写明比例，请填写各等次的比例。") }
        let source = SchemeText.documentNumber(in: text)
        let points = found.total ?? (isWeighted ? ExactNumber(whole: 100) ?? .nought : sum)
        let scheme = Scheme(
            title: found.title.isEmpty ? "指标体系" : found.title, source: source?.text ?? "", year: source?.year, points: points,
            isWeighted: isWeighted,
            indicators: indicators, assessors: assessors, grading: grading)
        return SchemeReading(scheme: scheme, notes: notes)
    }
}

/// What a table or a text was understood as.
struct FoundScheme {
    var title = ""
    /// The total that the file writes itself; `nil` when it does not.
    var total: ExactNumber?
    var builder = SchemeBuilder()
    var assessors: [Scheme.Assessor] = []

    mutating func addAssessor(name: String, responsible: String, weight: ExactNumber) {
        let kind = SchemeText.assessorKind(name + responsible)
        let same = assessors.count { $0.kind == kind }
        assessors.append(
            Scheme.Assessor(
                code: same == 0 ? kind.rawValue : "\(kind.rawValue)\(same + 1)", name: name, kind: kind, responsible: responsible,
                weight: weight))
    }
}
