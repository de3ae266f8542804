import Domain
import Foundation
import HTTPTypes
import Interchange
import Testing

/// What stands on the pages of a PDF, without white space, as poppler reads it.
func printedPages(_ pdf: [UInt8]) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "mingtang-\(UUID().uuidString).pdf")
    try Data(pdf).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }  // a temporary file left behind harms nobody
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/pdftotext")
    process.arguments = [file.path, "-"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    // Each page ends with a form feed.
    return String(decoding: output, as: UTF8.self).split(separator: "\u{0C}").map { $0.filter { !$0.isWhitespace } }
        .filter { !$0.isEmpty }
}

extension PortalClient.Reply {
    /// The name under which a browser keeps it.
    var fileName: String? {
        let written = headers[.contentDisposition]?.split(separator: "''", maxSplits: 1).last
        return written.flatMap { String($0).removingPercentEncoding }
    }

    /// As a table: the texts of the cells, line by line.
    func table() throws -> [[String]] {
        let sheet = try #require(try TableFile.read(bytes).sheets.first)
        return sheet.lines.map { $0.cells.filter { !$0.isFromMerge }.map(\.text) }
    }
}
