import Cryptography
import Domain
import Logging
import Operations
import Persistence
import Registers
import Synchronization
import TestSupport

/// A county with a unit and a clock that stands still until it is moved.
struct AccessPlace {
    /// A hash as cheap as can be: what is tested here is not its cost.
    static let cost = PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)
    static let password = "vK7#pq2!xWm9t4z"

    let installation: Installation
    let county: County
    let unit: OrganisationUnit.ID
    let clock: HandClock

    static func with(_ engine: Engine = .sqlite, _ body: (AccessPlace) async throws -> Void) async throws {
        try await engine.withInstallation { base in
            let clock = HandClock()
            let installation = Installation(
                store: base.store, searchPlace: base.searchPlace, now: { clock.now }, identifiers: base.identifiers, log: base.log)
            let county = try await installation.testCounty()
            _ = try await RegisterUnits(installation).run(
                [
                    RegisterUnits.Row(
                        unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "czj", name: "明川县财政局", kind: .department),
                        parentCode: nil, aliases: [])
                ], site: county.id, actor: "test")
            let unit = try await installation.store.read { try UnitRegister($0, site: county.id).find(code: "czj")?.id }
            guard let unit else { throw StoreError.unexpectedValue(column: "unit") }
            try await body(AccessPlace(installation: installation, county: county, unit: unit, clock: clock))
        }
    }

    @discardableResult
    func add(_ login: String = "wangming", password: String? = password, roles: [Role] = [.editor]) async throws -> AddAccount.Added {
        let posts = roles.map { AddAccount.Place(unit: unit, role: $0, name: $0.rawValue) }
        let added = try await AddAccount(installation, county: county, cost: Self.cost).run(
            [AddAccount.Entry(login: login, name: "王明", password: password, posts: posts)], actor: "test")
        return added[0]
    }

    func signIn(_ login: String = "wangming", _ password: String = password, replacing former: SessionToken? = nil) async throws
        -> SignIn.Outcome
    {
        try await SignIn(installation, county: county, cost: Self.cost).run(
            login: login, password: password, agent: "Firefox", replacing: former)
    }

    /// The refusal of a sign-in; `nil` when it was let in.
    func refusal(_ login: String = "wangming", _ password: String) async throws -> SignIn.Refusal? {
        do {
            _ = try await signIn(login, password)
            return nil
        } catch let refusal as SignIn.Refusal { return refusal }
    }

    /// What is wrong with the password that the work wants to set.
    func faults(_ work: () async throws -> Void) async throws -> [PasswordFault] {
        do {
            try await work()
            return []
        } catch let refusal as PasswordRefusal { return refusal.faults }
    }

    /// A complete session for an account without a second factor.
    func session(_ login: String = "wangming", _ password: String = password) async throws -> SessionToken {
        switch try await signIn(login, password) {
        case .complete(let token), .needsSecondFactor(let token): return token
        }
    }

    func current(_ token: SessionToken) async throws -> Sessions.Current? {
        try await Sessions(installation).find(token: token.text, site: county.id)
    }

    func credentials(_ login: String = "wangming") async throws -> AccountRegister.Credentials {
        let site = county.id
        let found = try await installation.store.read { try AccountRegister($0, site: site).find(login: login) }
        guard let found else { throw StoreError.unexpectedValue(column: "account") }
        return found
    }

    /// The verbs of the log about accounts and posts, in order.
    func verbs() async throws -> [String] {
        try await installation.store.read {
            try $0.rows("SELECT verb FROM event WHERE subject_kind IN ('account', 'post') ORDER BY sequence") { try $0["verb"] }
        }
    }

    /// The code that the app would show now.
    func code(_ login: String = "wangming") async throws -> String {
        switch try await credentials(login).secondFactor {
        case .pending(let secret), .on(let secret, _):
            TimeBasedCode.code(secret: secret, step: TimeBasedCode.step(atMilliseconds: clock.now.milliseconds))
        case .off: ""
        }
    }

    /// Sets up the second factor and returns the recovery codes.
    func enableSecondFactor() async throws -> [String] {
        let id = try await credentials().account.id
        try await EnableSecondFactor(installation, county: county).run(account: id, password: Self.password)
        let codes = try await ConfirmSecondFactor(installation).run(account: id, code: try await code(), site: county.id)
        clock.pass(seconds: 60)
        return codes
    }
}

/// A clock that is moved by hand, from 2026-03-20 10:00 in China.
final class HandClock: Sendable {
    private let milliseconds = Mutex<Int64>(1_773_972_000_000)
    var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }
    func pass(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
    func set(_ instant: Instant) { milliseconds.withLock { $0 = instant.milliseconds } }
}
