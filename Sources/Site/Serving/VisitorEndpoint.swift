import Hummingbird
import Pages

/// A form of the portal: where visitors send it, and what takes it.
struct VisitorEndpoint: Sendable {
    let route: Route
    let respond: @Sendable (Portal, Request, VisitorContext) async throws -> Response

    init(_ route: Route, respond: @escaping @Sendable (Portal, Request, VisitorContext) async throws -> Response) {
        self.route = route
        self.respond = respond
    }
}

extension Portal {
    /// Every place that takes a form from the public.
    static let visitorEndpoints: [VisitorEndpoint] =
        [
            VisitorEndpoint(.comment) { portal, request, _ in try await CommentHandler(portal).respond(to: request) },
            VisitorEndpoint(.requestForm) { try await AskingHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.requestStatus) { try await StatusHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.serviceReport) { try await ServiceReportHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.rating) { try await RatingFormHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.opinionForm) { try await OpinionHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.signUpForm) { try await SignUpHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.signUpStatus) { try await SignUpStatusHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.questionnaireForm) { try await QuestionnaireHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.limited) { try await UnlockHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.messageForm) { try await WritingHandler($0).respond(to: $1, $2) },
            VisitorEndpoint(.messageStatus) { try await MessageStatusHandler($0).respond(to: $1, $2) },
        ] + subscriptionEndpoints
}
