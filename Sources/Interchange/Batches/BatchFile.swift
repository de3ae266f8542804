package import Domain

/// Reads the file of a batch (清单文件): a workbook or a csv file, told by its content.
package enum BatchFile {
    /// - Throws: `BatchRefusal` when it holds too much or no list; `UnreadableFile`.
    package static func read(_ bytes: [UInt8]) throws -> BatchTable {
        let file = try readTables(bytes)
        switch file.kind {
        case .workbook, .oldWorkbook, .text: break
        case .wordDocument, .webPage: throw UnreadableFile("这不是表格文件；请提供 xlsx、xls 或者 csv 格式的清单。")
        }
        return try BatchTable(file.sheets)
    }

    private static func readTables(_ bytes: [UInt8]) throws -> TableFile {
        do {
            return try TableFile.read(bytes, budget: CellBudget(cells: BatchTable.mostCells))
        } catch {
            let isTooMuch = error == UnreadableFile.tooManyCells(BatchTable.mostCells)
            guard isTooMuch else { throw error }
            throw BatchRefusal.tooMuch("单元格超过 \(BatchTable.mostCells) 个。")
        }
    }
}

/// The problems of a batch's rows as csv (行错误清单): UTF-8 with a mark, so that office programs show Chinese.
package struct BatchProblemsFile {
    package private(set) var bytes: [UInt8] = Array("\u{FEFF}行号,栏目,问题和处理办法\r\n".utf8)

    package init() {}

    package mutating func add(_ problem: BatchProblem) {
        bytes += Array("\(problem.line),\(Self.cell(problem.column)),\(Self.cell(problem.sentence))\r\n".utf8)
    }

    /// Always quoted. A text that an office program would take for a formula is led by an apostrophe.
    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        return "\"\(isFormula ? "'" : "")\(text.replacing("\"", with: "\"\""))\""
    }
}
