/// A moment: milliseconds since 1970-01-01 00:00 UTC. The clock that gives it is always an argument.
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The start of a day in China (UTC+8 all year since 1991).
    package init(startOf day: Day) { milliseconds = (Int64(day.serial) * 24 - 8) * 3_600_000 }

    /// The civil date in China.
    package var day: Day { Day(serial: Int((localSeconds - secondOfDay) / 86_400)) }

    /// `14:32`, in China's time.
    package var clock: String {
        let minutes = Int(secondOfDay / 60)
        return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    /// `2026-03-20 14:32`, the form that the web-page metadata asks for (PubDate).
    package var text: String { "\(day) \(clock)" }

    /// RFC 3339, with China's offset, for feeds and the API.
    package var rfc3339: String {
        let seconds = Int(secondOfDay % 60)
        return "\(day)T\(clock):\(seconds < 10 ? "0" : "")\(seconds)+08:00"
    }

    /// Rounded down, also before 1970.
    private var localSeconds: Int64 { milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0) + 8 * 3600 }
    private var secondOfDay: Int64 { ((localSeconds % 86_400) + 86_400) % 86_400 }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant {
    /// Reads `2026-03-20 09:00` in China's time; also with `T` and other forms of the day. Without a time of day it is no moment.
    package init?(text: String) {
        guard let day = Day(text: text) else { return nil }
        let parts = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "T") })
        guard parts.count == 2 else { return nil }
        let clock = parts[1].split(separator: UInt8(ascii: ":")).map { Int(Substring($0)) }
        guard clock.count >= 2, let hour = clock[0], let minute = clock[1], (0...23).contains(hour), (0...59).contains(minute) else {
            return nil
        }
        self.init(milliseconds: Instant(startOf: day).milliseconds + Int64(hour * 60 + minute) * 60_000)
    }
}
