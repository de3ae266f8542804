/// A published document as evidence (公开文件佐证): which, and when it was read. What it said then counts, whatever it says now.
package struct CitedDocument: Sendable, Hashable {
    package let document: Disclosure.ID
    /// To the minute.
    package let seen: Instant
    package let title: String

    package init(document: Disclosure.ID, seen: Instant, title: String) {
        self.document = document
        self.seen = seen
        self.title = title
    }

    private static let mark = "公开文件 "

    /// One line of evidence: `公开文件 123（2026-03-20 14:32）《标题》`.
    package var text: String { "\(Self.mark)\(document)（\(seen.text)）《\(title)》" }

    /// `nil` for any other line.
    package init?(text: String) {
        guard text.hasPrefix(Self.mark) else { return nil }
        let rest = text.dropFirst(Self.mark.count)
        guard let open = rest.firstIndex(of: "（"), let close = rest[open...].firstIndex(of: "）"),
            let document = Disclosure.ID(text: String(rest[..<open])),
            let seen = Instant(text: String(rest[rest.index(after: open)..<close]))
        else { return nil }
        let title = rest[rest.index(after: close)...]
        guard title.hasPrefix("《"), title.hasSuffix("》"), title.count > 2 else { return nil }
        self.init(document: document, seen: seen, title: String(title.dropFirst().dropLast()))
    }

    /// Which earlier wording the public read then, counted from 1; `nil` when it still reads the same one.
    ///
    /// - Parameter replaced: when each wording was replaced, the oldest first.
    package func wording(replaced: [Instant]) -> Int? {
        let minuteEnd = Instant(milliseconds: seen.milliseconds + 60_000)
        return replaced.firstIndex { $0 >= minuteEnd }.map { $0 + 1 }
    }
}
