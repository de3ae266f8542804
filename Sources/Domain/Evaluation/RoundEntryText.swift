extension Submission.Entry {
    /// As people type it, after the leaf's kind: a score; how often each penalty occurred, separated by commas; 是 or 否 for a veto; or
    /// 不适用 with a reason after a colon. `nil` for anything else.
    package init?(text: String, for leaf: Indicator) {
        let folded = Folding.fold(Folding.trimmed(text))
        if folded.hasPrefix("不适用") {
            let reason = Folding.trimmed(
                String(
                    String.UnicodeScalarView(Folding.trimmed(text).unicodeScalars.dropFirst(3).drop { "：: ".unicodeScalars.contains($0) })))
            self = .notApplicable(reason)
            return
        }
        switch leaf.kind {
        case .scored:
            guard let score = ExactNumber(text: folded) else { return nil }
            self = .score(score)
        case .deduction:
            let parts = folded.split(omittingEmptySubsequences: false) { ",、;，；".contains($0) }.map { Folding.trimmed(String($0)) }
            var times: [Int] = []
            for part in parts {
                guard let count = part.isEmpty ? 0 : Int(part), count >= 0 else { return nil }
                times.append(count)
            }
            self = .times(times)
        case .veto:
            switch folded {
            case "是", "有", "yes": self = .veto(true)
            case "否", "无", "no": self = .veto(false)
            default: return nil
            }
        case .additive, .weighted: return nil
        }
    }

    /// The same text back.
    package var text: String {
        switch self {
        case .score(let score): score.description
        case .times(let times): times.map(String.init).joined(separator: ",")
        case .veto(let isGiven): isGiven ? "是" : "否"
        case .notApplicable(let reason): "不适用：\(reason)"
        }
    }
}

extension EvaluationRound {
    /// The sheets that somebody may read now: their own always, everybody's after the close, and those about one's own unit when
    /// the result is announced. Nobody reads another assessor's before the close.
    package func readable(_ sheets: [ScoreSheet], by staff: Staff) -> [ScoreSheet] {
        let seesAll = state.allows(.readSheets, to: roles(of: staff))
        return sheets.filter { sheet in
            if seesAll || sheetHolder(sheet.assessor, of: sheet.unit, by: staff) == sheet.holder { return true }
            return staff.holds(.editor, for: sheet.unit) && units.contains(sheet.unit) && state.allowed(to: .unit).contains(.readResult)
        }
    }

    /// Whether they may see what came of it for that unit.
    package func showsResult(of unit: OrganisationUnit.ID, to staff: Staff) -> Bool {
        units.contains(unit) && state.allows(.readResult, to: roles(of: staff, for: unit))
    }
}
