import Cryptography
import Testing

@Suite("Fingerprints agree with their published vectors") struct DigestTests {
    @Test("SHA-256 of “abc” (FIPS 180-4)") func sha256() {
        #expect(hexadecimal(Digest.sha256("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hexadecimal(Digest.sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("SM3 of “abc” (GB/T 32905 A.1)") func sm3() {
        #expect(hexadecimal(Digest.sm3("abc".utf8)) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    }

    @Test("HMAC-SHA-256, test case 2 of RFC 4231") func hmac() {
        let code = Digest.hmacSHA256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        #expect(hexadecimal(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("Equal secrets are equal, others are not, whatever their length") func comparison() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(RandomBytes.make(32) != RandomBytes.make(32))
    }
}
