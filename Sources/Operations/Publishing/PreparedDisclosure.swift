import Cryptography
package import Domain

/// A record of an export that may be published: checked, its body made structure, its key and fingerprint known. No database is needed
/// for it.
package struct PreparedDisclosure: Sendable {
    package static let longestTitle = 500
    package static let longestBody = 2_000_000

    let sourceKey: String
    let digest: [UInt8]
    let title: String
    let number: String?
    let index: String?
    let issuer: String?
    let made: Day?
    let published: Instant?
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

    /// - Parameter structured: the body as structure when it came as HTML; `nil` to read it as plain text.
    /// - Throws: why it must be set aside.
    package init(_ record: DisclosureRecord, structured: DocumentBody? = nil) throws(SetAsideReason) {
        func clean(_ text: String?) -> String? {
            guard let text else { return nil }
            let trimmed = Folding.trimmed(text)
            return trimmed.isEmpty ? nil : trimmed
        }
        guard let title = clean(record.title) else { throw .noTitle }
        guard title.unicodeScalars.count <= Self.longestTitle else { throw .titleTooLong(limit: Self.longestTitle) }
        let body = record.body ?? ""
        guard body.utf8.count <= Self.longestBody * 3 else { throw .bodyTooLong(limit: Self.longestBody) }
        if let structured {
            storedBody = structured.stored
            furniture = []
        } else {
            let read = PlainTextBody(body)
            storedBody = read.body.stored
            furniture = read.furniture
        }
        if storedBody.isEmpty { throw furniture.isEmpty ? .emptyBody : .onlyFurniture }
        self.title = title.replacing("\n", with: " ").replacing("\t", with: " ")
        let writtenNumber = clean(record.number)
        number = writtenNumber.map { DocumentNumber(text: $0)?.text ?? $0 }
        index = clean(record.index)
        issuer = clean(record.issuer)
        let (madeText, publishedText) = (clean(record.date), clean(record.published))
        made = try Self.day(madeText, field: "date")
        let firstPublished = try Self.instant(publishedText, field: "published")
        published = firstPublished ?? made.map(Instant.init(startOf:))
        ignoredDates = (made == nil ? [madeText] : []).compactMap { $0 } + (firstPublished == nil ? [publishedText] : []).compactMap { $0 }
        url = clean(record.url)
        category = clean(record.category)
        theme = clean(record.theme)
        validity = clean(record.validity).flatMap(Disclosure.Validity.init(rawValue:)) ?? .unstated
        domain = clean(record.domain)
        item = clean(record.item)?.split(separator: "/").map { Folding.trimmed(String($0)) } ?? []
        attachments = record.attachments.map { ($0.name, $0.url) }
        digest = Self.fingerprint([
            title, number ?? "", index ?? "", issuer ?? "", made?.description ?? "", published.map { String($0.milliseconds) } ?? "",
            storedBody,
            url ?? "", category ?? "", theme ?? "", validity.rawValue, domain ?? "", item.joined(separator: "/"),
            attachments.map { "\($0.name)\u{1F}\($0.address)" }.joined(separator: "\u{1F}"),
        ])
        // The exporting system's own key, else the page's address, else the content itself: the same document is never published twice.
        sourceKey = clean(record.id).map { "id:\($0)" } ?? url.map { "url:\($0)" } ?? "content:\(hexadecimal(digest))"
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

    /// - Returns: `nil` for a text that names no day at all.
    /// - Throws: for a year, a month and a day that do not go together, such as 2026-02-30: somebody mistyped it.
    private static func day(_ text: String?, field: String) throws(SetAsideReason) -> Day? {
        guard let text else { return nil }
        if let day = Day(text: text) { return day }
        let numbers = text.utf8.split { $0 < 48 || $0 > 57 }.count
        if numbers >= 3 { throw .badDate(field: field, text: String(text.prefix(30))) }
        return nil
    }

    /// A day, with a time after it or without.
    private static func instant(_ text: String?, field: String) throws(SetAsideReason) -> Instant? {
        guard let text, let day = try day(text, field: field) else { return nil }
        let start = Instant(startOf: day)
        guard let separator = text.firstIndex(where: { $0 == " " || $0 == "T" }) else { return start }
        let parts = text[text.index(after: separator)...].split(separator: ":").map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour), (0...59).contains(minute) else {
            throw .badDate(field: field, text: String(text.prefix(30)))
        }
        return Instant(milliseconds: start.milliseconds + Int64(hour * 60 + minute) * 60_000)
    }
}
