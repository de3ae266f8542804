import Domain
import Operations
import Persistence
import Registers
import Testing

extension RequestPlace {
    /// The one way to the public, each step by who holds the post.
    func publish(_ draft: Draft.ID) async throws -> Disclosure.ID {
        let (installation, county, site) = (installation, county, county.id)
        func version() async throws -> Int {
            try await installation.store.read { try DraftRegister($0, site: site).find(draft)?.draft.version ?? 0 }
        }
        let digest = try await installation.store.read { try DraftRegister($0, site: site).find(draft)?.digest ?? [] }
        try await RecordFindings(installation, county: county).run([], of: draft, digest: digest)
        try await SubmitDraft(installation, county: county).run(draft, version: version(), by: editor)
        for staff in [legal, secrecy, signer] {
            try await DecideDraft(installation, county: county).run(draft, version: version(), .approved, reason: "", by: staff)
        }
        let outcome = try await PublishDraft(installation, county: county).run(draft, version: version(), by: editor)
        return try #require(outcome).disclosure
    }
}
