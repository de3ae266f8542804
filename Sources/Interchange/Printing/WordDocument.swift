/// A document for Word and WPS (.docx, ECMA-376) of paragraphs and tables: small, and exact to the twentieth of a point.
package struct WordDocument: Sendable {
    package var title: String
    package var page: PageSetup
    package var blocks: [Block]
    /// — 1 — at the outer corner, 4号 (GB/T 9704-2012, 7.5).
    package var numbersPages: Bool

    package init(title: String, page: PageSetup = .official, blocks: [Block], numbersPages: Bool = true) {
        self.title = title
        self.page = page
        self.blocks = blocks
        self.numbersPages = numbersPages
    }

    /// What a document is made of.
    package enum Block: Sendable {
        case paragraph(Paragraph)
        case table(Table)
    }

    /// Faces of official documents, by the names that Word and WPS in China know.
    package enum Font: String, Sendable, CaseIterable {
        case title = "方正小标宋简体"
        case body = "仿宋_GB2312"
        case heading = "黑体"
        case subheading = "楷体_GB2312"
        case song = "宋体"

        /// What a program without that font takes instead.
        var alternative: String {
            switch self {
            case .title: "宋体"
            case .body: "仿宋"
            case .heading: "SimHei"
            case .subheading: "楷体"
            case .song: "SimSun"
            }
        }
    }

    /// Text of one look.
    package struct Run: Sendable {
        package var text: String
        package var font: Font
        /// In points: 16 is 3号, 22 is 2号, 14 is 4号.
        package var size: Double
        package var isBold: Bool
        package var isRed: Bool

        package init(_ text: String, font: Font = .body, size: Double = 16, isBold: Bool = false, isRed: Bool = false) {
            self.text = text
            self.font = font
            self.size = size
            self.isBold = isBold
            self.isRed = isRed
        }
    }

    /// A paragraph; lengths are in full-width characters and in lines of the grid.
    package struct Paragraph: Sendable {
        package var runs: [Run]
        package var alignment: Alignment
        /// Of the first line, in characters; negative hangs.
        package var firstLine: Double
        package var left: Double
        package var right: Double
        /// Empty lines before it.
        package var linesBefore: Double
        /// How many lines of the grid each of its lines takes.
        package var lineHeight: Double
        /// 0 for text, 1 to 9 for headings.
        package var outline: Int
        package var staysWithNext: Bool
        package var hasRedLine: Bool
        package var beginsPage: Bool

        package init(
            _ runs: [Run], alignment: Alignment = .justified, firstLine: Double = 0, left: Double = 0, right: Double = 0,
            linesBefore: Double = 0, lineHeight: Double = 1, outline: Int = 0, staysWithNext: Bool = false, hasRedLine: Bool = false,
            beginsPage: Bool = false
        ) {
            self.runs = runs
            self.alignment = alignment
            self.firstLine = firstLine
            self.left = left
            self.right = right
            self.linesBefore = linesBefore
            self.lineHeight = lineHeight
            self.outline = outline
            self.staysWithNext = staysWithNext
            self.hasRedLine = hasRedLine
            self.beginsPage = beginsPage
        }
    }

    /// Where lines begin and end.
    package enum Alignment: String, Sendable {
        case left, center, right
        case justified = "both"
    }

    /// A table with lines around every cell.
    package struct Table: Sendable {
        /// Widths of the columns in millimetres.
        package var widths: [Double]
        package var rows: [[Cell]]
        /// So many rows stand again at the top of every page.
        package var headerRows: Int
        /// In points.
        package var size: Double

        /// - Parameter rows: each with its own cells only; what a merged cell from above covers is left out, as in HTML.
        package init(widths: [Double], rows: [[Cell]], headerRows: Int = 0, size: Double = 10.5) {
            self.widths = widths
            self.rows = rows
            self.headerRows = headerRows
            self.size = size
        }
    }

    /// A cell, over one or several columns and rows.
    package struct Cell: Sendable {
        package var text: String
        package var columns: Int
        package var rows: Int
        package var alignment: Alignment
        package var isHeading: Bool

        package init(_ text: String, columns: Int = 1, rows: Int = 1, alignment: Alignment = .center, isHeading: Bool = false) {
            self.text = text
            self.columns = columns
            self.rows = rows
            self.alignment = alignment
            self.isHeading = isHeading
        }
    }

    package static let mostBlocks = 5_000
    package static let mostCells = 50_000

    /// The file.
    package func docx() throws(UnwritableFile) -> [UInt8] {
        let cells = blocks.reduce(0) { count, block in
            if case .table(let table) = block { count + table.rows.reduce(0) { $0 + $1.count } } else { count }
        }
        guard blocks.count <= Self.mostBlocks, cells <= Self.mostCells else {
            throw UnwritableFile(reason: "文档内容太多，不能生成 Word 文件，请拆分后再试。")
        }
        do throws(UnreadableFile) { return try PackageParts(WordPackage.parts(of: self)).written() } catch {
            throw UnwritableFile(reason: error.reason)
        }
    }
}
