import Domain
import Files
import HTML
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 指标体系.
struct SchemeHandler {
    private let work: WorkRequest
    private static let fileLimit = 20 * 1_048_576

    init(_ work: WorkRequest) { self.work = work }

    private var storing: StoreScheme { StoreScheme(work.installation, county: work.county) }

    func list() async throws -> Answer { try await list(problems: []) }

    private func list(problems: FieldProblems, year: String? = nil, name: String = "", refused: Scheme? = nil) async throws -> Answer {
        let editions = try await work.read { try SchemeRegister($0.transaction, site: $0.site).all() }
        return work.show(
            SchemesPage(
                editions: editions, year: year ?? String(work.now.day.year), name: name, problems: problems, refused: refused),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Reads a file and keeps it when it adds up. The file itself is not kept.
    func bringIn() async throws -> Answer {
        let (staff, store) = (try work.staff, try work.portal.fileStore())
        var (year, name) = ("", "")
        var refused: Scheme?
        do {
            let form = try await MultipartForm.read(work.request, into: store, limits: MultipartLimits(fileInBytes: Self.fileLimit))
            (year, name) = (Folding.trimmed(form["year"] ?? ""), Folding.trimmed(form["name"] ?? ""))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            let bytes = try store.read(upload.stored.digest)
            try await work.drop(upload.stored.digest, store)
            let read = await BlockingWork.run { () -> Result<SchemeReading, UnreadableFile> in
                do throws(UnreadableFile) { return .success(try SchemeFile.read(bytes)) } catch { return .failure(error) }
            }
            let scheme = try read.get().scheme
            refused = scheme
            guard let number = year.isEmpty ? scheme.year ?? work.now.day.year : Int(Folding.fold(year)) else {
                return try await list(problems: [("year", "年度应当是四位数字。")], year: year, name: name)
            }
            let edition = try await storing.run(scheme, title: name, year: number, by: staff)
            return .redirect(to: WorkRoute.scheme.link(edition.id, query: [("done", WorkNotice.imported.rawValue)]))
        } catch let refusal as MultipartRefusal {
            return try await list(problems: [("file", refusal.sentence)], year: year, name: name)
        } catch let error as UnreadableFile {
            return try await list(problems: [("file", error.reason)], year: year, name: name)
        } catch let refusal as RoundRefusal {
            let others: [RoundReason: String] = [
                .badYear: "year", .needsTitle: "name", .tooLong(limit: SchemeEdition.longestTitle): "name",
            ]
            return try await list(problems: refusal.problems(at: "file", others), year: year, name: name, refused: refused)
        }
    }

    // MARK: One edition

    func show() async throws -> Answer { try await show(problems: []) }

    private func edition(_ id: SchemeEdition.ID) async throws -> SchemeEdition {
        guard let found = try await work.read({ try SchemeRegister($0.transaction, site: $0.site).find(id) }) else {
            throw Refusal.notFound
        }
        return found
    }

    private func show(_ id: SchemeEdition.ID? = nil, problems: FieldProblems) async throws -> Answer {
        let edition = try await edition(try id ?? work.identifier("scheme"))
        let origin = try await work.read { view in
            try edition.origin.flatMap { try SchemeRegister(view.transaction, site: view.site).find($0) }
        }
        let page = SchemePage(
            edition: edition, origin: origin,
            suggestedTitle: "\(work.county.placeName)\(edition.scheme.year ?? work.now.day.year)年政务公开测评", typed: work.typed,
            problems: problems)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func file() async throws -> Answer {
        let edition = try await edition(try work.identifier("scheme"))
        return .download(
            try EvaluationJSON.write(edition.scheme), mediaType: Answer.json, name: "\(edition.scheme.title.shortened(60)).json")
    }

    func copy() async throws -> Answer {
        guard let year = work.number("year") else { return try await show(problems: [("year", "年度应当是四位数字。")]) }
        do {
            return .redirect(to: try await created(storing.revise(try work.identifier("scheme"), year: year, by: try work.staff)))
        } catch let refusal as RoundRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems(at: "year")) }
    }

    private func created(_ edition: SchemeEdition) -> WebAddress {
        WorkRoute.scheme.link(edition.id, query: [("done", WorkNotice.created.rawValue)])
    }

    /// 等次比例.
    func grade() async throws -> Answer {
        let edition = try await edition(try work.identifier("scheme"))
        guard case .quota(let grades, _, let failing) = edition.scheme.grading else { throw Refusal.notFound }
        var problems: FieldProblems = []
        let quotas = grades.enumerated().map { place, grade -> Grading.Quota in
            let percent = ExactNumber(text: Folding.fold(work.form.text("quota-\(place)")))
            if percent == nil { problems.append(("quota-\(place)", "“\(grade.name)”的比例应当是数字，例如 20。")) }
            return Grading.Quota(grade.name, percent: percent)
        }
        let ties = Grading.QuotaTies(rawValue: work.form.text("ties")) ?? .lower
        guard problems.isEmpty else { return try await show(problems: problems) }
        do {
            let revised = try await storing.revise(edition.id, by: try work.staff) {
                $0.grading = .quota(quotas, ties: ties, failing: failing)
            }
            return .redirect(to: created(revised))
        } catch let refusal as RoundRefusal { return try await show(problems: refusal.problems(at: "quota-0")) }
    }

    // MARK: A round of it

    func createRound() async throws -> Answer {
        guard let id = SchemeEdition.ID(text: work.form.text("edition")) else { throw Refusal.notFound }
        var problems: FieldProblems = []
        let (first, last) = (work.day("first", &problems), work.day("last", &problems))
        guard let first, let last, problems.isEmpty else { return try await show(id, problems: problems) }
        do {
            let edition = try await edition(id)
            // The newest round that is over: what recurs is held against it.
            let previous = try await work.read { view in
                try RoundRegister(view.transaction, site: view.site).all().first {
                    $0.state == .published || $0.state == .finished
                }?.id
            }
            let round = try await ArrangeRound(work.installation, county: work.county).create(
                title: work.form.text("title"), edition: edition.id, first: first, last: last, previous: previous, by: try work.staff)
            return .redirect(to: WorkRoute.round.link(round, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as RoundRefusal where !refusal.isUnknown {
            return try await show(id, problems: refusal.problems(at: refusal.reasons.contains(.badPeriod) ? "last" : "title"))
        }
    }
}
