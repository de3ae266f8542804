package import Domain
import Persistence
import Registers

/// Opens who an applicant is (身份信息): only for those who handle the case, and every look is in the log.
package struct RequestIdentity {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter reason: why it is needed, for the log.
    /// - Throws: `RequestRefusal`; `NoIdentityKey`; `SealedBytes.Unreadable` with another key than it was sealed with.
    package func view(_ id: DisclosureRequest.ID, reason: String, by staff: Staff) async throws -> Applicant {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            let work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            let actor = try work.signature(of: staff, roles: [.editor, .signer, .disclosureOffice])
            try RequestWork.refuse(reason.isEmpty ? [.needsReason] : reason.unicodeScalars.count > 200 ? [.tooLong(limit: 200)] : [])
            guard let sealed = try work.register.sealed(id) else { throw RequestRefusal([.identityGone]) }
            try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: actor, unit: work.request.unit, verb: .identityViewed, subject: Event.Subject(.request, id.rawValue),
                    reason: reason),
                at: now)
            return try SealedForms.applicant(try vault.open(sealed.identity, owner: id.rawValue))
        }
    }

    /// 更正登记: what was written down wrong about the applicant or the wish.
    package func correct(
        _ id: DisclosureRequest.ID, version: Int?, _ form: RequestForm, reason: String, by staff: Staff
    ) async throws {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        let form = form.tidied
        let faults = form.faults(on: now.day).filter { !$0.canBeClarified }
        guard faults.isEmpty else { throw FileRequest.Refusal.faults(faults) }
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            try RequestWork.refuse(reason.isEmpty ? [.needsReason] : [])
            guard try work.register.sealed(id) != nil else { throw RequestRefusal([.identityGone]) }
            try work.register.setIdentity(
                vault.seal(try SealedForms.bytes(form.applicant), owner: id.rawValue),
                applicantKey: vault.digest(form.applicant.identityText), of: id)
            work.request.applicant = form.applicant.kind
            work.request.wanted = form.information
            work.request.carrier = form.carrier
            work.request.delivery = form.delivery
            try work.save(.requestCorrected, actor, reason: reason)
        }
    }
}
