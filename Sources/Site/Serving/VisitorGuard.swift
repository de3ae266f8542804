import Cryptography
import Domain
import Synchronization

/// What visitors send, each kind with limits of its own, so that a flood of one leaves the others open.
enum VisitorForm: Sendable, CaseIterable {
    /// 依申请公开申请
    case request
    /// 意见征集、听证、列席、问卷、开放日报名
    case participation
    /// 留言
    case message
    /// 好差评
    case rating
    /// 订阅
    case subscription
    /// 办事指南之外索要材料的反映
    case report
}

/// Keeps programs from filling the registers, without pictures and without asking people who write at a human pace anything (防刷).
final class VisitorGuard: Sendable {
    /// A form that comes back sooner than that was not written by hand.
    static let shortestAgeInMilliseconds: Int64 = 4_000

    /// Forms from one client address in ten minutes beyond which a question is asked.
    private let mostFromOneAddress: Int
    /// Beyond this nothing is taken.
    private let forms: RateLimit
    /// Beyond this everybody is asked the question.
    private let calm: RateLimit
    private let suggestions = RateLimit(perMinute: 240)
    /// Attempts at number and query code.
    private let looks = RateLimit(perMinute: 60)
    private let addresses = AddressCounter(windowInMilliseconds: 600_000)
    private let lookingAddresses = AddressCounter(windowInMilliseconds: 600_000)

    init(formsPerMinute: Int, mostFromOneAddress: Int = 3) {
        forms = RateLimit(perMinute: formsPerMinute)
        calm = RateLimit(perMinute: max(1, formsPerMinute / 4))
        self.mostFromOneAddress = mostFromOneAddress
    }

    func allowsSuggestion(now: Instant) -> Bool { suggestions.allows(now: now) }

    /// Thirty attempts in ten minutes from one address, sixty a minute from everywhere.
    func allowsLook(from address: String?, now: Instant) -> Bool {
        if let address, lookingAddresses.count(address, now: now) > 30 { return false }
        return looks.allows(now: now)
    }

    func allowsForm(now: Instant) -> Bool { forms.allows(now: now) }

    /// Whether something about it suggests a program.
    ///
    /// - Parameters:
    ///   - age: of the form, in milliseconds.
    ///   - trap: what stands in the field that people do not see.
    func isSuspicious(age: Int64, trap: String, address: String?, now: Instant) -> Bool {
        let isCalm = calm.allows(now: now)
        let isFrequent = address.map { addresses.count($0, now: now) > mostFromOneAddress } ?? false
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
