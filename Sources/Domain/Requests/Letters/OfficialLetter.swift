/// A letter as it goes out (公文): what stands on the paper, in the parts that GB/T 9704 knows.
package struct OfficialLetter: Sendable, Hashable, Codable {
    /// Under whose red head it goes out, and who signs.
    package var issuer: String
    package var number: String
    package var title: String
    /// Without the colon; empty for none.
    package var recipient: String
    package var paragraphs: [Paragraph]
    /// Names of what is enclosed.
    package var attachments: [String]
    package var date: Day
    /// Whether a seal goes over signature and date, which decides where they stand.
    package var isSealed: Bool

    package init(
        issuer: String, number: String = "", title: String, recipient: String = "", paragraphs: [Paragraph], attachments: [String] = [],
        date: Day, isSealed: Bool = true
    ) {
        self.issuer = issuer
        self.number = number
        self.title = title
        self.recipient = recipient
        self.paragraphs = paragraphs
        self.attachments = attachments
        self.date = date
        self.isSealed = isSealed
    }

    /// A paragraph and how it is set.
    package struct Paragraph: Sendable, Hashable, Codable {
        package var text: String
        package var style: Style

        /// A heading is known by its number and by being short: `一、` or `（一）`.
        package init(_ text: String) {
            self.text = text
            style = Self.style(of: text)
        }

        /// 仿宋, 黑体 and 楷体 (GB/T 9704, 7.3.3).
        package enum Style: String, Sendable, CaseIterable, Codable, Hashable { case body, heading, subheading }

        private static func style(of text: String) -> Style {
            let scalars = text.unicodeScalars
            guard scalars.count <= 40, scalars.last != "。", scalars.last != "；", scalars.last != "：" else { return .body }
            let digits = "一二三四五六七八九十".unicodeScalars
            let isBracketed = scalars.first == "（"
            let rest = isBracketed ? scalars.dropFirst() : scalars[...]
            let number = rest.prefix { digits.contains($0) }
            guard (1...3).contains(number.count) else { return .body }
            let next = rest.dropFirst(number.count).first
            if isBracketed { return next == "）" ? .subheading : .body }
            return next == "、" ? .heading : .body
        }
    }
}

/// What a template is filled with.
package struct LetterValues: Sendable, Hashable {
    /// The office under whose head the letter goes out.
    package var issuer: String
    package var number: LetterNumber?
    package var date: Day
    /// 机关名称, 文书号 and 落款日期 come from the above.
    package var texts: [LetterPlaceholder: String]
    package var attachments: [String]
    package var isSealed: Bool

    package init(
        issuer: String, number: LetterNumber? = nil, date: Day, texts: [LetterPlaceholder: String], attachments: [String] = [],
        isSealed: Bool = true
    ) {
        self.issuer = issuer
        self.number = number
        self.date = date
        self.texts = texts
        self.attachments = attachments
        self.isSealed = isSealed
    }

    subscript(placeholder: LetterPlaceholder) -> String {
        switch placeholder {
        case .office: issuer
        case .date: date.chineseDate
        case .letterNumber: number?.text ?? ""
        default: Folding.trimmed(texts[placeholder] ?? "")
        }
    }
}

extension LetterTemplate {
    /// Why a letter cannot be made of a template.
    package enum FillingFault: Error, Sendable, Hashable {
        /// The template itself is not right.
        case badTemplate([Fault])
        /// Every value that is not there.
        case missing([LetterPlaceholder])
        case tooLong(limit: Int)

        package var sentence: String {
            switch self {
            case .badTemplate(let faults): "文书模板有错，请先改正：\(faults.map(\.sentence).joined())"
            case .missing(let placeholders): "还缺以下内容，请补充后再生成文书：\(placeholders.map(\.rawValue).joined(separator: "、"))。"
            case .tooLong(let limit): "文书超过 \(limit) 字，请缩短内容，或者把它作为附件。"
            }
        }
    }

    /// Of a whole letter, in scalars.
    package static let longestLetter = 100_000

    /// The letter with its values. A line with an optional value that is empty is left out; a value of several lines becomes several
    /// paragraphs.
    package func filled(with values: LetterValues) throws(FillingFault) -> OfficialLetter {
        let faults = faults
        guard faults.isEmpty else { throw .badTemplate(faults) }
        var missing: Set<LetterPlaceholder> = []
        var paragraphs: [OfficialLetter.Paragraph] = []
        for line in Self.lines(of: body) {
            guard let text = fill(line, values, &missing) else { continue }
            for part in Self.lines(of: text).map(Folding.trimmed) where !part.isEmpty { paragraphs.append(.init(part)) }
        }
        let filledTitle = fill(title, values, &missing) ?? ""
        let filledRecipient = fill(recipient, values, &missing) ?? ""
        guard missing.isEmpty else { throw .missing(LetterPlaceholder.allCases.filter(missing.contains)) }
        let length = paragraphs.reduce(0) { $0 + $1.text.unicodeScalars.count }
        guard length <= Self.longestLetter else { throw .tooLong(limit: Self.longestLetter) }
        return OfficialLetter(
            issuer: values.issuer, number: values.number?.text ?? "", title: Self.oneLine(filledTitle),
            recipient: Self.oneLine(filledRecipient), paragraphs: paragraphs, attachments: values.attachments, date: values.date,
            isSealed: values.isSealed)
    }

    /// - Returns: `nil` for a line that is left out.
    private func fill(_ line: String, _ values: LetterValues, _ missing: inout Set<LetterPlaceholder>) -> String? {
        var text = ""
        var isLeftOut = false
        for piece in pieces(of: line) {
            switch piece {
            case .text(let plain): text += plain
            case .placeholder(let placeholder):
                let value = values[placeholder]
                if value.isEmpty {
                    if kind.optional.contains(placeholder) { isLeftOut = true } else { missing.insert(placeholder) }
                }
                text += value
            }
        }
        return isLeftOut ? nil : text
    }

    private static func oneLine(_ text: String) -> String { lines(of: text).map(Folding.trimmed).joined(separator: " ") }
}
