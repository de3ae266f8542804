package import Domain

/// Due dates for calendar programs (RFC 5545): all-day events without alarms and without personal data.
package struct CalendarFeed: Sendable {
    /// One due date.
    package struct Entry: Sendable {
        package var id: Obligation.ID
        package var version: Int
        package var title: String
        /// Which period it is for; nothing that a clerk has typed.
        package var occasion: String
        package var unit: String
        package var due: Day
        package var isProvisional: Bool

        package init(id: Obligation.ID, version: Int, title: String, occasion: String, unit: String, due: Day, isProvisional: Bool) {
            self.id = id
            self.version = version
            self.title = title
            self.occasion = occasion
            self.unit = unit
            self.due = due
            self.isProvisional = isProvisional
        }
    }

    package var name: String
    /// What makes the identity of an event unique in the world.
    package var host: String
    package var now: Instant
    package var entries: [Entry]

    package init(name: String, host: String, now: Instant, entries: [Entry]) {
        self.name = name
        self.host = host
        self.now = now
        self.entries = entries
    }

    /// In UTF-8, lines ended by CRLF and folded after at most 75 bytes.
    package func render() -> [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingtang//Obligations//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H",
        ]
        for entry in entries {
            let occasion = entry.occasion.isEmpty ? "" : "（\(entry.occasion)）"
            lines += [
                "BEGIN:VEVENT", "UID:obligation-\(entry.id)@\(host)", "DTSTAMP:\(Self.stamp(now))", "SEQUENCE:\(entry.version)",
                "DTSTART;VALUE=DATE:\(Self.date(entry.due))", "DTEND;VALUE=DATE:\(Self.date(entry.due.adding(days: 1)))",
                "SUMMARY:\(Self.escaped("公开到期：\(entry.title)\(occasion)"))",
                "DESCRIPTION:\(Self.escaped(entry.unit + (entry.isProvisional ? "\n到期日为暂定，放假调休安排公布后重新计算。" : "")))",
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        var bytes: [UInt8] = []
        for line in lines { Self.fold(line, into: &bytes) }
        return bytes
    }

    /// 75 bytes a line, never in the middle of a character; what continues begins with a space.
    private static func fold(_ line: String, into bytes: inout [UInt8]) {
        var room = 75
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if width > room {
                bytes += [13, 10, 32]
                room = 74
            }
            bytes += Array(String(Character(scalar)).utf8)
            room -= width
        }
        bytes += [13, 10]
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func date(_ day: Day) -> String { day.description.replacing("-", with: "") }

    /// UTC, as a time stamp must be.
    private static func stamp(_ now: Instant) -> String {
        let utc = Instant(milliseconds: now.milliseconds - 8 * 3_600_000)
        let seconds = now.milliseconds / 1000 % 60
        return "\(date(utc.day))T\(utc.clock.replacing(":", with: ""))\(seconds < 10 ? "0" : "")\(seconds)Z"
    }
}
