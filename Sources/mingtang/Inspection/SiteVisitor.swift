import Domain
import Interchange
import Outbound

/// Inspects a running site: asks for its robots.txt first, and then for its pages as that allows.
struct SiteVisitor {
    /// Where a visit begins.
    struct Start {
        /// `https://www.example.gov.cn:8443`
        private(set) var origin: String
        /// In small letters, without port.
        let host: String
        /// The names by which the site may call itself: with its port, and without where it is the usual one.
        let names: Set<String>
        /// `/path?query`
        let address: String

        /// `nil` when the text is no whole address, or holds a user and password.
        init?(_ text: String) {
            guard let colon = text.firstRange(of: "://") else { return nil }
            let scheme = text[..<colon.lowerBound].lowercased()
            let authority = text[colon.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
            let isIPv6 = authority.hasPrefix("[")
            let host = isIPv6 ? String(authority.prefix { $0 != "]" }) + "]" : String(authority.prefix { $0 != ":" })
            guard scheme == "http" || scheme == "https", host.utf8.count >= 1, !authority.contains("@"), !authority.contains("\\") else {
                return nil
            }
            let usualPort = scheme == "https" ? ":443" : ":80"
            (self.host, origin) = (host, "\(scheme)://\(authority)")
            names = authority == host || authority.hasSuffix(usualPort) ? [authority, host, host + usualPort] : [authority]
            guard case .inside(let address) = SiteAddress.resolve(text, on: "/", hosts: names) else { return nil }
            self.address = address
        }

        /// Many sites send every visitor of http to https of the same name.
        mutating func follow(_ location: String) {
            let secure = "https://\(host)"
            if origin == "http://\(host)", location == secure || location.hasPrefix(secure + "/") { origin = secure }
        }
    }

    private static let longestDelay = 10_000
    private static let smallestTrial = 1 << 16
    /// The option that moves a limit.
    private static let hints: [VisitPlan.End: String] = [.pages: "（--pages）", .bytes: "（--megabytes）", .seconds: "（--minutes）"]

    private let start: Start
    private let limits: VisitPlan.Limits
    private let delay: Int
    private let site: RunningSite
    private let rules: InspectionRules
    private let asOf: Day

    init(_ start: Start, limits: VisitPlan.Limits, delay: Int, mayBePrivate: Bool, rules: InspectionRules, asOf: Day) {
        self.start = start
        self.limits = limits
        self.delay = delay
        self.rules = rules
        self.asOf = asOf
        site = RunningSite(
            start: start, visit: PageVisit(mayBePrivate: mayBePrivate, limit: InspectedPageReader.largestPage),
            trial: PageVisit(mayBePrivate: mayBePrivate, limit: Self.smallestTrial))
    }

    func report() async throws -> InspectionReport {
        let robots = try await robots()
        let isNamed = LinkCheck.isPublicHost(start.host) && start.host.utf8.contains { (97...122).contains($0) || $0 > 0x7F }
        let speaksIPv6: Bool? = isNamed ? await PageVisit.speaksIPv6(start.host) : nil
        let inspection = SiteInspection(
            subject: start.origin + start.address, source: .live(host: start.host, speaksIPv6: speaksIPv6), rules: rules, asOf: asOf)
        let pause = robots.delay.map { min(max(delay, $0 * 1000), Self.longestDelay) } ?? delay
        var visit = SiteVisit(
            site, from: start.address, limits: limits, robots: robots, delay: pause, into: inspection, hints: Self.hints)
        do {
            return try await visit.run().report()
        } catch VisitRefusal.otherHost(let location) {
            throw Failure(.unusable, "网站转到了另一个主机的 \(location)，请直接检查那个网址。")
        } catch VisitRefusal.noPage {
            throw Failure(.unusable, "\(start.origin)\(start.address) 不是网页，或者 robots.txt 不许访问。")
        }
    }

    /// RFC 9309, 2.3.1: no such file allows everything; a server in trouble allows nothing.
    private func robots() async throws -> RobotsRules {
        switch await site.trial.ask(start.origin + "/robots.txt") {
        case .answered(let answer) where answer.status == 200: return RobotsRules(answer.bytes, agent: PageVisit.agent)
        case .answered(let answer) where answer.status < 500: return .none
        case .answered, .tooBig: throw Failure(.unusable, "网站的 robots.txt 读不了，按规定不能访问，请稍后再试。")
        case .unreachable: throw Failure(.unusable, "\(start.origin) 没有应答，请检查网址和网络。")
        case .refused: throw Failure(.unusable, "\(start.origin) 在内部网络或者本机；确实要检查的，加上 --allow-private。")
        }
    }
}

/// A site that is asked over the network.
private struct RunningSite: VisitedSite {
    var start: SiteVisitor.Start
    let visit: PageVisit
    /// For what is only tried.
    let trial: PageVisit

    var names: Set<String> { start.names }

    func ask(_ address: String, onlyHead: Bool) async -> VisitReply {
        switch await (onlyHead ? trial : visit).ask(start.origin + address, onlyHead: onlyHead) {
        case .answered(let answer):
            .answered(VisitReply.Answer(status: answer.status, type: answer.type, bytes: answer.bytes, location: answer.location))
        case .unreachable: .unreachable
        case .refused: .refused
        case .tooBig: .tooBig
        }
    }

    mutating func follow(_ location: String) { start.follow(location) }
}
