import Cryptography
import Domain
import Synchronization

/// Keeps programs from filling the ledger, without pictures and without asking people who write at a human pace anything (防刷).
final class AskingGuard: Sendable {
    /// A form that comes back sooner than that was not written by hand.
    static let shortestAgeInMilliseconds: Int64 = 4_000
    /// Requests from one client address in ten minutes beyond which a question is asked.
    static let mostFromOneAddress = 3

    /// Beyond this nothing is taken.
    private let requests: RateLimit
    /// Beyond this everybody is asked the question.
    private let calm: RateLimit
    private let suggestions: RateLimit
    /// Attempts at number and query code.
    private let looks: RateLimit
    private let addresses = AddressCounter(windowInMilliseconds: 600_000)
    private let lookingAddresses = AddressCounter(windowInMilliseconds: 600_000)

    init(requestsPerMinute: Int) {
        requests = RateLimit(perMinute: requestsPerMinute)
        calm = RateLimit(perMinute: max(1, requestsPerMinute / 4))
        suggestions = RateLimit(perMinute: 240)
        looks = RateLimit(perMinute: 60)
    }

    func allowsSuggestion(now: Instant) -> Bool { suggestions.allows(now: now) }

    /// Thirty attempts in ten minutes from one address, sixty a minute from everywhere.
    func allowsLook(from address: String?, now: Instant) -> Bool {
        if let address, lookingAddresses.count(address, now: now) > 30 { return false }
        return looks.allows(now: now)
    }

    func allowsRequest(now: Instant) -> Bool { requests.allows(now: now) }

    /// Whether something about it suggests a program.
    ///
    /// - Parameters:
    ///   - age: of the form, in milliseconds.
    ///   - trap: what stands in the field that people do not see.
    func isSuspicious(age: Int64, trap: String, address: String?, now: Instant) -> Bool {
        let isCalm = calm.allows(now: now)
        let isFrequent = address.map { addresses.count($0, now: now) > Self.mostFromOneAddress } ?? false
        return !isCalm || isFrequent || !trap.isEmpty || age < Self.shortestAgeInMilliseconds
    }
}

/// A plain question in words, another for each form.
struct HumanQuestion {
    let text: String
    private let answer: String

    init(token: String) {
        let bytes = Digest.sha256("question \(token)".utf8)
        let word = Array(Self.words[Int(bytes[0]) % Self.words.count])
        let place = Int(bytes[1]) % word.count
        text = "请填写“\(String(word))”的第\(Self.ordinals[place])个字"
        answer = String(word[place])
    }

    func accepts(_ given: String) -> Bool { Folding.fold(Folding.trimmed(given)) == Folding.fold(answer) }

    /// No word has a character twice, and none is longer than the ordinals.
    private static let words = ["政府信息", "公开透明", "为民服务", "依法行政", "便民利企"]
    private static let ordinals = ["一", "二", "三", "四"]
}

/// How often something came from an address within a window. Keeps few addresses, and none for longer than the window.
final class AddressCounter: Sendable {
    private static let mostAddresses = 10_000

    private let window: Int64
    private let state = Mutex<(start: Int64, counts: [String: Int])>((start: 0, counts: [:]))

    init(windowInMilliseconds: Int64) { window = windowInMilliseconds }

    /// Counts it, too.
    func count(_ address: String, now: Instant) -> Int {
        state.withLock { state in
            if now.milliseconds - state.start >= window || state.counts.count >= Self.mostAddresses {
                state = (start: now.milliseconds, counts: [:])
            }
            let count = (state.counts[address] ?? 0) + 1
            state.counts[address] = count
            return count
        }
    }
}
