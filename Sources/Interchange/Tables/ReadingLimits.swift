/// How much of a file is read before it is refused. Set so that the largest honest catalogue (26 fields of work, some thousand rows) passes
/// with room to spare, and a hostile file costs less than 2 seconds and 256 MiB.
enum ReadingLimits {
    /// Of the file itself, in bytes.
    static let fileSize = 32 << 20
    /// Entries of a zip archive; a workbook of 255 sheets has about 600.
    static let zipEntries = 4_096
    /// Of all entries that are read, together, in bytes after decompression.
    static let expandedSize = 160 << 20
    /// Expanded bytes per byte of file. Deflate reaches 1032; repetitive sheets of real offices stay below 60.
    static let expansionRatio = 150
    /// Expanded bytes that are always allowed, so that tiny files with tiny parts are not measured by ratio.
    static let expansionAllowance = 2 << 20
    /// Open elements in XML; Word nests about 40.
    static let xmlDepth = 256
    /// Open elements in HTML, where unclosed inline tags pile up in real pages.
    static let htmlDepth = 1_024
    /// Tables inside tables.
    static let tableDepth = 16
    static let sheets = 255
    static let tables = 2_000
    /// Cells of all sheets, copies made by expanding merges included.
    static let cells = 500_000
    /// Columns of one sheet.
    static let columns = 1_000
    /// The last line of a sheet that may hold anything.
    static let lines = 200_000
    /// Merged regions of one sheet.
    static let merges = 50_000
    /// Cells under one merged region. A whole column (1,048,576) is clipped to the used rows; more than two columns of that is nonsense.
    static let mergedArea = 2_200_000
    /// Of one cell's text, in bytes; Excel stops at 32,767 characters.
    static let cellText = 256 << 10
    /// Of all text together, in bytes.
    static let text = 64 << 20
    /// How long LibreOffice may take, in milliseconds.
    static let conversionTime: Int64 = 60_000
}
