import Domain
import Outbound
import Synchronization

/// What links answered when they were last tried, for a day: a draft is checked many times, and other offices' servers are not ours to press.
final class LinkOutcomes: Sendable {
    private struct Known {
        let outcome: LinkCheck.Outcome
        let asked: Instant
    }

    private static let lifetimeInMilliseconds: Int64 = 24 * 3_600_000
    private static let most = 10_000
    /// Longest that somebody waits for links; what was not tried by then is tried the next time.
    private static let budget: Duration = .seconds(6)

    private let known = Mutex<[String: Known]>([:])

    /// - Parameter probe: tries what is not known; `nil` to go by what is known.
    func results(for links: [LinkCheck.Link], probe: LinkProbe?, now: Instant) async -> [(link: LinkCheck.Link, outcome: LinkCheck.Outcome)]
    {
        let start = ContinuousClock.now
        var results: [(link: LinkCheck.Link, outcome: LinkCheck.Outcome)] = []
        for link in links {
            if let outcome = fresh(link.address, now: now) {
                results.append((link, outcome))
            } else if let probe, ContinuousClock.now - start < Self.budget {
                let outcome: LinkCheck.Outcome =
                    switch await probe.ask(link.address) {
                    case .answered(let status): .answered(status: status)
                    case .unreachable: .unreachable
                    case .refused: .refused
                    }
                keep(outcome, of: link.address, now: now)
                results.append((link, outcome))
            }
        }
        return results
    }

    private func fresh(_ address: String, now: Instant) -> LinkCheck.Outcome? {
        known.withLock { known in
            guard let found = known[address], now.milliseconds - found.asked.milliseconds < Self.lifetimeInMilliseconds else { return nil }
            return found.outcome
        }
    }

    private func keep(_ outcome: LinkCheck.Outcome, of address: String, now: Instant) {
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known[address] = Known(outcome: outcome, asked: now)
        }
    }
}
