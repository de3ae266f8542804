/// Something a reader of a file should know: a repair that was made, a gap, or an error, with its place.
package struct Diagnostic: Sendable, Hashable, Codable {
    package enum Severity: String, Sendable, Codable, Comparable {
        /// A repair: a glyph folded, a cell filled from a merge, an alias mapped.
        case info
        /// Something missing or not understood; the rest of the row stands.
        case warning
        /// The content cannot be used as it is.
        case error

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    package let severity: Severity
    /// A stable name in lower-case words joined by hyphens, such as `missing-time-limit`.
    package let code: String
    package let sheet: String?
    /// 1-based, as the office program shows it.
    package let row: Int?
    /// The column's heading, such as 公开时限.
    package let column: String?
    /// One Chinese sentence: what, and how to put it right.
    package let message: String

    package init(severity: Severity, code: String, sheet: String? = nil, row: Int? = nil, column: String? = nil, message: String) {
        self.severity = severity
        self.code = code
        self.sheet = sheet
        self.row = row
        self.column = column
        self.message = message
    }
}
