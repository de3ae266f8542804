import Domain
import Operations
import Persistence
import Registers

/// Guides, policies and ratings of an example county, as its file has them. Days are counted from the day of loading.
struct ExampleServices: Decodable {
    struct Guide: Decodable {
        struct Change: Decodable {
            let guide: ServiceGuide
            let reason: String
            let approvedDaysAgo: Int
            let document: String
            let effectiveIn: Int
        }

        /// Code.
        let unit: String
        let guide: ServiceGuide
        let isPublic: Bool
        /// A second wording, still on the desk.
        let change: Change?
    }

    struct Policy: Decodable {
        let unit: String
        let policy: EnterprisePolicy
        let untilIn: Int
    }

    struct Ratings: Decodable {
        let unit: String
        /// Code of the guide.
        let guide: String
        let levels: [RatingLevel]
        let daysAgo: Int
        let text: String?
        let cause: RatingCause?
        let verified: String?
        let answered: String?
    }

    let guides: [Guide]
    let policies: [Policy]
    let ratings: [Ratings]
}

/// Lays them down, each act by the person whose post it is.
struct ExampleServiceDesk: ExamplePart {
    let desk: ExampleDesk
    private let today: Day

    init(_ place: Workplace) {
        desk = ExampleDesk(place)
        today = place.installation.now().day
    }

    private var keeping: KeepService { KeepService(installation, county: county) }

    /// - Throws: `Failure` when a unit or a post is not there, or a step refuses.
    func lay(_ example: ExampleServices) async throws {
        do {
            for guide in example.guides { try await lay(guide) }
            for line in example.policies {
                var policy = line.policy
                policy.until = today.adding(days: line.untilIn)
                try await publish(.policy(policy), unit: try await desk.unit(line.unit, of: policy.name), named: policy.name)
            }
            for line in example.ratings { try await lay(line) }
        } catch let refusal as ServiceRefusal {
            throw Failure(.content, "services.json 不合规定：\(refusal.reasons)")
        } catch let reason as RatingReason {
            throw Failure(.content, "services.json 中的评价不合规定：\(reason)")
        }
    }

    private func lay(_ example: ExampleServices.Guide) async throws {
        let unit = try await desk.unit(example.unit, of: example.guide.name)
        guard example.isPublic else {
            let editor = try await desk.staff(.editor, unit, of: example.guide.name)
            _ = try await keeping.create(.guide(example.guide), unit: unit, by: editor)
            return
        }
        let paper = try await publish(.guide(example.guide), unit: unit, named: example.guide.name)
        guard let change = example.change else { return }
        let editor = try await desk.staff(.editor, unit, of: example.guide.name)
        let version = try await keeping.startChange(of: paper, by: editor)
        try await keeping.save(
            version, of: paper, version: 1, .guide(change.guide), reason: change.reason, effective: today.adding(days: change.effectiveIn),
            by: editor)
        try await keeping.recordApproval(
            ServiceVersion.Approval(day: today.adding(days: -change.approvedDaysAgo), document: change.document), of: version, paper: paper,
            by: editor)
    }

    @discardableResult
    private func publish(_ content: ServicePaper, unit: OrganisationUnit.ID, named place: String) async throws -> ServicePaper.ID {
        let editor = try await desk.staff(.editor, unit, of: place)
        let version = try await keeping.create(content, unit: unit, by: editor)
        let (site, code) = (county.id, content.code)
        guard let paper = try await installation.store.read({ try ServiceRegister($0, site: site).find(code: code) }) else {
            throw Failure(.content, "\(place)：刚刚建立的指南不见了。")
        }
        try await desk.publish(try await keeping.submit(version, of: paper.id, by: editor), unit: unit, named: place)
        return paper.id
    }

    private func lay(_ line: ExampleServices.Ratings) async throws {
        let unit = try await desk.unit(line.unit, of: line.guide)
        let editor = try await desk.staff(.editor, unit, of: line.guide)
        // What was rated in the past came in in the past.
        let past = installation.now().milliseconds - Int64(line.daysAgo) * 86_400_000
        let then = Installation(
            store: installation.store, searchPlace: installation.searchPlace, now: { Instant(milliseconds: past) },
            identifiers: installation.identifiers, log: installation.log, passwordCost: installation.passwordCost, vault: installation.vault
        )
        let codes = try await IssueRatingCodes(then, county: county).run(
            unit: unit, guideCode: line.guide, matter: "", channel: .counter, day: today.adding(days: -line.daysAgo),
            count: line.levels.count, by: editor)
        for (code, level) in zip(codes, line.levels) {
            let id = try await RateService(then, county: county).run(
                RateService.Form(level: level, reasons: line.cause.map { [$0] } ?? [], text: line.text ?? ""), code: code.text)
            if let text = line.verified { try await HandleRating(then, county: county).run(.verifiedClear, on: id, text: text, by: editor) }
            if let text = line.answered { try await HandleRating(then, county: county).run(.answered, on: id, text: text, by: editor) }
        }
    }
}
