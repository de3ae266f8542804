package import Domain
import HTML

/// 网站地图
package struct SiteMapPage: Sendable {
    package var domains: [DomainLink]
    package var units: [OrganisationUnit]
    /// 专题
    package var programmes: [(String, Address)]

    package init(domains: [DomainLink], units: [OrganisationUnit], programmes: [(String, Address)] = []) {
        self.domains = domains
        self.units = units
        self.programmes = programmes
    }
}

/// 无障碍声明
package struct AccessibilityPage: Sendable {
    package var office: OrganisationUnit?
    /// The day on which the site was last examined; `nil` when it has not been.
    package var examined: Day?
    /// What the county adds in its own words.
    package var statement: DocumentBody?

    package init(office: OrganisationUnit? = nil, examined: Day? = nil, statement: DocumentBody? = nil) {
        self.statement = statement
        self.office = office
        self.examined = examined
    }
}

/// 数据接口: how programs read the portal.
package struct APIPage: Sendable {
    package init() {}
}

/// What went wrong, what was kept, what to do, and the number under which it can be asked about.
package struct ErrorPage: Sendable {
    package var kind: Kind
    /// Made for this request; shown so that it can be read out on the telephone.
    package var reference: String

    package enum Kind: Sendable {
        /// 400: what could not be understood, in a Chinese sentence.
        case badRequest(String)
        case notFound
        /// 405, with the methods that are allowed.
        case methodNotAllowed([String])
        /// 409: what has changed meanwhile, in a Chinese sentence.
        case conflict(String)
        /// 413, with the most that is accepted.
        case tooLarge(limitInBytes: Int)
        /// 429, with how long to wait.
        case tooManyRequests(retryAfterSeconds: Int)
        case failure
        /// 503: the site is being worked on, or too busy.
        case unavailable

        package var status: Int {
            switch self {
            case .badRequest: 400
            case .notFound: 404
            case .methodNotAllowed: 405
            case .conflict: 409
            case .tooLarge: 413
            case .tooManyRequests: 429
            case .failure: 500
            case .unavailable: 503
            }
        }
    }

    package init(kind: Kind, reference: String) {
        self.kind = kind
        self.reference = reference
    }
}
