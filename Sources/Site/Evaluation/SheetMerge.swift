import Domain
import Pages
import Registers

/// Two people of one unit on the same sheet: what the slower one typed, with what the faster one saved where the slower one left it empty.
/// Where both wrote something else, the slower one's stays in the field and the other's is said beside it.
struct SheetMerge {
    /// For the form that comes back.
    private(set) var fields: [String: String]
    private(set) var problems: FieldProblems = []

    init(_ form: FormFields, with sheet: ScoreSheet, scheme: Scheme) {
        fields = Dictionary(form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let stored = Dictionary(sheet.answers.map { ($0.leaf, $0) }, uniquingKeysWith: { $1 })
        for (place, leaf) in scheme.leaves.enumerated() {
            guard let answer = stored[leaf.code] else { continue }
            mergeEntry(answer, leaf, place, sheet)
            mergeComment(answer, place, sheet)
            let own = lines("evidence-\(place)")
            fields["evidence-\(place)"] = (own + answer.evidence.filter { !own.contains($0) }).joined(separator: "\n")
        }
        fields["version"] = String(sheet.version)
        let remark = problems.isEmpty ? "两边填的已经合在一起，请核对后再保存。" : "两边不同的地方在下面指出，请核对后再保存。"
        problems.insert(("leaf-0", "评分表刚才由\(sheet.signature)保存过。您填的都在，\(remark)"), at: 0)
    }

    private func lines(_ field: String) -> [String] {
        (fields[field] ?? "").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private mutating func mergeEntry(_ answer: Submission.Answer, _ leaf: Indicator, _ place: Int, _ sheet: ScoreSheet) {
        let theirs = Self.fields(of: answer.entry, leaf, place)
        let names = Self.names(leaf, place)
        let own = names.filter { !Folding.trimmed(fields[$0] ?? "").isEmpty }
        if own.isEmpty {
            fields.merge(theirs) { $1 }
        } else if names.contains(where: { Folding.fold(Folding.trimmed(fields[$0] ?? "")) != theirs[$0] ?? "" }) {
            problems.append((own[0], "\(leaf.code)：\(sheet.signature)保存的是“\(answer.entry.text.shortened(40))”，这里是您填的。"))
        }
    }

    private mutating func mergeComment(_ answer: Submission.Answer, _ place: Int, _ sheet: ScoreSheet) {
        let field = "comment-\(place)"
        guard !answer.comment.isEmpty else { return }
        if lines(field).isEmpty {
            fields[field] = answer.comment
        } else if lines(field) != answer.comment.split(whereSeparator: \.isNewline).map({ Folding.trimmed(String($0)) }) {
            problems.append((field, "\(answer.leaf)：\(sheet.signature)保存的评语是“\(answer.comment)”，这里是您填的。"))
        }
    }

    /// The fields of a leaf's entry.
    private static func names(_ leaf: Indicator, _ place: Int) -> [String] {
        let own: [String] =
            switch leaf.kind {
            case .scored: ["score-\(place)"]
            case .deduction(let deduction, _): deduction.penalties.indices.map { "times-\(place)-\($0)" }
            case .veto: ["veto-\(place)"]
            case .additive, .weighted: []
            }
        return own + ["na-\(place)"]
    }

    private static func fields(of entry: Submission.Entry, _ leaf: Indicator, _ place: Int) -> [String: String] {
        switch entry {
        case .score(let score): ["score-\(place)": score.description]
        case .times(let times):
            Dictionary(times.enumerated().map { ("times-\(place)-\($0)", String($1)) }, uniquingKeysWith: { $1 })
        case .veto(let isGiven): ["veto-\(place)": isGiven ? "是" : "否"]
        case .notApplicable(let reason): ["na-\(place)": reason]
        }
    }
}
