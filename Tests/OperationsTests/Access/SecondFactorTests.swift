import Cryptography
import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("The second factor") struct SecondFactorTests {
    /// Signs in with the password and then with a code.
    private func pass(_ place: AccessPlace, _ code: String, with password: String = AccessPlace.password) async throws -> Result<
        SessionToken, SignIn.Refusal
    > {
        do {
            let token = try await place.session("wangming", password)
            return .success(try await PassSecondFactor(place.installation, county: place.county).run(token: token, code: code, agent: ""))
        } catch let refusal as SignIn.Refusal { return .failure(refusal) }
    }

    @Test("The password alone opens nothing; password and code open a session under a new number", arguments: Engine.available)
    func both(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            try await place.add()
            let codes = try await place.enableSecondFactor()
            #expect(codes.count == 10 && Set(codes).count == 10)
            guard case .needsSecondFactor(let half) = try await place.signIn() else {
                Issue.record("no second factor was asked for")
                return
            }
            let nobody = try await place.current(half)
            #expect(nobody == nil)
            let passing = PassSecondFactor(place.installation, county: place.county)
            let token = try await passing.run(token: half, code: try await place.code(), agent: "Firefox")
            let (current, waits) = (try await place.current(token), try await passing.isWaiting(half))
            #expect(token != half && current != nil && !waits)
            let verbs = try await place.verbs()
            #expect(verbs.suffix(2) == ["secondFactorEnabled", "signedIn"])
        }
    }

    @Test("A code counts once, also for who reads it over the shoulder")
    func reuse() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            _ = try await place.enableSecondFactor()
            let code = try await place.code()
            guard case .success = try await pass(place, code) else {
                Issue.record("the first use was refused")
                return
            }
            guard case .failure(.wrong) = try await pass(place, code) else {
                Issue.record("the second use was let through")
                return
            }
        }
    }

    @Test("The code that set the app up does not sign in as well")
    func setupCode() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            try await EnableSecondFactor(place.installation, county: place.county).run(
                account: added.account.id, password: AccessPlace.password)
            let code = try await place.code()
            _ = try await ConfirmSecondFactor(place.installation).run(account: added.account.id, code: code, site: place.county.id)
            guard case .failure(.wrong) = try await pass(place, code) else {
                Issue.record("the code counted twice")
                return
            }
        }
    }

    @Test("A recovery code counts once, in capitals and without hyphens, too")
    func recovery() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let codes = try await place.enableSecondFactor()
            guard case .success = try await pass(place, codes[3].uppercased().replacing("-", with: " ")) else {
                Issue.record("the recovery code was refused")
                return
            }
            guard case .failure(.wrong) = try await pass(place, codes[3]) else {
                Issue.record("a recovery code counted twice")
                return
            }
            let id = try await place.credentials().account.id
            let left = try await place.installation.store.read {
                try AccountRegister($0, site: place.county.id).recoveryCodesLeft(id)
            }
            #expect(left == 9)
        }
    }

    @Test("Guessing codes waits like guessing passwords, and signing in with the password between does not clear the count")
    func guessing() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            _ = try await place.enableSecondFactor()
            for _ in 0..<5 {
                guard case .failure(.wrong) = try await pass(place, "000000x") else {
                    Issue.record("not refused as wrong")
                    return
                }
            }
            guard case .failure(.wait(seconds: 30)) = try await pass(place, "000000x") else {
                Issue.record("did not have to wait")
                return
            }
            place.clock.pass(seconds: 30)
            guard case .success = try await pass(place, try await place.code()) else {
                Issue.record("the right code was refused")
                return
            }
            let attempts = try await place.credentials().attempts
            #expect(attempts.failures == 0)
        }
    }

    @Test("The password alone is remembered for ten minutes")
    func patience() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            _ = try await place.enableSecondFactor()
            let half = try await place.session()
            place.clock.pass(seconds: 600)
            await #expect(throws: SignIn.Refusal.expired) {
                try await PassSecondFactor(place.installation, county: place.county).run(
                    token: half, code: try await place.code(), agent: "")
            }
        }
    }

    @Test("A short password is enough beside a second factor; without it, it must be changed")
    func shortPassword() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            let change = ChangePassword(place.installation, county: place.county, cost: AccessPlace.cost)
            await #expect(throws: PasswordRefusal.self) {
                try await change.run(account: added.account.id, current: AccessPlace.password, new: "vK7#pq2!", agent: "")
            }
            _ = try await place.enableSecondFactor()
            let token = try await change.run(account: added.account.id, current: AccessPlace.password, new: "vK7#pq2!", agent: "")
            let free = try #require(try await place.current(token))
            #expect(!free.isLimitedToOwnAccount)
            try await RemoveSecondFactor(place.installation, county: place.county).run(account: added.account.id, password: "vK7#pq2!")
            let limited = try #require(try await place.current(token))
            #expect(limited.isLimitedToOwnAccount)
        }
    }

    @Test("An administrator can take the second factor away when the telephone is lost")
    func lost() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            _ = try await place.enableSecondFactor()
            let secret = try await ResetPassword(place.installation, cost: AccessPlace.cost).run(
                added.account.id, removesSecondFactor: true, site: place.county.id, actor: "test")
            guard case .complete(let token) = try await place.signIn("wangming", secret) else {
                Issue.record("a second factor was asked for")
                return
            }
            let current = try #require(try await place.current(token))
            #expect(current.isLimitedToOwnAccount)
        }
    }

    @Test("Setting up asks for the password, and a wrong code confirms nothing")
    func setup() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            let enabling = EnableSecondFactor(place.installation, county: place.county)
            await #expect(throws: SignIn.Refusal.wrong) { try await enabling.run(account: added.account.id, password: "x") }
            let none = try await enabling.pending(account: added.account.id)
            #expect(none == nil)
            try await enabling.run(account: added.account.id, password: AccessPlace.password)
            let setup = try #require(try await enabling.pending(account: added.account.id))
            #expect(setup.address.hasPrefix("otpauth://totp/wangming?secret=\(setup.secret)") && setup.secret.utf8.count == 32)
            await #expect(throws: SecondFactorRefusal.wrongCode) {
                try await ConfirmSecondFactor(place.installation).run(account: added.account.id, code: "000000x", site: place.county.id)
            }
            let isOn = try await place.credentials().secondFactor.isOn
            #expect(!isOn)
        }
    }
}
