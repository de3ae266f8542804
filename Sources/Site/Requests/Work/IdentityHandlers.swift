import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

// Who asks: opened with a reason, shown once, and corrected.

extension WorkRequest {
    func viewIdentity() async throws -> Answer {
        let id = try requestID
        do {
            let applicant = try await RequestIdentity(installation, county: county).view(
                id, reason: form.text("identity-reason").shortened(300), by: try staff)
            return show(ApplicantPage(request: try await requestCase().request, applicant: applicant))
        } catch let refusal as RequestRefusal where !refusal.needsRole {
            return try await requestPage(
                problems: refusal.reasons.map { ("identity-reason", $0.sentence) }, status: .unprocessableContent)
        }
    }

    /// The form with what is written down now; opening it is a look at the identity, and logged as one.
    func requestCorrection() async throws -> Answer {
        let id = try requestID
        let reason = form.text("correction-reason").shortened(200)
        do {
            let applicant = try await RequestIdentity(installation, county: county).view(
                id, reason: reason.isEmpty ? "" : "更正登记：\(reason)".shortened(200), by: try staff)
            let request = try await requestCase().request
            var typed = TypedForm(
                RequestForm(
                    applicant: applicant, information: request.wanted, carrier: request.carrier, delivery: request.delivery))
            typed.values["reason"] = reason
            return show(CorrectRequestPage(request: request, typed: typed))
        } catch let refusal as RequestRefusal where !refusal.needsRole {
            return try await requestPage(
                problems: refusal.reasons.map { ("correction-reason", $0.sentence) }, status: .unprocessableContent)
        }
    }

    func correctRequest() async throws -> Answer {
        let (id, typed) = (try requestID, TypedForm(form))
        var problems: [(field: String, message: String)] = []
        if let application = typed.application {
            do {
                try await RequestIdentity(installation, county: county).correct(
                    id, version: version, application, reason: form.text("reason").shortened(200), by: try staff)
                return .redirect(to: WorkRoute.request.link(id, query: [("done", WorkNotice.changed.rawValue)]))
            } catch FileRequest.Refusal.faults(let faults) {
                problems = application.tidied.problems(faults)
            } catch let refusal as RequestRefusal where !refusal.needsRole {
                problems = refusal.reasons.map { ("reason", $0.sentence) }
            }
        } else {
            problems = [("kind", "请选择申请人类型")]
        }
        return show(
            CorrectRequestPage(request: try await requestCase().request, typed: typed, problems: problems),
            status: .unprocessableContent)
    }
}

extension RequestRefusal {
    /// Whether it is somebody else's to do.
    var needsRole: Bool { reasons.contains { if case .needsRole = $0 { true } else { false } } }
}
