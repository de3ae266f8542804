import Domain
import HTTPTypes
import Pages
import Registers

// The shapes of the public interface. What a list does not know is null, what a single thing does not have is left out; a change here is a change of openapi.yaml.

/// One page of a list, and where the next begins; `null` at the end.
struct ResultPage<Element: Encodable>: Encodable {
    let results: [Element]
    let next: String?

    private enum Key: String, CodingKey { case results, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(results, forKey: .results)
        try container.encode(next, forKey: .next)
    }
}

struct SearchResults: Encodable {
    let total: Int
    let totalIsCapped: Bool
    let results: [DocumentResult]
    let next: String?

    private enum Key: String, CodingKey { case total, totalIsCapped, results, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(total, forKey: .total)
        try container.encode(totalIsCapped, forKey: .totalIsCapped)
        try container.encode(results, forKey: .results)
        try container.encode(next, forKey: .next)
    }
}

struct DocumentResult: Encodable {
    let id: String
    let title: String
    let number: String?
    let unit: String
    let published: String?
    let url: String
    let snippet: String?

    init(_ line: DisclosureQueries.Line, snippet: String?) {
        id = line.id.description
        title = line.title
        number = line.number
        unit = line.unitName
        published = line.published?.rfc3339
        url = Address.disclosure(line.id).path
        self.snippet = snippet
    }

    private enum Key: String, CodingKey { case id, title, number, unit, published, url, snippet }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(number, forKey: .number)
        try container.encode(unit, forKey: .unit)
        try container.encode(published, forKey: .published)
        try container.encode(url, forKey: .url)
        try container.encodeIfPresent(snippet, forKey: .snippet)
    }
}

struct DocumentDetail: Encodable {
    struct Attachment: Encodable {
        let name: String
        let url: String
        /// Of what lies on this site.
        let sizeInBytes: Int?
        let sha256: String?
    }

    let id: String
    let title: String
    let number: String?
    let indexNumber: String?
    let unit: String
    let unitCode: String
    let domain: String?
    let item: String?
    let theme: String?
    let category: String?
    let made: String?
    let published: String?
    let validity: String
    let body: String
    let attachments: [Attachment]
    let url: String
    let source: String?

    init(_ disclosure: Disclosure, unit: OrganisationUnit, files: [DocumentRows.File]) {
        id = disclosure.id.description
        title = disclosure.title
        number = disclosure.number
        indexNumber = disclosure.indexNumber
        self.unit = unit.name
        unitCode = unit.code
        domain = disclosure.domain
        item = disclosure.item?.description
        theme = disclosure.theme
        category = disclosure.category
        made = disclosure.made?.description
        published = disclosure.published?.rfc3339
        validity = disclosure.validity.rawValue
        body = DocumentBody.plainText(stored: disclosure.body.stored)
        attachments = files.map { Attachment(name: $0.name, url: $0.address, sizeInBytes: $0.bytes, sha256: $0.sha256) }
        url = Address.disclosure(disclosure.id).path
        source = disclosure.sourceAddress
    }
}

extension SiteView {
    /// Documents with everything that the public sees of them.
    func details(_ disclosures: [Disclosure]) throws -> [Disclosure.ID: DocumentDetail] {
        let files = try DocumentRows(transaction, site: site).files(of: disclosures.map(\.id))
        var details: [Disclosure.ID: DocumentDetail] = [:]
        for disclosure in disclosures {
            guard let unit = try unitRegister.find(disclosure.unit) else { continue }
            details[disclosure.id] = DocumentDetail(disclosure, unit: unit, files: files[disclosure.id] ?? [])
        }
        return details
    }
}

struct List<Element: Encodable>: Encodable {
    let results: [Element]
}

struct DomainResult: Encodable {
    let code: String
    let name: String
    let items: Int
    let itemsWithDocuments: Int
    let documents: Int
    let leads: [String]
    let url: String
}

struct ItemResult: Encodable {
    let id: String
    let domain: String
    let domainCode: String
    let levels: [String]
    let elements: [String]
    let bases: [String]
    let timeLimit: TimeLimit?
    let subjects: [String]
    let channels: [String]
    let otherChannels: [String]
    let audience: Audience
    let modes: [String]
    let tiers: [String]
    let stages: [String]
    let documents: Int
    let url: String

