import Foundation
import Interchange
import Testing

/// What stands where on the pages of a PDF, in millimetres, as poppler sees it.
struct PrintedPage {
    struct Line {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double
        let text: String
    }

    let width: Double
    let height: Double
    let lines: [Line]

    static func pages(of pdf: [UInt8]) throws -> [PrintedPage] {
        let output = try poppler("pdftotext", ["-bbox-layout"], pdf)
        return output.components(separatedBy: "<page ").dropFirst().map { page in
            let size = numbers(page, ["width", "height"])
            let lines = page.components(separatedBy: "<line ").dropFirst().map { line in
                let box = numbers(line, ["xMin", "yMin", "xMax", "yMax"])
                let words = line.components(separatedBy: "</line>")[0].matches(of: /<word [^>]*>([^<]*)<\/word>/).map { String($0.1) }
                return Line(left: box[0], top: box[1], right: box[2], bottom: box[3], text: words.joined(separator: " "))
            }
            return PrintedPage(width: size[0], height: size[1], lines: lines.sorted { $0.top < $1.top })
        }
    }

    private static func numbers(_ text: String, _ names: [String]) -> [Double] {
        let head = text.prefix { $0 != ">" }
        return names.map { name in
            guard let match = try? Regex("\(name)=\"([0-9.]+)\"").firstMatch(in: String(head)), let digits = match[1].substring,
                let points = Double(digits)
            else { return -1 }
            return points * 25.4 / 72
        }
    }

    static func poppler(_ name: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "mingtang-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(name)")
        process.arguments = arguments + [file.path] + (name == "pdfinfo" ? [] : ["-"])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}

/// Writes a file where `MINGTANG_LOOK` says, to be looked at.
func keepToLookAt(_ bytes: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["MINGTANG_LOOK"] else { return }
    try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
}
