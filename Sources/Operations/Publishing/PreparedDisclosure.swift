import Cryptography
package import Domain

/// A record of an export that may be published: checked, its body made structure, its key and fingerprint known. No database is needed
/// for it.
package struct PreparedDisclosure: Sendable {
    package static let longestTitle = 500
    package static let longestBody = 2_000_000
    private static let longestAddress = 4096

    let sourceKey: String
    let digest: [UInt8]
    let title: String
    let number: String?
    let index: String?
    let issuer: String?
    let made: Day?
    /// When the office published it first; `nil` when it has not said.
    let published: Instant?
    /// Where it stands in time: its publication, else the day it was made. For order and years, never shown as 发布日期.
    package let ordered: Instant?
    let storedBody: String
    let url: String?
    let category: String?
    let theme: String?
    let validity: Disclosure.Validity
    let domain: String?
    let item: [String]
    let attachments: [(name: String, address: String)]
    /// Lines of the page around the text that were left out.
    package let furniture: [String]
    /// What stood in place of a day and is none: a year alone, a heading. The document counts as undated.
    package let ignoredDates: [String]
    /// What the office wrote about its validity in a word of its own. The document counts as 未标注.
    package let unknownValidity: String?
    /// Addresses of attachments that no page may link to; they were left out.
    package let refusedAttachments: [String]

    /// - Parameter structured: the body as structure when it came as HTML; `nil` to read it as plain text.
    /// - Throws: why it must be set aside.
    package init(_ record: DisclosureRecord, structured: BodyReading? = nil) throws(SetAsideReason) {
        func clean(_ text: String?) -> String? {
            guard let text else { return nil }
            let line = Self.singleLine(text)
            return line.isEmpty ? nil : line
        }
        guard let title = clean(record.title) else { throw .noTitle }
        guard title.unicodeScalars.count <= Self.longestTitle else { throw .titleTooLong(limit: Self.longestTitle) }
        let body = record.body ?? ""
        guard body.utf8.count <= Self.longestBody * 3 else { throw .bodyTooLong(limit: Self.longestBody) }
        if let structured {
            (storedBody, furniture) = (structured.body.stored, structured.furniture)
        } else {
            let read = PlainTextBody(body)
            (storedBody, furniture) = (read.body.stored, read.furniture)
        }
        if storedBody.isEmpty { throw furniture.isEmpty ? .emptyBody : .onlyFurniture }
        self.title = title
        let writtenNumber = clean(record.number)
        number = writtenNumber.map { DocumentNumber(text: $0)?.text ?? $0 }
        index = clean(record.index)
        issuer = clean(record.issuer)
        let (madeText, publishedText) = (clean(record.date), clean(record.published))
        made = try WrittenMoment(madeText, field: "date")?.day
        published = try WrittenMoment(publishedText, field: "published")?.instant
        ordered = published ?? made.map(Instant.init(startOf:))
        ignoredDates = (made == nil ? [madeText] : []).compactMap { $0 } + (published == nil ? [publishedText] : []).compactMap { $0 }
        url = clean(record.url)
        category = clean(record.category)
        theme = clean(record.theme)
        let writtenValidity = clean(record.validity)
        let readValidity = writtenValidity.flatMap(Disclosure.Validity.init(written:))
        validity = readValidity ?? .unstated
        unknownValidity = readValidity == nil ? writtenValidity : nil
        domain = clean(record.domain)
        item = clean(record.item)?.split(separator: "/").map { Folding.trimmed(String($0)) } ?? []
        let checked = record.attachments.map { (name: Self.singleLine($0.name), address: Folding.trimmed($0.url)) }
        attachments = checked.filter { Self.isLinkable($0.address) }
        refusedAttachments = checked.filter { !Self.isLinkable($0.address) }.map(\.address)
        digest = Self.fingerprint([
            title, number ?? "", index ?? "", issuer ?? "", made?.description ?? "", published.map { String($0.milliseconds) } ?? "",
            storedBody,
            url ?? "", category ?? "", theme ?? "", validity.rawValue, domain ?? "", item.joined(separator: "/"),
            attachments.map { "\($0.name)\u{1F}\($0.address)" }.joined(separator: "\u{1F}"),
        ])
        // The exporting system's own key, else the page's address, else the content itself: the same document is never published twice.
        // Two offices' systems both count from 1, so a key holds for its issuer only.
        let issuerKey = issuer ?? ""
        sourceKey = clean(record.id).map { "id:\(issuerKey)\u{1F}\($0)" } ?? url.map { "url:\($0)" } ?? "content:\(hexadecimal(digest))"
    }

    private static func fingerprint(_ parts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
        for part in parts {
            bytes.append(contentsOf: part.utf8)
            bytes.append(0x1E)
        }
        return Digest.sha256(bytes)
    }

    /// Text of a field that has one line: breaks and other control characters, CRLF among them, are single spaces.
    private static func singleLine(_ text: String) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
        }
        let trimmed = Folding.trimmed(text)
        guard trimmed.unicodeScalars.contains(where: isControl) else { return trimmed }
        return trimmed.unicodeScalars.split(whereSeparator: isControl).map { String($0) }.joined(separator: " ")
    }

    /// Whether a page may link to an address: `http`, `https`, or a place on the site it came from.
    private static func isLinkable(_ address: String) -> Bool {
        guard !address.isEmpty, address.utf8.count <= longestAddress,
            address.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return false }
        guard let mark = address.utf8.firstIndex(where: { ":/?#".utf8.contains($0) }), address.utf8[mark] == UInt8(ascii: ":") else {
            return true
        }
        return ["http", "https"].contains(address[..<mark].lowercased())
    }
}

