/// Counts cells and text over all sheets of a file, and refuses when there are too many.
struct CellBudget {
    private let limit: Int
    private var cells = 0
    private var bytes = 0

    init(cells limit: Int = ReadingLimits.cells) { self.limit = limit }

    mutating func take(cells count: Int, bytes: Int = 0) throws(UnreadableFile) {
        cells += count
        self.bytes += bytes
        if cells > limit { throw .tooManyCells(limit) }
        if self.bytes > ReadingLimits.text { throw .tooBig("表格文字合计超过 \(ReadingLimits.text >> 20) MB") }
    }
}
