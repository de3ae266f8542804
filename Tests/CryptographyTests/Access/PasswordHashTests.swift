import Testing

@testable import Cryptography

@Suite("Passwords, one-time codes and signatures agree with their published vectors") struct PasswordHashTests {
    @Test("scrypt, vectors of RFC 7914 §12")
    func scrypt() {
        let first = Scrypt.derive([], salt: [], cost: PasswordHash.Cost(exponent: 4, blockSize: 1, lanes: 1), length: 64)
        #expect(
            hexadecimal(first)
                == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        )
        let second = Scrypt.derive(
            Array("password".utf8), salt: Array("NaCl".utf8), cost: PasswordHash.Cost(exponent: 10, blockSize: 8, lanes: 16), length: 64)
        #expect(
            hexadecimal(second)
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        )
    }

    @Test("A stored password keeps its cost, matches itself and nothing else, and survives its text form")
    func storedForm() async throws {
        let cost = PasswordHash.Cost(exponent: 8, blockSize: 8, lanes: 2)
        let hash = try await PasswordHashing.shared.hash("长长的密码一二三", cost: cost)
        let read = try #require(PasswordHash(text: hash.text))
        #expect(read == hash && read.cost == cost && hash.text.hasPrefix("$scrypt$ln=8,r=8,p=2$"))
        let (right, wrong) = (
            try await PasswordHashing.shared.matches("长长的密码一二三", read), try await PasswordHashing.shared.matches("长长的密码一二", read)
        )
        #expect(right && !wrong)
        let again = try await PasswordHashing.shared.hash("长长的密码一二三", cost: cost)
        #expect(again != hash, "the salt is new each time")
    }

    @Test(
        "A stored text that asks for too much memory, or is damaged, is no password",
        arguments: [
            "", "$scrypt$ln=30,r=8,p=1$00112233445566778899aabbccddeeff$" + String(repeating: "00", count: 32),
            "$scrypt$ln=8,r=8$00112233445566778899aabbccddeeff$" + String(repeating: "00", count: 32),
            "$scrypt$ln=8,r=8,p=1$0011$" + String(repeating: "00", count: 32), "$bcrypt$x$y$z", "$scrypt$ln=8,r=8,p=1$zz$zz",
        ])
    func damaged(_ text: String) { #expect(PasswordHash(text: text) == nil) }

    @Test("While passwords are hashed, other work goes on")
    func besides() async throws {
        let hashing = PasswordHashing(lines: 1, mostWaiting: 16)
        let finished = Finished()
        async let slow: Void = withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await hashing.hash("x", cost: .standard)
                    await finished.add()
                }
            }
            try await group.waitForAll()
        }
        // On threads of Swift's own the timer could not fire before the last of them.
        try await Task.sleep(for: .milliseconds(1))
        let finishedBefore = await finished.count
        try await slow
        #expect(finishedBefore < 8)
    }

    @Test("A line that is full refuses at once")
    func full() async throws {
        let hashing = PasswordHashing(lines: 1, mostWaiting: 1)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do {
                        _ = try await hashing.hash("x", cost: .standard)
                        return false
                    } catch { return error is PasswordHashing.Busy }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refused >= 1 && refused <= 5)
    }

    @Test("What waits is measured by its time: hundreds of cheap hashes fit where one of the standard cost does")
    func cheap() async throws {
        let hashing = PasswordHashing(lines: 1, mostWaiting: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<300 {
                group.addTask { _ = try await hashing.hash("x", cost: PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)) }
            }
            try await group.waitForAll()
        }
    }

    @Test(
        "One-time codes, vectors of RFC 6238 appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func totp(_ seconds: Int64, _ code: String) {
        let step = TimeBasedCode.step(atMilliseconds: seconds * 1000)
        #expect(TimeBasedCode.code(secret: Array("12345678901234567890".utf8), step: step, digits: 8) == code)
    }

    @Test("A code counts one step early or late, not two, and never again after it was used")
    func window() {
        let secret = Array("12345678901234567890".utf8)
        let now: Int64 = 1_773_972_000_000
        let step = TimeBasedCode.step(atMilliseconds: now)
        for (offset, isRight) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
            let code = TimeBasedCode.code(secret: secret, step: step + offset)
            #expect((TimeBasedCode.matchingStep(code, secret: secret, atMilliseconds: now, after: 0) == step + offset) == isRight)
        }
        let code = TimeBasedCode.code(secret: secret, step: step)
        #expect(TimeBasedCode.matchingStep(code, secret: secret, atMilliseconds: now, after: step) == nil)
        #expect(TimeBasedCode.matchingStep("12345", secret: secret, atMilliseconds: now, after: 0) == nil)
    }

    @Test("Base32, vectors of RFC 4648 §10, there and back")
    func base32() {
        for (text, encoded) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(Base32.encode(Array(text.utf8)) == encoded)
            #expect(Base32.decode(encoded.lowercased()) == Array(text.utf8))
        }
        #expect(Base32.decode("MZ1") == nil)
        #expect(Base32.decode("MZXW 6YTB-OI==") == Array("foobar".utf8))
    }

    @Test("Base64 for addresses, there and back, for every length")
    func base64() {
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text) == bytes)
            #expect(!text.contains("=") && !text.contains("+") && !text.contains("/"))
        }
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64URL.decode("A") == nil && Base64URL.decode("A+==") == nil)
    }

    @Test("An RS256 signature: the example of RFC 7515 A.2 is right, any changed bit is not")
    func signature() throws {
        let modulus = try #require(
            Base64URL.decode(
                "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
            ))
        let key = try #require(RSAPublicKey(modulus: modulus, exponent: [1, 0, 1]))
        let message =
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        var signature = try #require(
            Base64URL.decode(
                "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
            ))
        #expect(key.verifies(signature, of: Array(message.utf8)))
        #expect(!key.verifies(signature, of: Array((message + "x").utf8)))
        signature[100] ^= 1
        #expect(!key.verifies(signature, of: Array(message.utf8)))
        #expect(!key.verifies([], of: Array(message.utf8)))
        #expect(RSAPublicKey(modulus: Array(modulus.prefix(128)), exponent: [1, 0, 1]) == nil, "1024 bits are too few")
    }
}

private actor Finished {
    private(set) var count = 0
    func add() { count += 1 }
}