/// A day as an office writes it, with a time after it or without.
private struct WrittenMoment {
    let instant: Instant
    /// In China.
    var day: Day { instant.day }

    /// - Returns: `nil` for a text that names no day at all.
    /// - Throws: for a year, a month and a day that do not go together, such as 2026-02-30, and for a time that is none: somebody mistyped
    ///   it.
    init?(_ written: String?, field: String) throws(SetAsideReason) {
        guard let written else { return nil }
        let mistake = SetAsideReason.badDate(field: field, text: String(String.UnicodeScalarView(written.unicodeScalars.prefix(30))))
        let text = Folding.fold(written)
        guard let day = Day(text: text) else {
            if text.utf8.split(whereSeparator: { $0 < 48 || $0 > 57 }).count >= 3 { throw mistake }
            return nil
        }
        var rest = Substring(text).utf8
        for _ in 0..<3 { rest = rest.drop { $0 < 48 || $0 > 57 }.drop { (48...57).contains($0) } }
        if let sign = ["日", "号"].first(where: { rest.starts(with: $0.utf8) }) { rest = rest.dropFirst(sign.utf8.count) }
        var time = TimeReader(rest: rest)
        guard let milliseconds = time.read() else { throw mistake }
        instant = Instant(milliseconds: Instant(startOf: day).milliseconds + milliseconds)
    }
}

/// Reads ` 16:30`, `T16:30:00Z`, `t16:30:00.5+09:00` after a day; folded text, so in small letters.
private struct TimeReader {
    var rest: Substring.UTF8View

    /// Milliseconds since the start of the day in China, zero where nothing is written; `nil` when it is no time.
    mutating func read() -> Int64? {
        // What follows without a space or holds no digit is a note (（公布）, 星期五), no time.
        guard let first = rest.first, first == 0x20 || first == UInt8(ascii: "t") || (48...57).contains(first),
            rest.contains(where: { (48...57).contains($0) })
        else { return 0 }
        if first == UInt8(ascii: "t") { rest = rest.dropFirst() }
        rest = rest.drop { $0 == 0x20 }
        guard let hour = number(1...2, most: 23), take(":"), let minute = number(2...2, most: 59) else { return nil }
        var seconds = hour * 3600 + minute * 60
        if take(":") {
            guard let second = number(2...2, most: 59) else { return nil }
            seconds += second
            if take(".") {
                let fraction = rest.prefix { (48...57).contains($0) }
                guard !fraction.isEmpty else { return nil }
                rest = rest.dropFirst(fraction.count)
            }
        }
        rest = rest.drop { $0 == 0x20 }
        if rest.isEmpty { return Int64(seconds) * 1000 }
        guard let offset = offset(), rest.isEmpty else { return nil }
        return Int64(seconds - offset + 8 * 3600) * 1000
    }

    /// Seconds that the written zone is ahead of UTC.
    private mutating func offset() -> Int? {
        if take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(2...2, most: 23) else { return nil }
        _ = take(":")
        guard let minutes = number(2...2, most: 59) else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func number(_ length: ClosedRange<Int>, most: Int) -> Int? {
        let digits = rest.prefix(length.upperBound).prefix { (48...57).contains($0) }
        guard digits.count >= length.lowerBound else { return nil }
        rest = rest.dropFirst(digits.count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value <= most ? value : nil
    }
}
