import Outbound
import Testing

@Suite("The identity provider is asked safely") struct IdentityProviderTests {
    private let settings = IdentityProvider.Settings(issuer: "https://id.example", client: "c&d", secret: "", loginClaim: "", label: "")

    @Test("Only encrypted addresses, except on this machine itself")
    func addresses() {
        for good in ["https://id.example", "https://id.example:8443/a?b=c", "http://127.0.0.1:8080/x", "http://127.0.0.1"] {
            #expect(IdentityProvider.isAllowed(good), "\(good)")
        }
        for bad in [
            "http://id.example", "http://127.0.0.1.evil.example/", "http://127.0.0.10", "https://", "file:///etc/passwd", "ftp://x", "",
            "https://a b", "https://a\"b", "javascript:x",
        ] {
            #expect(!IdentityProvider.isAllowed(bad), "\(bad)")
        }
    }

    @Test("Everything that travels in the address is encoded, and a query that is there already is kept")
    func address() {
        let places = IdentityProvider.Places(authorization: "https://id.example/auth?tenant=1", token: "", keys: "")
        let address = IdentityProvider(settings).authorizationAddress(
            places: places, returnAddress: "https://x.example/work?a=b", state: "s", nonce: "n", challenge: "c")
        #expect(
            address
                == "https://id.example/auth?tenant=1&response_type=code&client_id=c%26d&redirect_uri=https%3A%2F%2Fx.example%2Fwork%3Fa%3Db&scope=openid%20profile&state=s&nonce=n&code_challenge=c&code_challenge_method=S256"
        )
    }

    @Test("A provider that is not there is a fault, not a wait")
    func away() async {
        let provider = IdentityProvider(
            IdentityProvider.Settings(issuer: "http://127.0.0.1:9", client: "c", secret: "", loginClaim: "", label: ""))
        await #expect(throws: IdentityProvider.Fault.self) { try await provider.places() }
    }
}
