import CLibCrypto
import Dispatch
import Synchronization

/// A password as it is kept: the result of scrypt (RFC 7914), the salt and the cost, so that the cost can grow with the machines.
package struct PasswordHash: Sendable, Hashable {
    /// What a guess costs.
    package struct Cost: Sendable, Hashable {
        /// log2 N
        package let exponent: Int
        /// r
        package let blockSize: Int
        /// p
        package let lanes: Int

        package init(exponent: Int, blockSize: Int, lanes: Int) {
            self.exponent = exponent
            self.blockSize = blockSize
            self.lanes = lanes
        }

        /// N = 2^15, r = 8, p = 3: 32 MiB and about 0.2 s, one of the equal choices of OWASP's Password Storage Cheat Sheet.
        package static let standard = Cost(exponent: 15, blockSize: 8, lanes: 3)

        /// What a stored text may ask for: at most 256 MiB.
        var isReasonable: Bool {
            (1...20).contains(exponent) && (1...32).contains(blockSize) && (1...16).contains(lanes) && memory <= 1 << 28
        }

        var memory: Int { 128 * blockSize << exponent }
        /// In proportion to the time it takes.
        var work: Int { memory * lanes }
    }

    package let cost: Cost
    let salt: [UInt8]
    let digest: [UInt8]

    /// `$scrypt$ln=15,r=8,p=3$…$…`, salt and result in hexadecimal.
    package var text: String {
        "$scrypt$ln=\(cost.exponent),r=\(cost.blockSize),p=\(cost.lanes)$\(hexadecimal(salt))$\(hexadecimal(digest))"
    }

    /// `nil` when the text is not of that form.
    package init?(text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let salt = bytes(hexadecimal: parts[2]), let digest = bytes(hexadecimal: parts[3]),
            salt.count >= 16, digest.count == 32
        else { return nil }
        var numbers: [Int] = []
        for (part, name) in zip(parts[1].split(separator: ","), ["ln=", "r=", "p="]) {
            guard part.hasPrefix(name), let number = Int(part.dropFirst(name.count)) else { return nil }
            numbers.append(number)
        }
        guard numbers.count == 3 else { return nil }
        cost = Cost(exponent: numbers[0], blockSize: numbers[1], lanes: numbers[2])
        guard cost.isReasonable else { return nil }
        self.salt = salt
        self.digest = digest
    }

    init(_ password: [UInt8], cost: Cost, salt: [UInt8]) {
        self.cost = cost
        self.salt = salt
        digest = Scrypt.derive(password, salt: salt, cost: cost, length: 32)
    }

    func matches(_ password: [UInt8]) -> Bool {
        constantTimeEqual(digest, Scrypt.derive(password, salt: salt, cost: cost, length: 32))
    }
}

/// scrypt itself.
enum Scrypt {
    static func derive(_ password: [UInt8], salt: [UInt8], cost: PasswordHash.Cost, length: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        let text = password.map { CChar(bitPattern: $0) }
        let outcome = EVP_PBE_scrypt(
            text, text.count, salt, salt.count, 1 << UInt64(cost.exponent), UInt64(cost.blockSize), UInt64(cost.lanes),
            UInt64(cost.memory * 2 + 1 << 20), &result, length)
        // The cost was checked when it was read; what is left is a machine without memory.
        precondition(outcome == 1, "no memory for scrypt")
        return result
    }
}

/// Makes and checks password hashes, away from Swift's own threads and not more at a time than the machine bears: a guess costs 0.2 s.
package final class PasswordHashing: Sendable {
    /// More are waiting than would be answered in reasonable time.
    package struct Busy: Error, Sendable, Hashable {
        package init() {}
    }

    /// One line for the whole process.
    package static let shared = PasswordHashing(lines: 2, mostWaiting: 128)

    private let queues: [DispatchQueue]
    /// The work that may wait; see `PasswordHash.Cost.work`.
    private let mostWork: Int
    private let state = Mutex((waiting: 0, next: 0))

    /// - Parameter mostWaiting: hashes of the standard cost that may wait; of cheaper ones as many as take the same time.
    package init(lines: Int, mostWaiting: Int) {
        queues = (0..<max(1, lines)).map { DispatchQueue(label: "passwords-\($0)") }
        mostWork = mostWaiting * PasswordHash.Cost.standard.work
    }

    package func hash(_ password: String, cost: PasswordHash.Cost = .standard) async throws -> PasswordHash {
        let salt = RandomBytes.make(16)
        return try await perform(cost) { PasswordHash(Array(password.utf8), cost: cost, salt: salt) }
    }

    package func matches(_ password: String, _ hash: PasswordHash) async throws -> Bool {
        try await perform(hash.cost) { hash.matches(Array(password.utf8)) }
    }

    /// Costs as much as `matches` and matches nothing: for a name that nobody has.
    package func matchesNobody(_ password: String, cost: PasswordHash.Cost = .standard) async throws {
        let salt = RandomBytes.make(16)
        _ = try await perform(cost) { Scrypt.derive(Array(password.utf8), salt: salt, cost: cost, length: 32) }
    }

    private func perform<Result: Sendable>(
        _ cost: PasswordHash.Cost, _ work: @escaping @Sendable () -> Result
    ) async throws -> Result {
        let line = state.withLock { state -> Int? in
            guard state.waiting < mostWork else { return nil }
            state.waiting += cost.work
            state.next = (state.next + 1) % queues.count
            return state.next
        }
        guard let line else { throw Busy() }
        let result = await withCheckedContinuation { continuation in
            queues[line].async { continuation.resume(returning: work()) }
        }
        state.withLock { $0.waiting -= cost.work }
        return result
    }
}
