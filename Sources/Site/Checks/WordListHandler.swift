import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// The word lists, for the disclosure office.
struct WordListHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var actor: String { get throws { try work.actor(as: .disclosureOffice) } }

    func list() async throws -> Answer {
        let text = Folding.trimmed(work.query["q"] ?? "")
        let from = Int(work.query["from"] ?? "") ?? 0
        let filter = WordListPage.Filter(
            kind: work.query["kind"].flatMap { WordEntry.Kind(rawValue: $0) },
            text: String(String.UnicodeScalarView(text.unicodeScalars.prefix(WordListPage.longestText))), from: max(0, min(from, 1_000_000))
        )
        let own = try await own()
        let folded = Folding.fold(filter.text)
        let all = Self.lines(own).filter { line in
            (filter.kind == nil || line.entry.kind == filter.kind)
                && (folded.isEmpty || Folding.fold(line.entry.pattern).contains(folded) || Folding.fold(line.entry.right).contains(folded))
        }
        return work.show(
            WordListPage(
                filter: filter, lines: Array(all.dropFirst(filter.from).prefix(WordListPage.pageLength)), count: all.count,
                ownCount: own.count))
    }

    private func own() async throws -> [WordRegister.Line] {
        try await work.read { try WordRegister($0.transaction, site: $0.site).all() }
    }

    /// The county's own lines, then the shipped ones that none of them replaces.
    private static func lines(_ own: [WordRegister.Line]) -> [WordListPage.Line] {
        let replaced = Set(own.map { key($0.entry) })
        return own.map { WordListPage.Line(entry: $0.entry, own: $0.id) }
            + ShippedWords.all.filter { !replaced.contains(key($0)) }.map { WordListPage.Line(entry: $0, own: nil) }
    }

    private static func key(_ entry: WordEntry) -> String { "\(entry.kind.rawValue)\u{1F}\(Folding.fold(entry.pattern))" }

    func file() async throws -> Answer {
        let entries = Self.lines(try await own()).map(\.entry)
        return .download(WordListTable.csv(entries), mediaType: "text/csv; charset=utf-8", name: "词库.csv")
    }

    /// Empty, or filled with a shipped line that is to be changed.
    func form() async throws -> Answer {
        let kind = work.query["kind"].flatMap { WordEntry.Kind(rawValue: $0) }
        let shipped = ShippedWords.all.first { $0.kind == kind && $0.pattern == work.query["pattern"] }
        guard let shipped else { return work.show(WordPage(fields: WordPage.Fields())) }
        return work.show(WordPage(fields: WordPage.Fields(shipped), replacesShipped: true))
    }

    func page() async throws -> Answer {
        let line = try await line()
        return work.show(
            WordPage(id: line.id, version: line.version, fields: WordPage.Fields(line.entry), replacesShipped: Self.isShipped(line.entry)))
    }

    private func line() async throws -> WordRegister.Line {
        let id = try work.identifier("word", WordEntry.self)
        guard let line = try await work.read({ try WordRegister($0.transaction, site: $0.site).find(id) }) else { throw Refusal.notFound }
        return line
    }

    private static func isShipped(_ entry: WordEntry) -> Bool { ShippedWords.all.contains { key($0) == key(entry) } }

    func add() async throws -> Answer {
        try await saving(id: nil, version: 0) { entry in
            _ = try await ChangeWordLists(work.installation).add(entry, site: work.county.id, actor: try actor)
            return .created
        }
    }

    func change() async throws -> Answer {
        let line = try await line()
        let version = try version()
        return try await saving(id: line.id, version: version) { entry in
            try await ChangeWordLists(work.installation).change(
                line.id, version: version, to: entry, site: work.county.id, actor: try actor)
            return .changed
        }
    }

    func remove() async throws -> Answer {
        let line = try await line()
        try await ChangeWordLists(work.installation).remove(line.id, version: try version(), site: work.county.id, actor: try actor)
        return done(.changed)
    }

    private func version() throws -> Int {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单不完整，请返回页面重新提交。") }
        return version
    }

    private func saving(id: WordEntry.ID?, version: Int, _ save: (WordEntry) async throws -> WorkNotice) async throws -> Answer {
        let form = work.form
        let fields = WordPage.Fields(
            kind: form.text("kind"), pattern: form.text("pattern"), right: form.text("right"), reason: form.text("reason"),
            source: form.text("source"), exceptions: form["exceptions"] ?? "", since: form.text("since"),
            isBlocking: form.isOn("is-blocking"),
            isOff: form.isOn("is-off"))
        do {
            return done(try await save(try fields.entry()))
        } catch let problem as WordPage.Problem {
            return again(id, version, fields, problem)
        } catch let refusal as ChangeWordLists.Refusal {
            return again(id, version, fields, WordPage.Problem(field: "pattern", message: refusal.sentence))
        }
    }

    private func again(_ id: WordEntry.ID?, _ version: Int, _ fields: WordPage.Fields, _ problem: WordPage.Problem) -> Answer {
        work.show(WordPage(id: id, version: version, fields: fields, problem: problem), status: .unprocessableContent)
    }

    private func done(_ notice: WorkNotice) -> Answer {
        .redirect(to: WorkRoute.wordLists.link(query: [("done", notice.rawValue)]))
    }
}
