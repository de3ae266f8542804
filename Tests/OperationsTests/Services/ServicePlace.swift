import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

/// A county in which guides are written and go through the gate.
struct ServicePlace {
    let place: RequestPlace

    var installation: Installation { place.installation }
    var county: County { place.county }
    var keeping: KeepService { KeepService(place.installation, county: place.county) }

    static func with(_ engine: Engine, _ body: (ServicePlace) async throws -> Void) async throws {
        try await RequestPlace.with(engine) { try await body(ServicePlace(place: $0)) }
    }

    static func guide(_ code: String = "GA-001") -> ServiceGuide {
        var guide = ServiceGuide(name: "居民身份证首次申领", code: code)
        guide.bases = [ServiceGuide.LegalBasis(document: "《中华人民共和国居民身份证法》", article: "第七条")]
        guide.agency = "明川县公安局"
        guide.conditions = ["年满十六周岁"]
        guide.steps = [GuideStep(name: "申请", actor: "申请人"), GuideStep(name: "办理", actor: "窗口", duration: "20 个工作日")]
        guide.promisedLimit = .workingDays(20)
        guide.materials = [ServiceGuide.Material(name: "居民户口簿", source: "申请人自备")]
        guide.fee = .free
        (guide.place, guide.hours) = ("大厅 3 号窗口", "工作日 9:00–17:00")
        (guide.phone, guide.supervisionPhone) = ("0999-1234567", "0999-7654321")
        (guide.result, guide.delivery, guide.scope) = ("居民身份证", "窗口领取", "面向社会")
        (guide.audiences, guide.channels) = ([.person], [.window])
        return guide
    }

    func create(_ guide: ServiceGuide = guide()) async throws -> (paper: ServicePaper.ID, version: ServiceVersion.ID) {
        let version = try await keeping.create(.guide(guide), unit: place.unit, by: place.editor)
        let site = county.id
        let entry = try await installation.store.read { try ServiceRegister($0, site: site).find(code: guide.code) }
        return (try #require(entry).id, version)
    }

    func versions(_ paper: ServicePaper.ID) async throws -> [ServiceRegister.Kept] {
        let site = county.id
        return try await installation.store.read { try ServiceRegister($0, site: site).versions(of: paper) }
    }

    func published(_ paper: ServicePaper.ID) async throws -> [ServiceRegister.Published] {
        let site = county.id
        return try await installation.store.read { try ServiceRegister($0, site: site).published(paper: paper)[paper] ?? [] }
    }

    func draftVersion(_ id: Draft.ID) async throws -> Int {
        let site = county.id
        return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.version ?? 0 }
    }

    /// Through checks, three decisions and out.
    func publish(_ draft: Draft.ID) async throws {
        let site = county.id
        let digest = try await installation.store.read { try DraftRegister($0, site: site).find(draft)?.digest ?? [] }
        try await RecordFindings(installation, county: county).run([], of: draft, digest: digest)
        try await SubmitDraft(installation, county: county).run(draft, version: draftVersion(draft), by: place.editor)
        for staff in [place.legal, place.secrecy, place.signer] {
            try await DecideDraft(installation, county: county).run(
                draft, version: draftVersion(draft), .approved, reason: "", by: staff)
        }
        _ = try await PublishDraft(installation, county: county).run(draft, version: draftVersion(draft), by: place.editor)
    }

    func reasons(_ body: () async throws -> Void) async throws -> [ServiceReason] {
        do {
            try await body()
            return []
        } catch let refusal as ServiceRefusal { return refusal.reasons }
    }
}
