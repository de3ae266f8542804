/// Everything that is public, as files, on one day (整库下载): what its manifest says.
package struct DataDump: Sendable, Hashable, Codable {
    package static let format = "mingtang-dump/1"

    /// A file of the dump.
    package struct File: Sendable, Hashable, Codable {
        package let name: String
        package let bytes: Int
        /// Small hexadecimal digits.
        package let sha256: String
        package let sm3: String
        /// Of a data set; `nil` for other files.
        package let rows: Int?

        package init(name: String, bytes: Int, sha256: String, sm3: String, rows: Int?) {
            self.name = name
            self.bytes = bytes
            self.sha256 = sha256
            self.sm3 = sm3
            self.rows = rows
        }
    }

    package let format: String
    package let site: String
    /// `2026-03-20`
    package let day: String
    /// When the first row was read, in milliseconds since 1970 UTC.
    package let begun: Int64
    /// How long the log was then: from here on the change feed goes on.
    package let sequence: Int64
    package let files: [File]

    package init(site: String, day: String, begun: Int64, sequence: Int64, files: [File]) {
        format = Self.format
        self.site = site
        self.day = day
        self.begun = begun
        self.sequence = sequence
        self.files = files
    }

    package var sizeInBytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// A document that is taken down may stand in dumps that were begun so long after: reading may have begun before the act was on the disk.
    package static let marginInMilliseconds: Int64 = 600_000

    /// Whether nothing that stands in it was taken down since.
    ///
    /// - Parameter withdrawn: when a document was taken down last; `nil` when none ever was.
    package func isWhole(withdrawn: Instant?) -> Bool { withdrawn.map { $0.milliseconds < begun - Self.marginInMilliseconds } ?? true }

    /// Whether a dump of today is to be made now: after three in the morning, and not while documents are being taken down.
    package static func isDue(newest: Day?, withdrawn: Instant?, now: Instant) -> Bool {
        guard newest.map({ $0 < now.day }) ?? true, now >= Instant(milliseconds: Instant(startOf: now.day).milliseconds + 3 * 3_600_000)
        else { return false }
        return withdrawn.map { $0.milliseconds < now.milliseconds - marginInMilliseconds } ?? true
    }
}
