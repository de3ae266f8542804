/// Takes one record of a CSV file apart (RFC 4180), physical line by physical line, looking at every byte once.
///
/// A quote opens a cell only where the cell begins; anywhere else outside a quoted cell it is a character like any other.
struct RecordScanner {
    enum State {
        /// The record ended with the last line.
        case complete
        /// A quoted cell goes on in the next line.
        case open
        /// Something stands between a closing quote and the comma.
        case strayQuote
        /// More cells than there are columns.
        case tooManyCells
    }

    private let columns: Int
    private(set) var cells: [[UInt8]] = []
    private var cell: [UInt8] = []
    private var isQuoted = false
    private var hasLine = false

    init(columns: Int) { self.columns = columns }

    mutating func take(_ line: [UInt8]) -> State {
        let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        if hasLine { cell.append(10) }
        hasLine = true
        var index = 0
        while true {
            if !isQuoted, index < line.count, line[index] == quote {
                isQuoted = true
                index += 1
            }
            if isQuoted {
                while index < line.count {
                    if line[index] == quote {
                        guard index + 1 < line.count, line[index + 1] == quote else { break }
                        index += 1
                    }
                    cell.append(line[index])
                    index += 1
                }
                guard index < line.count else { return .open }
                isQuoted = false
                index += 1
                guard index == line.count || line[index] == comma else { return .strayQuote }
            } else {
                let end = line[index...].firstIndex(of: comma) ?? line.count
                cell.append(contentsOf: line[index..<end])
                index = end
            }
            cells.append(cell)
            cell = []
            guard index < line.count else { return .complete }
            guard cells.count < columns else { return .tooManyCells }
            index += 1
        }
    }
}
