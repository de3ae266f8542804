import Foundation

/// The files of this repository, found from the place of this very file.
enum Repository {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file of the repository, with its path from the root and its text.
    struct File: Sendable, CustomStringConvertible {
        let path: String
        let text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var description: String { path }
    }

    static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }

    /// The names in a folder, without hidden ones, in order.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// All files below a folder whose names end in `.ext`; build folders and hidden ones are passed over.
    static func files(below folder: String, ext: String) throws -> [File] {
        var found: [File] = []
        for name in try names(in: folder) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                found += try files(below: path, ext: ext)
            } else if name.hasSuffix(".\(ext)") {
                found.append(File(path: path, text: try text(path)))
            }
        }
        return found
    }

    static func sources() throws -> [File] { try files(below: "Sources", ext: "swift") }

    static func swiftFiles() throws -> [File] {
        try sources() + files(below: "Tests", ext: "swift") + [File(path: "Package.swift", text: try text("Package.swift"))]
    }
}

/// The rows of the tables in a Markdown text: each the texts of its cells.
func tableRows(_ markdown: String) -> [[String]] {
    markdown.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// The texts between backticks, in order.
func codeSpans(_ text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
}
