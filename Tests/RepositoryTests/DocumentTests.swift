import Foundation
import Testing

@Suite("The documents tell the truth about the files")
struct DocumentTests {
    @Test("Every link to a file leads to one")
    func links() throws {
        for file in try Repository.files(below: "", ext: "md") {
            let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
            for match in file.text.matches(of: /\]\(([^)\s]+)\)/) {
                let target = String(match.1.prefix { $0 != "#" })
                guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let path = URL(filePath: "/\(folder)/\(target)").standardizedFileURL.path
                #expect(Repository.exists(path), "\(file) links to \(target)")
            }
        }
    }

    @Test("The README names the two commands first, and shows pictures that are there", arguments: ["README.md", "README.zh-CN.md"])
    func readme(_ name: String) throws {
        let text = try Repository.text(name)
        let run = try #require(text.firstRange(of: "make run"))
        let test = try #require(text.firstRange(of: "make test"))
        let secondHeading = text.ranges(of: "\n## ").dropFirst().first?.lowerBound ?? text.endIndex
        #expect(run.lowerBound < secondHeading && test.lowerBound < secondHeading)
        let pictures = text.matches(of: /!\[[^\]]*\]\(([^)\s]+)\)/).map { String($0.1) }
        #expect(!pictures.isEmpty)
        for picture in pictures { #expect(Repository.exists(picture), "\(name) shows \(picture)") }
    }

    @Test("Decisions are numbered from 0001 without gaps, and each has its three parts")
    func decisions() throws {
        for (index, name) in try Repository.names(in: "docs/decisions").enumerated() {
            let digits = String(index + 1)
            let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            #expect(name.hasPrefix("\(number)-") && name.hasSuffix(".md"), "\(name) should have the number \(number)")
            let text = try Repository.text("docs/decisions/\(name)")
            #expect(text.hasPrefix("# \(number) "), "\(name) begins with its number")
            for part in ["## Context", "## Decision", "## Consequences"] { #expect(text.contains("\n\(part)\n"), "\(name) has no \(part)") }
        }
    }

    @Test("Every identifier in the glossary is in the sources")
    func glossary() throws {
        let rows = tableRows(try Repository.text("docs/glossary.md")).filter { $0.first?.hasPrefix("`") == true }
        #expect(rows.count >= 40)
        var homes: [String: [Set<String>]] = [:]
        for file in try Repository.sources() {
            let words = Self.words(file.text)
            for (keyword, name) in zip(words, words.dropFirst()) where Self.declarations.contains(keyword) {
                homes[name, default: []].append(Set(words))
            }
        }
        for row in rows {
            #expect(row.count == 3 && row.allSatisfy { !$0.isEmpty }, "\(row) should be identifier, term, source")
            for identifier in codeSpans(row[0]) {
                let parts = identifier.split(separator: ".").map(String.init)
                let files = try #require(homes[parts[0]], "no type \(parts[0]) in Sources")
                for member in parts.dropFirst() { #expect(files.contains { $0.contains(member) }, "\(parts[0]) has no \(member)") }
            }
        }
    }

    private static let declarations: Set<String> = ["struct", "enum", "class", "actor", "protocol", "typealias"]

    /// The words of a source text, in order.
    private static func words(_ text: String) -> [String] {
        let parts = text.utf8.split { !(48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 95) }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("Every script can be started")
    func scripts() throws {
        let scripts = try Repository.names(in: "scripts").filter { !$0.contains(".") }.map { "scripts/\($0)" } + [".ci/run"]
        for path in scripts {
            #expect(try Repository.text(path).hasPrefix("#!"), "\(path) does not say what runs it")
            #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: path).path), "\(path) is not executable")
        }
    }

    @Test("Every command of the Makefile that the documents name is there")
    func makefile() throws {
        let makefile = try Repository.text("Makefile")
        let targets = Set(makefile.matches(of: /(?m)^([a-z][a-z0-9-]*):/).map { String($0.1) })
        for file in try Repository.files(below: "", ext: "md") {
            for span in codeSpans(file.text) {
                guard let match = span.wholeMatch(of: /make ([a-z][a-z0-9-]*)/) else { continue }
                #expect(targets.contains(String(match.1)), "\(file) names make \(match.1)")
            }
        }
    }
}