    init(_ item: CatalogueItem, domain: String, documents: Int) {
        id = item.id.description
        self.domain = domain
        domainCode = item.domain
        levels = item.entry.levels
        elements = item.entry.elements
        bases = item.entry.bases
        timeLimit = item.entry.timeLimit
        subjects = item.entry.subjects
        channels = item.entry.channels.map(\.rawValue)
        otherChannels = item.entry.otherChannels
        audience = item.entry.audience
        modes = item.entry.modes.map(\.rawValue)
        tiers = item.entry.tiers.map(\.rawValue)
        stages = item.entry.stages.map(\.rawValue)
        self.documents = documents
        url = Address.item(item.id).path
    }
}

struct UnitResult: Encodable {
    let code: String
    let name: String
    let shortName: String
    let kind: String
    let address: String
    let officeHours: String
    let phone: String
    let fax: String
    let email: String
    let head: String
    let duties: String
    let isImported: Bool
    let documents: Int
    let url: String

    init(_ unit: OrganisationUnit, documents: Int) {
        code = unit.code
        name = unit.name
        shortName = unit.shortName
        kind = unit.kind.rawValue
        address = unit.contact.address
        officeHours = unit.contact.officeHours
        phone = unit.contact.phone
        fax = unit.contact.fax
        email = unit.contact.email
        head = unit.contact.head
        duties = unit.duties
        isImported = unit.isImported
        self.documents = documents
        url = Address.unit(unit.code).path
    }
}

struct VersionResult: Encodable {
    let id: String
    let level: String
    let title: String
    let state: String
    let effective: String?
    let superseded: String?
    let items: Int
}

struct ComparisonResult: Encodable {
    struct Change: Encodable {
        let kind: String
        let item: String
        let levels: [String]
        let fields: [Field]
    }

    struct Field: Encodable {
        let name: String
        let before: [String]
        let after: [String]
    }

    let unchanged: Int
    let changes: [Change]

    init(_ comparison: CatalogueComparison) {
        unchanged = comparison.unchangedCount
        changes = comparison.changes.map { change in
            switch change {
            case .added(let item): Change(kind: "added", item: item.id.description, levels: item.entry.levels, fields: [])
            case .removed(let item): Change(kind: "removed", item: item.id.description, levels: item.entry.levels, fields: [])
            case .changed(_, let item, let fields):
                Change(
                    kind: "changed", item: item.id.description, levels: item.entry.levels,
                    fields: fields.map { Field(name: $0.field.rawValue, before: $0.old, after: $0.new) })
            }
        }
    }
}

/// What went wrong, as RFC 9457 has it.
struct ProblemDocument: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    let reference: String

    init(_ kind: ErrorPage.Kind, reference: String) {
        status = kind.status
        self.reference = reference
        switch kind {
        case .badRequest(let sentence): (title, detail) = ("请求有误", sentence)
        case .notFound: (title, detail) = ("没有找到", "此地址没有内容，请核对网址；可用的地址见 /openapi.yaml。")
        case .methodNotAllowed(let methods): (title, detail) = ("方法不允许", "此地址只接受 \(methods.joined(separator: "、"))。")
        case .conflict(let sentence): (title, detail) = ("内容已变化", sentence)
        case .tooLarge(let limit): (title, detail) = ("内容过大", "最多接受 \(limit) 字节。")
        case .tooManyRequests(let seconds): (title, detail) = ("请求过多", "请 \(seconds) 秒后再试。")
        case .failure: (title, detail) = ("系统出错", "请稍后再试；如需帮助，请告知编号 \(reference)。")
        case .unavailable: (title, detail) = ("暂时无法服务", "系统繁忙或正在维护，请稍后再试。")
        }
    }

    /// Never fails: there is nothing in it that JSON cannot say.
    var answer: Answer {
        (try? json(self, mediaType: "application/problem+json; charset=utf-8"))
            ?? Answer(mediaType: "application/problem+json; charset=utf-8", body: Array("{}".utf8))
    }
}

/// Documents that somebody who writes a request may be looking for.
struct Suggestions: Encodable {
    struct Found: Encodable {
        let title: String
        let address: String
    }

    let documents: [Found]
}
