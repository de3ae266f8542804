import Domain
import Testing

@Suite("The rules of signing in") struct SignInRulesTests {
    static let day = Day(serial: 20_532)
    static let context = ["wangming", "王明", "wangming@mingchuan.gov.cn", "明川县人民政府", "明川县", "www.mingchuan.gov.cn", "czj"]

    private func faults(_ password: String, secondFactor: Bool = false, _ rules: SignInRules = .standard(from: day)) -> [PasswordFault] {
        rules.faults(in: password, hasSecondFactor: secondFactor, context: Self.context)
    }

    @Test("Fifteen characters alone, eight beside a second factor; Chinese characters count one each")
    func length() {
        #expect(faults("vK7#pq2!xWm9t4") == [.tooShort(shortest: 15, withSecondFactor: 8)])
        #expect(faults("vK7#pq2!xWm9t4z").isEmpty)
        #expect(faults("vK7#pq2", secondFactor: true) == [.tooShort(shortest: 8, withSecondFactor: nil)])
        #expect(faults("vK7#pq2!", secondFactor: true).isEmpty)
        #expect(faults("春眠不觉晓处处闻啼鸟夜来风雨声").isEmpty)
        #expect(faults("春眠不觉晓处处闻啼鸟夜来风雨") == [.tooShort(shortest: 15, withSecondFactor: 8)])
        #expect(faults(String(repeating: "长", count: 129)) == [.tooLong(longest: 128)])
        #expect(faults("vK7#pq2!xWm9t4\u{7}z") == [.unprintable])
    }

    @Test("A sentence of several words is taken, with its spaces")
    func sentences() {
        for password in ["correct horse battery staple", "zuotian wanshang xiayu le", "我家门前有两棵树都是枣树没有别的", "K8s-cluster in the attic"] {
            #expect(faults(password).isEmpty, "\(password)")
        }
    }

    @Test(
        "What is tried first is refused, also disguised",
        arguments: [
            "password", "P@ssw0rd", "１２３４５６７８", "admin123456", "woaini1314520", "qwertyuiop", "1qaz2wsx3edc4rfv", "aaaaaaaaaaaaaaaa",
            "mingchuan2026!", "wangming20260320", "Wangming@2026", "zhengfu2026@mingchuan", "明川县人民政府2026", "王明13800138000",
            "czj@2026czj@2026",
            "13800138000abc", "19900101wangming", "zwgk2026zwgk2026", "password2026!!!", "123456789012345", "abcdefghijklmnop",
            "5201314woaini",
            "11010519491231002X", "beijing2008beijing",
        ])
    func guessable(_ password: String) {
        let found = faults(password, secondFactor: true)
        #expect(found.contains(.common) || found.contains(.guessable), "\(password): \(found)")
    }

    @Test("As assessors read it, three of four kinds of character are needed")
    func kinds() {
        let strict = SignInRules.classifiedProtection(from: Self.day)
        #expect(faults("vkqpqxwmztrhbnd", false, strict) == [.tooFewKinds(needed: 3)])
        #expect(faults("vkqpqxWmztrhb7d", false, strict).isEmpty)
        #expect(strict.isOutworn(changed: Instant(milliseconds: 0), now: Instant(milliseconds: 90 * 86_400_000)))
        #expect(!strict.isOutworn(changed: Instant(milliseconds: 1), now: Instant(milliseconds: 90 * 86_400_000)))
        #expect(!SignInRules.standard(from: Self.day).isOutworn(changed: Instant(milliseconds: 0), now: Instant(milliseconds: .max)))
    }

    private func faults(_ password: String, _ secondFactor: Bool, _ rules: SignInRules) -> [PasswordFault] {
        faults(password, secondFactor: secondFactor, rules)
    }

    @Test("After five failures each attempt waits, twice as long each time, at most a quarter of an hour; at 100 it is over")
    func delay() {
        let last = Instant(milliseconds: 1_773_972_000_000)
        func wait(_ failures: Int, after seconds: Int64) -> SignInAttempts.Wait {
            SignInAttempts(failures: failures, last: last).wait(at: Instant(milliseconds: last.milliseconds + seconds * 1000))
        }
        #expect(wait(4, after: 0) == .none)
        #expect(wait(5, after: 0) == .seconds(30) && wait(5, after: 29) == .seconds(1) && wait(5, after: 30) == .none)
        #expect((5...12).map { SignInAttempts(failures: $0, last: last).delayInSeconds } == [30, 60, 120, 240, 480, 900, 900, 900])
        #expect(wait(99, after: 900) == .none)
        #expect(wait(100, after: 10_000_000) == .blocked)
    }

    @Test("A session ends when nobody uses it, and after its whole time in any case")
    func sessions() {
        let rules = SignInRules.standard(from: Self.day)
        func lasts(created: Int64, seen: Int64, now: Int64) -> Bool {
            let session = Session(
                id: Session.ID(1), account: Account.ID(1), created: Instant(milliseconds: created * 60_000),
                lastSeen: Instant(milliseconds: seen * 60_000), agent: "")
            return rules.lasts(session, now: Instant(milliseconds: now * 60_000))
        }
        #expect(lasts(created: 0, seen: 0, now: 59) && !lasts(created: 0, seen: 0, now: 60))
        #expect(lasts(created: 0, seen: 479, now: 479) && !lasts(created: 0, seen: 479, now: 480))
    }

    @Test("Nobody holds two of the three administrators, nor one of them beside work; every pair of roles")
    func posts() {
        for held in Role.allCases {
            for wanted in Role.allCases {
                let conflict = PostRules.conflict(adding: wanted, to: [held])
                switch (held.isAdministrator, wanted.isAdministrator) {
                case (false, false): #expect(conflict == nil)
                case (true, true): #expect(conflict == (held == wanted ? nil : .secondAdministrator(holds: held)))
                case (true, false), (false, true): #expect(conflict == .administratorAndWork(holds: held))
                }
            }
        }
        #expect(PostRules.conflict(adding: .editor, to: []) == nil)
    }

    @Test("Names to sign in with")
    func logins() {
        for good in ["wm", "wang.ming", "0wang-ming_2"] { #expect(LoginName.isValid(good)) }
        for bad in ["w", "Wang", "王明", ".wang", "wang ming", "wang@x", String(repeating: "a", count: 33), ""] {
            #expect(!LoginName.isValid(bad))
        }
        #expect(LoginName.read("  ＷangMing ") == "wangming")
    }

    @Test("Rules outside their bounds are refused, each by name")
    func bounds() {
        var rules = SignInRules.standard(from: Self.day)
        #expect(rules.faults.isEmpty && SignInRules.classifiedProtection(from: Self.day).faults.isEmpty)
        rules.shortest = 6
        rules.idleMinutes = 1
        #expect(rules.faults.map(\.field) == [.shortest, .idleMinutes])
    }

    @Test("A browser is named in two words")
    func browsers() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"
        #expect(BrowserName.summary(of: edge) == "Edge（Windows）")
        #expect(BrowserName.summary(of: "curl/7.88") == "其他浏览器")
    }
}
