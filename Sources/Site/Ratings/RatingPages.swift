import Domain
import Hummingbird
import Pages

extension PublicPages {
    func ratings() async throws -> Answer { throw Refusal.notFound }
    func ratingsFile() async throws -> Answer { throw Refusal.notFound }
    func rate(_ query: RateQuery) async throws -> Answer { throw Refusal.notFound }
    func rating(_ code: String) async throws -> Answer { throw Refusal.notFound }
}
extension Workbench { static let ratingEndpoints: [WorkEndpoint] = [] }
struct RatingFormHandler {
    init(_ portal: Portal) {}
    func respond(to request: Request, _ context: VisitorContext) async throws -> Response { throw Refusal.notFound }
}
