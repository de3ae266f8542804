import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A county's word lists") struct WordListTests {
    private static func checker(_ installation: Installation, _ county: County, _ cache: WordCheckers) async throws -> WordChecker {
        try await installation.store.read { try cache.checker(of: county.id, in: $0) }
    }

    private static func finds(_ checker: WordChecker, _ text: String) -> Bool {
        let content = Draft.Content(title: "", body: DocumentBody([.paragraph(text)]))
        guard let today = Day(year: 2026, month: 3, day: 20) else { return false }
        return ContentChecks.findings(content, context: CheckContext(today: today, words: checker)).contains {
            $0.check == .sensitiveWord || $0.check == .wrongWord
        }
    }

    @Test(
        "A line is added, changed, switched off and removed; the checks follow at once, and the log tells it", arguments: Engine.available)
    func life(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let lists = ChangeWordLists(installation)
            let cache = WordCheckers()
            let before = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
            #expect(Self.finds(try await Self.checker(installation, county, cache), "认真布署"))
            let id = try await lists.add(WordEntry(.sensitive, "某某工程"), site: county.id, actor: "张三（政务公开办）")
            #expect(Self.finds(try await Self.checker(installation, county, cache), "某某工程开工"))
            try await lists.change(
                id, version: 1, to: WordEntry(.sensitive, "某某工程", exceptions: ["某某工程队"]), site: county.id, actor: "张三")
            let changed = try await Self.checker(installation, county, cache)
            #expect(!Self.finds(changed, "某某工程队"))
            #expect(Self.finds(changed, "某某工程的"))
            await #expect(throws: StoreError.self) { try await lists.remove(id, version: 1, site: county.id, actor: "张三") }
            try await lists.remove(id, version: 2, site: county.id, actor: "张三")
            _ = try await lists.add(WordEntry(.wrongWord, "布署", isOff: true), site: county.id, actor: "张三")
            let last = try await Self.checker(installation, county, cache)
            #expect(!Self.finds(last, "某某工程开工"))
            #expect(!Self.finds(last, "认真布署"))
            let after = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
            #expect(after == before + 4)
        }
    }

    @Test("A bad or repeated line is refused and leaves nothing")
    func refusals() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let lists = ChangeWordLists(installation)
            _ = try await lists.add(WordEntry(.sensitive, "某某工程"), site: county.id, actor: "张三")
            await #expect(throws: ChangeWordLists.Refusal.duplicate(pattern: "某某工程")) {
                _ = try await lists.add(WordEntry(.sensitive, "某某工程"), site: county.id, actor: "张三")
            }
            await #expect(throws: ChangeWordLists.Refusal.fault(.singleCharacter, line: 2)) {
                _ = try await lists.take([WordEntry(.sensitive, "甲乙"), WordEntry(.sensitive, "丙")], site: county.id, actor: "张三")
            }
            let lines = try await installation.store.read { try WordRegister($0, site: county.id).all() }
            #expect(lines.map(\.entry.pattern) == ["某某工程"])
        }
    }

    @Test("A table of ten thousand lines is taken in as a whole, and taking it in again changes nothing", arguments: Engine.available)
    func table(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let count = engine == .postgresql ? 500 : 10_000
            let entries = (0..<count).map { WordEntry(.sensitive, "词语\($0)号", exceptions: ["词语\($0)号线"]) }
            let first = try await ChangeWordLists(installation).take(entries, site: county.id, actor: "导入")
            #expect([first.added, first.changed, first.unchanged] == [count, 0, 0])
            let second = try await ChangeWordLists(installation).take(entries, site: county.id, actor: "导入")
            #expect([second.added, second.changed, second.unchanged] == [0, 0, count])
            let lines = try await installation.store.read { try WordRegister($0, site: county.id).all().map(\.entry) }
            #expect(Set(lines) == Set(entries))
        }
    }

    @Test("Two counties do not see each other's words")
    func counties() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let one = try await installation.testCounty(name: "甲县人民政府", hosts: ["a.example"])
            let two = try await installation.testCounty(name: "乙县人民政府", hosts: ["b.example"])
            _ = try await ChangeWordLists(installation).add(WordEntry(.sensitive, "某某工程"), site: one.id, actor: "张三")
            let cache = WordCheckers()
            #expect(Self.finds(try await Self.checker(installation, one, cache), "某某工程"))
            #expect(!Self.finds(try await Self.checker(installation, two, cache), "某某工程"))
        }
    }
}
