/// Counts cells and text over all sheets of a file, and refuses when there are too many.
struct CellBudget {
    private var cells = 0
    private var bytes = 0

    mutating func take(cells count: Int, bytes: Int = 0) throws(UnreadableFile) {
        cells += count
        self.bytes += bytes
        if cells > ReadingLimits.cells { throw .tooManyCells }
        if self.bytes > ReadingLimits.text { throw .tooBig("表格文字合计超过 \(ReadingLimits.text >> 20) MB") }
    }
}
