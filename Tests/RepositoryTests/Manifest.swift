import Foundation

/// The targets of `Package.swift` and what each declares, read from its text: asking SwiftPM would wait for the build that runs this test.
struct Manifest {
    /// Names of targets and products by target.
    private(set) var dependencies: [String: Set<String>] = [:]
    private(set) var systemLibraries: Set<String> = []

    init(_ text: String) {
        // `let log: Target.Dependency = .product(name: "Logging", …)` and the like.
        var names: [String: String] = [:]
        for match in text.matches(of: /let (\w+): Target\.Dependency = \.\w+\(name: "(\w+)"/) { names[String(match.1)] = String(match.2) }
        for match in text.matches(of: /\bsystem\("(\w+)", "/) { systemLibraries.insert(String(match.1)) }
        let opening = /(?:\btarget|\btests|\.target|\.executableTarget|\.testTarget)\(\s*(?:name: )?"(\w+)"/
        let body = text[(text.range(of: "let package = ")?.upperBound ?? text.startIndex)...]
        for match in body.matches(of: opening) {
            let rest = body[match.range.upperBound...]
            guard let first = rest.first(where: { !$0.isWhitespace }), first == "," else {
                dependencies[String(match.1)] = []
                continue
            }
            dependencies[String(match.1)] = Self.list(rest.dropFirst(), names)
        }
    }

    /// The dependencies in the list that follows, if one does.
    private static func list(_ rest: Substring, _ names: [String: String]) -> Set<String> {
        var rest = rest.drop(while: \.isWhitespace)
        if rest.hasPrefix("dependencies:") { rest = rest.dropFirst("dependencies:".count).drop(while: \.isWhitespace) }
        guard rest.first == "[" else { return [] }
        var depth = 0
        let end = rest.firstIndex { character in
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            return depth == 0
        }
        let text = rest[..<(end ?? rest.endIndex)]
        var found: Set<String> = []
        for match in text.matches(of: /\.product\(name: "(\w+)"/) { found.insert(String(match.1)) }
        let plain = text.replacing(/\.product\([^)]*\)/, with: "")
        for match in plain.matches(of: /"(\w+)"/) { found.insert(String(match.1)) }
        for match in plain.replacing(/"[^"]*"/, with: "").matches(of: /\w+/) {
            if let name = names[String(match.0)] { found.insert(name) }
        }
        return found
    }
}

/// One `import` line.
struct Import: CustomStringConvertible {
    let module: String
    let path: String
    let line: Int
    var description: String { "\(path):\(line) import \(module)" }

    private static let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

    static func all(in file: Repository.File) -> [Import] {
        file.lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            // Attributes and the access level may stand before it, a kind of declaration after it.
            guard let place = words.firstIndex(of: "import"),
                words[..<place].allSatisfy({ $0.hasPrefix("@") && !$0.contains("\"") || levels.contains($0) })
            else { return nil }
            guard let module = words[(place + 1)...].first(where: { !kinds.contains($0) })?.prefix(while: { $0 != "." }) else { return nil }
            // A line of another language in a long string.
            guard module.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
            return Import(module: String(module), path: file.path, line: index + 1)
        }
    }
}
