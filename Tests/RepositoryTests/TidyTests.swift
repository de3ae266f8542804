import Testing

@Suite("The code is tidy")
struct TidyTests {
    @Test("No source file is longer than 420 lines")
    func length() throws {
        for file in try Repository.sources() where file.lines.count > 421 { Issue.record("\(file) has \(file.lines.count - 1) lines") }
    }

    @Test("Nothing is put off, forced or ended by force")
    func forbidden() throws {
        // Written in pieces, so that this file does not find itself.
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        let calls = ["fatal" + "Error(", "try" + "! ", "as" + "! "]
        for file in try Repository.swiftFiles() {
            for (index, line) in file.lines.enumerated() {
                let parts = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                for word in words where parts.contains(Substring(word)) { Issue.record("\(file):\(index + 1) has \(word)") }
                for call in calls where line.contains(call) { Issue.record("\(file):\(index + 1) has \(call)") }
            }
        }
    }

    @Test("No error is caught and forgotten")
    func catches() throws {
        for file in try Repository.swiftFiles() {
            for match in file.text.matches(of: /\bcatch\b[^{}\n]*\{\s*\}/) {
                let line = file.text[..<match.range.lowerBound].count { $0 == "\n" } + 1
                Issue.record("\(file):\(line) catches without doing anything")
            }
        }
    }

    @Test("Every type that other targets see begins with a doc comment")
    func comments() throws {
        let declaration = /^(?:package|public) (?:final |indirect )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/
        for file in try Repository.sources() {
            let lines = file.lines
            for (index, line) in lines.enumerated() {
                guard let match = line.firstMatch(of: declaration) else { continue }
                let before = lines[..<index].last { !$0.hasPrefix("@") }
                #expect(before?.hasPrefix("///") == true, "\(file):\(index + 1): \(match.1) has no doc comment")
            }
        }
    }
}
