import Domain
import Interchange
import Outbound

/// Visits a running site and inspects it: one page at a time, on one host, as robots.txt allows, within limits.
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

    private static let mostRedirections = 5
    private static let longestDelay = 10_000
    private static let smallestTrial = 1 << 16

    private var start: Start
    private let limits: VisitPlan.Limits
    private var delay: Int
    private let visit: PageVisit
    private let trial: PageVisit
    private var inspection: SiteInspection
    private var seen: Set<String> = []

    init(_ start: Start, limits: VisitPlan.Limits, delay: Int, mayBePrivate: Bool, rules: InspectionRules, asOf: Day) {
        self.start = start
        self.limits = limits
        self.delay = delay
        visit = PageVisit(mayBePrivate: mayBePrivate, limit: InspectedPageReader.largestPage)
        trial = PageVisit(mayBePrivate: mayBePrivate, limit: Self.smallestTrial)
        inspection = SiteInspection(
            subject: start.origin + start.address, source: .live(host: start.host, speaksIPv6: nil), rules: rules, asOf: asOf)
    }

    mutating func report() async throws -> InspectionReport {
        let robots = try await robots()
        if let seconds = robots.delay { delay = min(max(delay, seconds * 1000), Self.longestDelay) }
        if LinkCheck.isPublicHost(start.host), start.host.utf8.contains(where: { (97...122).contains($0) || $0 > 0x7F }) {
            let source = SiteInspection.Source.live(host: start.host, speaksIPv6: await PageVisit.speaksIPv6(start.host))
            inspection = SiteInspection(subject: inspection.subject, source: source, rules: inspection.rules, asOf: inspection.asOf)
        }
        var plan = VisitPlan(from: start.address, limits: limits, robots: robots)
        let clock = ContinuousClock()
        let beginning = clock.now
        while true {
            let (stop, end) = plan.step(after: Int(beginning.duration(to: clock.now).components.seconds))
            guard let stop else {
                leaveOpen(plan, end)
                break
            }
            try await look(at: stop, &plan)
        }
        guard inspection.pageCount > 0 else { throw Failure(.unusable, "\(start.origin)\(start.address) 不是网页，或者 robots.txt 不许访问。") }
        try await tryRest(robots)
        return inspection.report()
    }

    /// RFC 9309, 2.3.1: no such file allows everything; a server in trouble allows nothing.
    private func robots() async throws -> RobotsRules {
        switch await trial.ask(start.origin + "/robots.txt") {
        case .answered(let answer) where answer.status == 200: return RobotsRules(answer.bytes, agent: PageVisit.agent)
        case .answered(let answer) where answer.status < 500: return .none
        case .answered, .tooBig: throw Failure(.unusable, "网站的 robots.txt 读不了，按规定不能访问，请稍后再试。")
        case .unreachable: throw Failure(.unusable, "\(start.origin) 没有应答，请检查网址和网络。")
        case .refused: throw Failure(.unusable, "\(start.origin) 在内部网络或者本机；确实要检查的，加上 --allow-private。")
        }
    }

    // MARK: One page

    private mutating func look(at stop: VisitPlan.Stop, _ plan: inout VisitPlan) async throws {
        var address = stop.address
        for _ in 0...Self.mostRedirections {
            if plan.visited > 1 || address != stop.address { try await pause() }
            let clock = ContinuousClock()
            let asked = clock.now
            let outcome = await visit.ask(start.origin + address)
            let time = asked.duration(to: clock.now).components
            guard case .answered(let answer) = outcome else { return missed(stop, outcome) }
            plan.took(answer.bytes.count)
            guard (300..<400).contains(answer.status), let location = answer.location else {
                let milliseconds = Int(time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000)
                return take(answer, stop, address, milliseconds, &plan)
            }
            // The new address is looked at like any other: same host, and open to robots.
            guard case .inside(let next) = SiteAddress.resolve(location, on: address, hosts: start.names) else {
                if stop.depth == 0 { throw Failure(.unusable, "网站转到了另一个主机的 \(location)，请直接检查那个网址。") }
                return inspection.tried(stop.address, .unknown)
            }
            start.follow(location)
            guard plan.robots.allows(next) else { return inspection.tried(stop.address, .unknown) }
            address = next
        }
        inspection.tried(stop.address, .dead("重定向太多"))
    }

    private mutating func missed(_ stop: VisitPlan.Stop, _ outcome: PageVisit.Outcome) {
        switch outcome {
        case .answered: return
        case .unreachable: inspection.tried(stop.address, .dead("没有应答"))
        case .refused: inspection.tried(stop.address, .unknown)
        case .tooBig:
            inspection.tried(stop.address, .opens)
            inspection.addUnreadable(stop.address, reason: "网页超过 \(InspectedPageReader.largestPage >> 20) MB")
        }
    }

    private mutating func take(
        _ answer: PageVisit.Answer, _ stop: VisitPlan.Stop, _ address: String, _ milliseconds: Int, _ plan: inout VisitPlan
    ) {
        let outcome = Self.outcome(answer.status)
        inspection.tried(stop.address, outcome)
        guard outcome == .opens, answer.type.lowercased().hasPrefix("text/html") || answer.type.lowercased().hasPrefix("application/xhtml"),
            seen.insert(address).inserted
        else { return }
        do throws(UnreadableFile) {
            let page = try InspectedPageReader.read(
                answer.bytes, address: address, isHome: stop.depth == 0, hosts: start.names, asOf: inspection.asOf)
            guard let page else { return }
            inspection.add(page, isHome: stop.depth == 0, milliseconds: milliseconds)
            plan.found(page.links.map(\.target), on: stop)
        } catch {
            inspection.addUnreadable(address, reason: error.reason)
        }
    }

    private static func outcome(_ status: Int) -> SiteInspection.LinkOutcome {
        switch status {
        case 200..<300: .opens
        case 404, 410: .dead("网页不存在（\(status)）")
        case 500...: .dead("网站出错（\(status)）")
        // 401, 403 and the like: there is something, and not for us.
        default: .unknown
        }
    }

    private func pause() async throws { if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) } }

    // MARK: The rest

    /// Files and pages that were not visited are only asked for.
    private mutating func tryRest(_ robots: RobotsRules) async throws {
        for link in inspection.untried.filter({ robots.allows($0.target) }).prefix(limits.trials) {
            try await pause()
            var outcome = await trial.ask(start.origin + link.target, onlyHead: true)
            // Some servers do not know HEAD, and some answer it as if the page were missing.
            if case .answered(let answer) = outcome, answer.status >= 400 { outcome = await trial.ask(start.origin + link.target) }
            switch outcome {
            case .answered(let answer): inspection.tried(link.target, Self.outcome(answer.status))
            case .unreachable: inspection.tried(link.target, .dead("没有应答"))
            case .tooBig: inspection.tried(link.target, .opens)
            case .refused: inspection.tried(link.target, .unknown)
            }
        }
    }

    private mutating func leaveOpen(_ plan: VisitPlan, _ end: VisitPlan.End) {
        let limit: String? =
            switch end {
            case .done: plan.tooDeep > 0 ? "只访问了 \(limits.depth) 层以内的网页" : nil
            case .pages: "只访问了 \(limits.pages) 个网页（--pages）"
            case .bytes: "读满 \(limits.bytes >> 20) MB 后停止（--megabytes）"
            case .seconds: "访问 \(limits.seconds / 60) 分钟后停止（--minutes）"
            }
        if let limit { inspection.leaveOpen(.columnsNotUpdated, reason: "\(limit)，其余网页没有看") }
        if !plan.closed.isEmpty { inspection.leaveOpen(.columnsNotUpdated, reason: "robots.txt 不许访问的 \(plan.closed.count) 个地址没有看") }
    }
}
