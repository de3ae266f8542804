import Domain
import Operations
import Pages
import Persistence
import Registers

/// Consultations as the public interface gives them.
struct ConsultationAPI {
    let pages: PublicPages

    func list(after: Consultation.ID?, limit: Int) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            let found = try view.consultations.published(before: after, limit: limit + 1)
            let results = try found.prefix(limit).map { try ConsultationResult($0, view, today: today) }
            return try json(ResultPage(results: results, next: found.count > limit ? results.last?.id : nil))
        }
    }

    /// With the draft's paragraphs, a page of the published opinions, and the published feedback.
    func one(_ id: Consultation.ID, after: Opinion.ID?, limit: Int) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            guard let consultation = try view.consultations.find(id) else { throw Refusal.notFound }
            let standing = try view.standing(of: consultation)
            guard let announcement = standing.announcement, let announced = try view.consultations.announced(announcement) else {
                throw Refusal.notFound
            }
            let opinions = try OpinionRegister(view.transaction).list(
                of: id, OpinionRegister.Filter(moderation: .shown), after: after, limit: limit + 1)
            let feedback = try standing.feedback.flatMap {
                try DisclosureRegister(view.transaction, site: view.site).find($0.document)
            }
            return try json(
                ConsultationDetail(
                    consultation: try ConsultationResult(consultation, view, today: today),
                    announcement: Address.disclosure(announcement.document).path, ways: announced.lines(of: consultation.plan.ways),
                    shortReason: announced.lines(of: consultation.plan.shortReason), paragraphs: try view.paragraphs(of: standing),
                    opinions: opinions.prefix(limit).map { OpinionResult($0) },
                    next: opinions.count > limit ? opinions[limit - 1].id.description : nil,
                    feedback: feedback.map { FeedbackResult(url: Address.disclosure($0.id).path, rows: FeedbackTable.rows(of: $0.body)) },
                    final: consultation.final.map { Address.disclosure($0).path }))
        }
    }
}

struct ConsultationResult: Encodable {
    let id: String
    let title: String
    let unit: String
    let state: String
    let published: String
    let closes: String
    let received: Int
    let url: String

    init(_ consultation: Consultation, _ view: SiteView, today: Day) throws {
        let standing = try view.standing(of: consultation)
        guard let announcement = standing.announcement, let closes = standing.closes else { throw Refusal.notFound }
        id = consultation.id.description
        title = consultation.plan.title
        unit = try view.unitRegister.find(consultation.unit)?.name ?? ""
        state =
            switch standing.state(on: today) {
            case .preparing, .open: "open"
            case .closed: "closed"
            case .answered: "answered"
            }
        published = announcement.day.description
        self.closes = closes.description
        received = try OpinionRegister(view.transaction).count(of: consultation.id)
        url = Address.consultation(consultation.id).path
    }
}

struct ConsultationDetail: Encodable {
    let consultation: ConsultationResult
    let announcement: String
    let ways: String
    let shortReason: String
    let paragraphs: [String]
    let opinions: [OpinionResult]
    let next: String?
    let feedback: FeedbackResult?
    let final: String?
}

struct OpinionResult: Encodable {
    let id: String
    let author: String
    let channel: String
    let paragraph: Int
    let text: String
    let received: String

    init(_ opinion: Opinion) {
        id = opinion.id.description
        author = opinion.author
        channel = opinion.channel.rawValue
        paragraph = opinion.paragraph
        text = opinion.publicText
        received = opinion.received.day.description
    }
}

struct FeedbackResult: Encodable {
    let url: String
    /// Cells as the table has them; the first row is the heading.
    let rows: [[String]]
}
