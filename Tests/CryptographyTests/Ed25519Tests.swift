import Testing

@testable import Cryptography

@Suite("Signatures are those of RFC 8032")
struct Ed25519Tests {
    static func bytes(_ text: String) -> [UInt8] {
        stride(from: 0, to: text.utf8.count, by: 2).compactMap { start in
            let digits = text.utf8.dropFirst(start).prefix(2)
            return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        }
    }

    @Test(
        "The published vectors",
        arguments: [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ])
    func vectors(_ seed: String, _ publicKey: String, _ message: String, _ signature: String) throws {
        let key = try #require(Ed25519.PrivateKey(seed: Self.bytes(seed)))
        #expect(hexadecimal(key.publicKey) == publicKey)
        #expect(hexadecimal(key.sign(Self.bytes(message))) == signature)
        #expect(Ed25519.isValid(Self.bytes(signature), of: Self.bytes(message), publicKey: Self.bytes(publicKey)))
    }

    @Test("One bit of message, signature or key, or a wrong length, makes it invalid")
    func refused() throws {
        let key = try #require(Ed25519.PrivateKey(seed: RandomBytes.make(32)))
        let (message, publicKey) = (Array("检查点".utf8), key.publicKey)
        let signature = key.sign(message)
        func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
            var bytes = bytes
            bytes[bit / 8 % bytes.count] ^= 1 << UInt8(bit % 8)
            return bytes
        }
        for bit in 0..<512 {
            #expect(!Ed25519.isValid(flipped(signature, bit), of: message, publicKey: publicKey))
            #expect(!Ed25519.isValid(signature, of: flipped(message, bit), publicKey: publicKey))
            #expect(!Ed25519.isValid(signature, of: message, publicKey: flipped(publicKey, bit)))
        }
        #expect(!Ed25519.isValid(Array(signature.dropLast()), of: message, publicKey: publicKey))
        #expect(!Ed25519.isValid([], of: message, publicKey: publicKey))
        #expect(!Ed25519.isValid(signature, of: message, publicKey: []))
        #expect(Ed25519.PrivateKey(seed: []) == nil)
    }

    @Test(
        "Base64 is that of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func base64(_ plain: String, _ encoded: String) {
        #expect(Base64.text(Array(plain.utf8)) == encoded)
        #expect(Base64.bytes(encoded) == Array(plain.utf8))
    }

    @Test(
        "One spelling only is read",
        arguments: ["Zg", "Zg=", "Zh==", " Zg==", "Zg==\n", "Zm9v\n\n\n\n", "Z===", "====", "Zm-_", "Zg==Zg=="])
    func strict(_ text: String) { #expect(Base64.bytes(text) == nil) }
}
