import ArgumentParser
import Domain
import Interchange

/// What stands in a file's cells before anybody makes sense of them: for finding out why a check says what it says.
struct CatalogueCellsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells", abstract: "显示从文件中读到的单元格（合并的单元格已展开）。",
        discussion: """
            一行一个表格行：文件、工作表、行号、各单元格，以制表符分隔；单元格内的换行显示为空格。核对结果与预期不同时，用它看读到了什么。

            例：mingtang catalogue cells 目录.xlsx
            """)

    @Argument(help: ArgumentHelp("一个或几个文件。", valueName: "文件")) var files: [String]

    func run() throws {
        for file in files {
            for sheet in try TableFile.read(path: file).sheets {
                var text: [UInt8] = []
                let start = Array("\(file)\t\(sheet.name ?? "")\t".utf8)
                for line in sheet.lines {
                    text += start
                    text += String(line.number).utf8
                    for cell in line.cells {
                        text.append(9)
                        let first = text.count
                        text += cell.text.utf8
                        for index in first..<text.count where text[index] == 10 { text[index] = 32 }
                    }
                    text.append(10)
                }
                Output.bytes(text)
            }
        }
    }
}
