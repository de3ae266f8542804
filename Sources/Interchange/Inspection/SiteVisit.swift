package import Domain

/// A site that can be asked for its pages: another's over the network, or one's own in the same process.
package protocol VisitedSite: Sendable {
    /// The names by which the site may call itself, in small letters.
    var names: Set<String> { get }

    /// - Parameter onlyHead: whether it matters only that there is such a page.
    mutating func ask(_ address: String, onlyHead: Bool) async -> VisitReply

    /// The site sends its visitors on to this address of its own.
    mutating func follow(_ location: String)
}

/// What a site says when it is asked for a page.
package enum VisitReply: Sendable {
    case answered(Answer)
    /// No answer.
    case unreachable
    /// Nobody asked, because the site may not be asked.
    case refused
    case tooBig

    package struct Answer: Sendable {
        package let status: Int
        /// `text/html; charset=utf-8`, as it was sent.
        package let type: String
        package let bytes: [UInt8]
        /// Where a redirection leads.
        package let location: String?

        package init(status: Int, type: String = "", bytes: [UInt8] = [], location: String? = nil) {
            self.status = status
            self.type = type
            self.bytes = bytes
            self.location = location
        }
    }
}

/// Why a visit gives no inspection.
package enum VisitRefusal: Error, Sendable, Hashable {
    /// The first page is on another host.
    case otherHost(String)
    /// Not a single page was seen.
    case noPage
}

/// Visits a site and gathers what an inspection needs: one page at a time, on one host, as robots.txt allows, within limits.
package struct SiteVisit<Place: VisitedSite>: Sendable {
    private static var mostRedirections: Int { 5 }

    private var place: Place
    private var plan: VisitPlan
    private var inspection: SiteInspection
    private let delay: Int
    private let hints: [VisitPlan.End: String]
    private var seen: Set<String> = []

    /// - Parameters:
    ///   - start: the first page, `/path?query`.
    ///   - delay: milliseconds between two pages.
    ///   - hints: how a limit can be changed, added to the words that say it was reached.
    package init(
        _ place: Place, from start: String, limits: VisitPlan.Limits, robots: RobotsRules, delay: Int, into inspection: SiteInspection,
        hints: [VisitPlan.End: String] = [:]
    ) {
        self.place = place
        self.delay = delay
        self.hints = hints
        self.inspection = inspection
        plan = VisitPlan(from: start, limits: limits, robots: robots)
    }

    /// - Throws: `VisitRefusal`, or `CancellationError`.
    package mutating func run() async throws -> SiteInspection {
        let clock = ContinuousClock()
        let beginning = clock.now
        func seconds() -> Int { Int(beginning.duration(to: clock.now).components.seconds) }
        while true {
            let (stop, end) = plan.step(after: seconds())
            guard let stop else {
                leaveOpen(end)
                break
            }
            try await look(at: stop)
        }
        guard inspection.pageCount > 0 else { throw VisitRefusal.noPage }
        // Files and pages that were not visited are only asked for.
        for link in inspection.untried.filter({ plan.robots.allows($0.target) }).prefix(plan.limits.trials) {
            guard seconds() < plan.limits.seconds else { break }
            try await attempt(link.target)
        }
        return inspection
    }

    // MARK: One page

    private mutating func look(at stop: VisitPlan.Stop) async throws {
        var address = stop.address
        for _ in 0...Self.mostRedirections {
            if plan.visited > 1 || address != stop.address { try await pause() }
            let clock = ContinuousClock()
            let asked = clock.now
            let reply = await place.ask(address, onlyHead: false)
            let time = asked.duration(to: clock.now).components
            guard case .answered(let answer) = reply else { return missed(stop, reply) }
            plan.took(answer.bytes.count)
            guard (300..<400).contains(answer.status), let location = answer.location else {
                let milliseconds = Int(time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000)
                return take(answer, stop, address, milliseconds)
            }
            // The new address is looked at like any other: same host, and open to robots.
            guard case .inside(let next) = SiteAddress.resolve(location, on: address, hosts: place.names) else {
                if stop.depth == 0 { throw VisitRefusal.otherHost(location) }
                return inspection.tried(stop.address, .unknown)
            }
            place.follow(location)
            guard plan.robots.allows(next) else { return inspection.tried(stop.address, .unknown) }
            address = next
        }
        inspection.tried(stop.address, .dead("重定向太多"))
    }

    private mutating func missed(_ stop: VisitPlan.Stop, _ reply: VisitReply) {
        switch reply {
        case .answered: return
        case .unreachable: inspection.tried(stop.address, .dead("没有应答"))
        case .refused: inspection.tried(stop.address, .unknown)
        case .tooBig:
            inspection.tried(stop.address, .opens)
            inspection.addUnreadable(stop.address, reason: "网页超过 \(InspectedPageReader.largestPage >> 20) MB")
        }
    }

    private mutating func take(_ answer: VisitReply.Answer, _ stop: VisitPlan.Stop, _ address: String, _ milliseconds: Int) {
        let outcome = Self.outcome(answer.status)
        inspection.tried(stop.address, outcome)
        guard outcome == .opens, answer.type.lowercased().hasPrefix("text/html") || answer.type.lowercased().hasPrefix("application/xhtml"),
            seen.insert(address).inserted
        else { return }
        do throws(UnreadableFile) {
            let page = try InspectedPageReader.read(
                answer.bytes, address: address, isHome: stop.depth == 0, hosts: place.names, asOf: inspection.asOf)
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

    private mutating func attempt(_ target: String) async throws {
        try await pause()
        var reply = await place.ask(target, onlyHead: true)
        // Some servers do not know HEAD, and some answer it as if the page were missing.
        if case .answered(let answer) = reply, answer.status >= 400 { reply = await place.ask(target, onlyHead: false) }
        switch reply {
        case .answered(let answer): inspection.tried(target, Self.outcome(answer.status))
        case .unreachable: inspection.tried(target, .dead("没有应答"))
        case .tooBig: inspection.tried(target, .opens)
        case .refused: inspection.tried(target, .unknown)
        }
    }

    private mutating func leaveOpen(_ end: VisitPlan.End) {
        let limits = plan.limits
        let limit: String? =
            switch end {
            case .done: plan.tooDeep > 0 ? "只访问了 \(limits.depth) 层以内的网页" : nil
            case .pages: "只访问了 \(limits.pages) 个网页"
            case .bytes: "读满 \(limits.bytes >> 20) MB 后停止"
            case .seconds: "访问 \(limits.seconds / 60) 分钟后停止"
            }
        if let limit { inspection.leaveOpen(.columnsNotUpdated, reason: "\(limit)\(hints[end] ?? "")，其余网页没有看") }
        if !plan.closed.isEmpty { inspection.leaveOpen(.columnsNotUpdated, reason: "robots.txt 不许访问的 \(plan.closed.count) 个地址没有看") }
    }
}
