import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

// Guides and ratings in the public interface. A change here is a change of openapi.yaml.

extension PublicAPI {
    /// By identifier, oldest first; the next page begins after the last one's.
    func guides() async throws -> Answer {
        let (limit, today) = (try limit(), pages.installation.now().day)
        let wanted = try ServiceQuery(query)
        let after: Int64 =
            try query["after"].map { text in
                guard let id = ServicePaper.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
                return id.rawValue
            } ?? 0
        return try await pages.read { view in
            let found = try view.publicServices(.guide, on: today).filter { service in
                guard case .guide(let guide) = service.content else { return false }
                return service.id.rawValue > after && wanted.matches(guide, unitCode: service.unit.code)
            }.sorted { $0.id < $1.id }
            let shown = found.prefix(limit)
            return try json(
                ResultPage(
                    results: shown.map { GuideLine($0) }, next: found.count > limit ? shown.last.map { $0.id.description } : nil))
        }
    }

    func guide(_ id: ServicePaper.ID) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            let service = try view.publicService(id, on: today)
            guard case .guide(let guide) = service.content else { throw Refusal.notFound }
            return try json(GuideDetail(service, guide))
        }
    }

    /// Results per unit, matter and month of the last twelve months, up to yesterday.
    func ratings() async throws -> Answer {
        let (first, last) = pages.ratingDays
        let wanted = try query.text("unit", limit: 40)
        return try await pages.read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            var unit: OrganisationUnit?
            if let wanted {
                unit = try view.unitRegister.find(code: wanted)
                if unit == nil { throw QueryRefusal(parameter: "unit", value: wanted) }
            }
            let results = try view.ratingRegister.results(from: first, through: last, unit: unit?.id)
            return try json(
                RatingList(
                    through: last.description,
                    results: results.map { RatingResult($0, unit: units[$0.unit]?.code ?? "", unitName: units[$0.unit]?.name ?? "") }))
        }
    }
}

struct GuideLine: Encodable {
    let id: String
    let code: String
    let name: String
    let unit: String
    let unitCode: String
    let version: Int
    let effective: String?
    let published: String
    let url: String

    init(_ service: PublicService) {
        id = service.id.description
        (code, name) = (service.content.code, service.content.name)
        (unit, unitCode) = (service.unit.name, service.unit.code)
        version = service.number
        effective = service.effective?.description
        published = service.published.rfc3339
        url = service.address.path
    }
}

struct GuideDetail: Encodable {
    struct Element: Encodable {
        let label: String
        let lines: [String]
    }

    let id: String
    let code: String
    let name: String
    let unit: String
    let unitCode: String
    let version: Int
    let effective: String?
    let published: String
    let url: String
    let document: String
    let notice: String
    /// What page, sheet and screen show, word for word.
    let elements: [Element]
    /// The same as values, for programs.
    let guide: ServiceGuide

    init(_ service: PublicService, _ guide: ServiceGuide) {
        let line = GuideLine(service)
        (id, code, name, unit, unitCode) = (line.id, line.code, line.name, line.unit, line.unitCode)
        (version, effective, published, url) = (line.version, line.effective, line.published, line.url)
        document = Address.disclosure(service.document).path
        notice = ServicePaper.nothingMore
        elements = service.content.elements.filter { !$0.lines.isEmpty }.map { Element(label: $0.label, lines: $0.lines) }
        self.guide = guide
    }
}

struct RatingList: Encodable {
    let through: String
    let results: [RatingResult]
}

struct RatingResult: Encodable {
    let unit: String
    let unitName: String
    let matter: String
    let month: String
    let codes: Int
    let ratings: Int
    let verySatisfied: Int
    let satisfied: Int
    let fairlySatisfied: Int
    let dissatisfied: Int
    let veryDissatisfied: Int
    let excluded: Int

    init(_ result: RatingRegister.Result, unit: String, unitName: String) {
        (self.unit, self.unitName, matter, month) = (unit, unitName, result.matter, result.month)
        (codes, ratings, excluded) = (result.tally.codes, result.tally.total, result.tally.excluded)
        func count(_ level: RatingLevel) -> Int { result.tally.levels[level] ?? 0 }
        (verySatisfied, satisfied, fairlySatisfied) = (count(.verySatisfied), count(.satisfied), count(.fairlySatisfied))
        (dissatisfied, veryDissatisfied) = (count(.dissatisfied), count(.veryDissatisfied))
    }
}
