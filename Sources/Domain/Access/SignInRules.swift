/// How people sign in (登录规则), in force from a day on. Lengths in Unicode scalars.
package struct SignInRules: Sendable, Hashable {
    package var effective: Day
    /// Fewest characters of a password.
    package var shortest: Int
    /// The same where a second factor is asked for as well.
    package var shortestWithSecondFactor: Int
    /// How many of capitals, small letters, digits and other characters a password must mix; 0 asks for none.
    package var characterKinds: Int
    /// Days after which a password must be changed; 0 means never.
    package var rotationDays: Int
    /// How many former passwords may not come back.
    package var remembered: Int
    /// Minutes without a request after which a session ends.
    package var idleMinutes: Int
    /// Minutes after which a session ends in any case.
    package var absoluteMinutes: Int

    package init(
        effective: Day, shortest: Int = 15, shortestWithSecondFactor: Int = 8, characterKinds: Int = 0, rotationDays: Int = 0,
        remembered: Int = 0, idleMinutes: Int = 60, absoluteMinutes: Int = 480
    ) {
        self.effective = effective
        self.shortest = shortest
        self.shortestWithSecondFactor = shortestWithSecondFactor
        self.characterKinds = characterKinds
        self.rotationDays = rotationDays
        self.remembered = remembered
        self.idleMinutes = idleMinutes
        self.absoluteMinutes = absoluteMinutes
    }

    /// Length and a blocklist instead of mixed characters and changes by the calendar (NIST SP 800-63B §3.1.1).
    package static func standard(from day: Day) -> SignInRules { SignInRules(effective: day) }

    /// As assessors read GB/T 22239 (等保) 8.1.4.1: complexity, and change at regular times.
    package static func classifiedProtection(from day: Day) -> SignInRules {
        SignInRules(effective: day, characterKinds: 3, rotationDays: 90, remembered: 5, idleMinutes: 30)
    }

    /// A value outside what the rules may be.
    package struct Fault: Error, Sendable, Hashable {
        package enum Field: String, Sendable, CaseIterable {
            case shortest, shortestWithSecondFactor, characterKinds, rotationDays, remembered, idleMinutes, absoluteMinutes
        }

        package let field: Field
        package let allowed: ClosedRange<Int>
    }

    package var faults: [Fault] {
        let ranges: [(Fault.Field, Int, ClosedRange<Int>)] = [
            (.shortest, shortest, 8...64), (.shortestWithSecondFactor, shortestWithSecondFactor, 8...64),
            (.characterKinds, characterKinds, 0...4), (.rotationDays, rotationDays, 0...3650), (.remembered, remembered, 0...24),
            (.idleMinutes, idleMinutes, 5...480), (.absoluteMinutes, absoluteMinutes, 15...1440),
        ]
        return ranges.filter { !$0.2.contains($0.1) }.map { Fault(field: $0.0, allowed: $0.2) }
    }

    /// Whether a password of that age must be changed.
    package func isOutworn(changed: Instant, now: Instant) -> Bool {
        rotationDays > 0 && now.milliseconds - changed.milliseconds >= Int64(rotationDays) * 86_400_000
    }

    /// Whether a session still lasts.
    package func lasts(_ session: Session, now: Instant) -> Bool {
        now.milliseconds - session.lastSeen.milliseconds < Int64(idleMinutes) * 60_000
            && now.milliseconds - session.created.milliseconds < Int64(absoluteMinutes) * 60_000
    }
}
