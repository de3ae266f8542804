/// A plain-text mail (RFC 5322), in UTF-8.
package struct MailMessage: Sendable, Hashable {
    package let from: MailAddress
    package let to: MailAddress
    package let subject: String
    package let body: String
    /// Tells this mail from every other of the sender: ASCII letters, digits, dots and hyphens.
    package let identity: String
    /// When it was written, in milliseconds since 1970 UTC.
    package let milliseconds: Int64
    /// Where one POST ends the subscription (RFC 8058): an `https` address in printable ASCII; `nil` for mail that is no subscription.
    package let unsubscribe: String?

    package init(
        from: MailAddress, to: MailAddress, subject: String, body: String, identity: String, milliseconds: Int64, unsubscribe: String? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.body = body
        self.identity = identity
        self.milliseconds = milliseconds
        self.unsubscribe = unsubscribe.flatMap { text in
            // Anything else could begin another header.
            text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>,".utf8.contains($0) } ? text : nil
        }
    }

    /// As it goes over the wire, lines ended by CRLF and none longer than 78 bytes but for a long address.
    package var bytes: [UInt8] {
        var lines = [
            "Date: \(MailDate(milliseconds: milliseconds).text)", "From: \(field(from))", "To: \(field(to))",
            "Message-ID: <\(identity)@\(from.domain)>",
        ]
        lines.append("Subject: " + EncodedWords.text(subject, firstLineTaken: 9))
        if let unsubscribe {
            lines += ["List-Unsubscribe: <\(unsubscribe)>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        }
        lines += [
            // Nobody's absence notice should answer a reminder (RFC 3834).
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "",
        ]
        var unified = ""
        var previous: Unicode.Scalar?
        for scalar in body.unicodeScalars {
            switch scalar {
            case "\r": unified.unicodeScalars.append(contentsOf: "\r\n".unicodeScalars)
            case "\n": if previous != "\r" { unified.unicodeScalars.append(contentsOf: "\r\n".unicodeScalars) }
            default: unified.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        let encoded = Base64.text(Array(unified.utf8))
        var rest = encoded.utf8[...]
        while !rest.isEmpty {
            lines.append(String(Substring(rest.prefix(76))))
            rest = rest.dropFirst(76)
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func field(_ address: MailAddress) -> String {
        address.name.isEmpty ? address.address : "\(EncodedWords.text(address.name, firstLineTaken: 6))\r\n <\(address.address)>"
    }
}

/// Text in a header (RFC 2047): plain where it is plain ASCII, otherwise UTF-8 in base64, no word longer than 75 bytes.
enum EncodedWords {
    static func text(_ text: String, firstLineTaken: Int) -> String {
        let isPlain =
            text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && text.utf8.count + firstLineTaken <= 76
            && !text.contains("=?") && !text.utf8.contains { "\"<>,;:@()[]\\".utf8.contains($0) }
        if isPlain { return text }
        var words: [String] = []
        var bytes: [UInt8] = []
        // 45 bytes are 60 of base64, with `=?UTF-8?B??=` 72; the first line has the field's name before it.
        var room = 45 - (firstLineTaken + 3) / 4 * 3
        for scalar in text.unicodeScalars {
            // A line end in a subject would begin another header.
            let part = Array(String(scalar.value < 0x20 || scalar.value == 0x7F ? " " : Character(scalar)).utf8)
            if bytes.count + part.count > room {
                words.append(word(bytes))
                bytes = []
                room = 45
            }
            bytes += part
        }
        if !bytes.isEmpty { words.append(word(bytes)) }
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Base64.text(bytes))?=" }
}

enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let part = bytes[index..<min(index + 3, bytes.count)]
            let value = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                result.append(place <= part.count ? digits[value >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// A date in a header: `Fri, 20 Mar 2026 10:00:00 +0800`, in China's time.
struct MailDate {
    let milliseconds: Int64

    var text: String {
        let seconds = milliseconds / 1000 + 8 * 3600
        let (days, rest) = (Int(seconds / 86_400), Int(seconds % 86_400))
        let (year, month, day) = Self.date(days)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(weekdays[days % 7]), \(day) \(months[month - 1]) \(year) \(clock) +0800"
    }

    /// The civil date so many days after 1970-01-01.
    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * dayOfYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1)
    }
}
