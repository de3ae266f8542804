import Testing

@Suite("The walls between the targets stand")
struct WallTests {
    @Test("Every import is in the table of walls")
    func imports() throws {
        for file in try Repository.sources() {
            let target = file.path.split(separator: "/")[1]
            let wall = try #require(Wall.table[String(target)], "no line in the table for \(target)")
            for found in Import.all(in: file) { #expect(wall.all.contains(found.module), "\(found) goes through a wall") }
        }
    }

    @Test("Nothing is in the table that nobody imports")
    func unused() throws {
        let sources = try Repository.sources()
        for (target, wall) in Wall.table {
            let used = Set(sources.filter { $0.path.hasPrefix("Sources/\(target)/") }.flatMap(Import.all).map(\.module))
            let unused = wall.all.subtracting(used)
            #expect(unused.isEmpty, "\(target) never imports \(unused.sorted())")
        }
    }

    @Test("Package.swift declares exactly what the table says")
    func manifest() throws {
        let manifest = Manifest(try Repository.text("Package.swift"))
        #expect(manifest.systemLibraries == Wall.system)
        for (target, wall) in Wall.table {
            let declared = try #require(manifest.dependencies[target], "Package.swift has no target \(target)")
            let (more, less) = (declared.subtracting(wall.declared).sorted(), wall.declared.subtracting(declared).sorted())
            #expect(more.isEmpty && less.isEmpty, "\(target): Package.swift has also \(more) and lacks \(less)")
        }
    }

    @Test("Every folder of Sources is a target of the table, and every system library one of its list")
    func folders() throws {
        #expect(Set(try Repository.names(in: "Sources")) == Set(Wall.table.keys).union(["System"]))
        #expect(Set(try Repository.names(in: "Sources/System")) == Wall.system)
    }

    @Test("ARCHITECTURE.md shows the same table")
    func architecture() throws {
        var shown: Set<String> = []
        for row in tableRows(try Repository.text("ARCHITECTURE.md")) where row.count == 5 {
            guard let target = codeSpans(row[0]).first, let wall = Wall.table[target] else { continue }
            shown.insert(target)
            #expect(Set(codeSpans(row[2])) == wall.ours, "ours of \(target)")
            #expect(Set(codeSpans(row[3])) == wall.others, "packages of \(target)")
            #expect(Set(codeSpans(row[4])) == wall.toolchain, "toolchain of \(target)")
        }
        #expect(shown == Set(Wall.table.keys))
    }

    @Test("Tests import what their target declares")
    func tests() throws {
        let manifest = Manifest(try Repository.text("Package.swift"))
        for file in try Repository.files(below: "Tests", ext: "swift") {
            let target = String(file.path.split(separator: "/")[1])
            let declared = try #require(manifest.dependencies[target], "Package.swift has no target \(target)")
            for found in Import.all(in: file) {
                #expect(declared.union(Wall.testToolchain).contains(found.module), "\(found) is not declared for \(target)")
            }
        }
    }

    @Test("The reader of Package.swift sees short and long forms, products and named dependencies")
    func reader() {
        let manifest = Manifest(
            """
            let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
            let package = Package(targets: [
                system("CZ", "z", apt: "z-dev"), target("A"), target("B", ["A", log]),
                .executableTarget(
                    name: "c", dependencies: ["B", .product(name: "P", package: "p")], exclude: ["D"]),
            ])
            """)
        #expect(manifest.systemLibraries == ["CZ"])
        #expect(manifest.dependencies == ["A": [], "B": ["A", "Logging"], "c": ["B", "P"]])
    }
}
