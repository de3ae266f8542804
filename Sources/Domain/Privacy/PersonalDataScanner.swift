/// Finds personal data (个人信息) in text, and masks it.
///
/// One pass over the bytes: each character is looked up in a table, and only digits, letters and a few hundred words are looked at closer. A
/// finding is a judgement with a confidence, never a certainty; codes of bodies, document numbers, amounts, dates and addresses on the web are
/// not findings (RULES §13).
package struct PersonalDataScanner: Sendable {
    package let policy: MaskPolicy
    /// The day on which ages are counted; without one no age is judged.
    package let referenceDay: Day?

    package init(policy: MaskPolicy = .strictest, referenceDay: Day? = nil) {
        self.policy = policy
        self.referenceDay = referenceDay
    }

    /// What stands in a text in UTF-8, in order and without overlaps. Lines with separators under a heading line are read as a table.
    ///
    /// - Parameter limit: so many findings are kept; the rest of the text is then not looked at.
    package func findings(in text: UnsafeBufferPointer<UInt8>, limit: Int = .max) -> [PersonalDataFinding] {
        var pass = ScanPass(text, scanner: self, limit: limit)
        pass.run()
        pass.judgeWords(personNearby: false)
        let lines = TextTables(scanner: self, window: pass.window).findings(headings: pass.headings, limit: limit)
        return Self.ordered(pass.findings + lines)
    }

    package func findings(in text: [UInt8], limit: Int = .max) -> [PersonalDataFinding] {
        text.withUnsafeBufferPointer { findings(in: $0, limit: limit) }
    }

    package func findings(in text: String) -> [PersonalDataFinding] {
        var text = text
        return text.withUTF8 { findings(in: $0) }
    }

    /// What stands in one cell of a table.
    ///
    /// - Parameters:
    ///   - column: what the column's heading says, if it says anything.
    ///   - personNearby: whether the row names a person, so that words of health are about somebody.
    func findings(inCell text: UnsafeBufferPointer<UInt8>, column: ColumnMeaning?, personNearby: Bool) -> [PersonalDataFinding] {
        var pass = ScanPass(text, scanner: self, limit: .max)
        pass.run()
        pass.judgeWords(personNearby: personNearby)
        var found = pass.findings
        if let column, let whole = column.finding(in: pass.window, scanner: self, personNearby: personNearby) { found.append(whole) }
        return Self.ordered(found)
    }

    /// The text with every finding replaced as the policy says, and what was replaced.
    ///
    /// - Parameter least: findings less sure than this stay as they are.
    package func masked(_ text: String, least: PersonalDataFinding.Confidence = .init(0)) -> (text: String, findings: [PersonalDataFinding])
    {
        let found = findings(in: text).filter { $0.confidence >= least }
        return (Self.replacing(found, in: text), found)
    }

    /// - Parameter findings: in order and without overlaps.
    package static func replacing(_ findings: [PersonalDataFinding], in text: String) -> String {
        guard !findings.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var done = 0
        for finding in findings where finding.range.lowerBound >= done && finding.range.upperBound <= bytes.count {
            result += bytes[done..<finding.range.lowerBound]
            result += finding.replacement.utf8
            done = finding.range.upperBound
        }
        result += bytes[done...]
        return String(decoding: result, as: UTF8.self)
    }

    /// An ID number kept as a number: of eighteen digits a spreadsheet keeps fifteen, so that the check digit is lost.
    func roundedIdentity(_ number: String) -> PersonalDataFinding? {
        let digits = Array(number.utf8)
        guard digits.count == 18, digits.allSatisfy(NumberToken.isDigit), digits.suffix(2) == [0x30, 0x30],
            IdentityNumber.hasKnownArea(digits),
            IdentityNumber.birthday(digits) != nil
        else { return nil }
        return digits.withUnsafeBufferPointer {
            finding(.idCard, 0..<18, in: TextWindow(text: $0), 0.75, "是以数字保存的身份证号，末几位已经变成零，但出生日期等仍可识别到个人。")
        }
    }

    func finding(
        _ kind: PersonalDataFinding.Kind, _ range: Range<Int>, in window: TextWindow, _ confidence: Double, _ reason: String
    ) -> PersonalDataFinding {
        let text = window.string(range)
        return PersonalDataFinding(
            kind: kind, range: range, sample: MaskPolicy.sample(of: kind, text), replacement: policy.replacement(for: kind, text),
            confidence: PersonalDataFinding.Confidence(confidence), reason: reason)
    }

    /// In order of place; of those that overlap the surer one stays, and of equals the longer.
    static func ordered(_ findings: [PersonalDataFinding]) -> [PersonalDataFinding] {
        guard findings.count > 1 else { return findings }
        let sorted = findings.sorted { ($0.range.lowerBound, $1.range.count) < ($1.range.lowerBound, $0.range.count) }
        var result: [PersonalDataFinding] = []
        result.reserveCapacity(sorted.count)
        for finding in sorted {
            if let last = result.last, last.range == finding.range, (last.kind == .minor) != (finding.kind == .minor) {
                // A child's number is two things at once.
                result.append(finding)
            } else if let last = result.last, last.range.overlaps(finding.range) {
                if (finding.confidence, finding.range.count) > (last.confidence, last.range.count) { result[result.count - 1] = finding }
            } else {
                result.append(finding)
            }
        }
        return result
    }
}

/// Compares two pairs of unlike parts.
private func > (left: (PersonalDataFinding.Confidence, Int), right: (PersonalDataFinding.Confidence, Int)) -> Bool {
    left.0 == right.0 ? left.1 > right.1 : left.0 > right.0
}
