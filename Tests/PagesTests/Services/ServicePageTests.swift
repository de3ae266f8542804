import Domain
import HTML
import Pages
import Testing

@Suite("Page, sheet and screen of a guide") struct ServicePageTests {
    static func guide() -> ServiceGuide {
        var guide = ServiceGuide(name: "居民身份证首次申领", code: "11999901-GA-001")
        guide.bases = [ServiceGuide.LegalBasis(document: "《居民身份证法》", article: "第七条")]
        guide.agency = "明川县公安局"
        guide.conditions = ["年满十六周岁", "户籍在本县"]
        guide.steps = [
            GuideStep(name: "申请", actor: "申请人", duration: "即时", question: "材料齐全？", next: 3, otherwise: 2),
            GuideStep(name: "一次性告知补正", actor: "窗口", duration: "当场", next: 1),
            GuideStep(name: "审核制证", actor: "县公安局治安管理大队户政管理中心", duration: "20 个工作日"),
        ]
        guide.promisedLimit = .workingDays(20)
        guide.materials = [
            ServiceGuide.Material(name: "居民户口簿", source: "申请人自备"),
            ServiceGuide.Material(name: "数码照片回执", kind: .copy, copies: 2, source: "照相馆出具", form: .paper, basis: "公安部规定"),
        ]
        guide.fee = ServiceFee(amountInFen: 2_050, per: "每证", basis: "发改价格〔2003〕2322号")
        (guide.place, guide.hours) = ("大厅 3 号窗口", "工作日 9:00–17:00")
        (guide.phone, guide.supervisionPhone) = ("0999-1234567", "0999-7654321")
        (guide.result, guide.delivery, guide.scope) = ("居民身份证", "窗口领取", "面向社会")
        (guide.audiences, guide.channels, guide.lifeEvents) = ([.person], [.window], ["成年"])
        return guide
    }

    static func service(_ content: ServicePaper = .guide(guide()), timing: ServiceTiming = .onTime) -> PublicService {
        PublicService(
            id: Identifier(5), unit: UnitLink(code: "gaj", name: "明川县公安局"), content: content, number: 2,
            effective: Sample.date(2026, 3, 25), published: Instant(startOf: Sample.date(2026, 3, 24)), document: Identifier(9),
            timing: timing, versionCount: 2, day: Sample.date(2026, 3, 26))
    }

    private static func text(_ page: some PortalPage, _ address: Address) -> String {
        String(decoding: page.render(in: Sample.frame(address)), as: UTF8.self)
    }

    /// Each fact by itself: a table and a line word them apart.
    private static let facts: [String] = {
        let guide = ServicePageTests.guide()
        let materials = guide.materials.flatMap { [$0.name, $0.kind.rawValue, "\($0.copies) 份", $0.form.rawValue, $0.source, $0.basis] }
        let rest = ServicePaper.guide(guide).elements.filter { $0.field != "material-name-0" }.flatMap(\.lines)
        return (materials + rest + [ServicePaper.nothingMore]).filter { !$0.isEmpty }
    }()

    @Test("All three say every fact of the guide")
    func sameFacts() {
        let service = Self.service()
        let pages = [
            Self.text(ServicePage(service: service), .service(service.id)),
            Self.text(ServiceSheetPage(service: service), .serviceSheet(service.id)),
            Self.text(ServiceScreenPage(service: service), .serviceScreen(service.id)),
        ]
        #expect(Self.facts.count > 30)
        for (number, page) in pages.enumerated() {
            for fact in Self.facts { #expect(page.contains(fact), "page \(number) lacks “\(fact)”") }
        }
    }

    @Test("The sheet carries a QR code, the screen no navigation, the page the way to report")
    func parts() {
        let service = Self.service()
        let sheet = Self.text(ServiceSheetPage(service: service), .serviceSheet(service.id))
        let screen = Self.text(ServiceScreenPage(service: service), .serviceScreen(service.id))
        let page = Self.text(ServicePage(service: service), .service(service.id))
        #expect(sheet.contains("class=\"qr\"") && !sheet.contains("main-nav"))
        #expect(screen.contains("hall-screen") && !screen.contains("main-nav") && !screen.contains("<form"))
        #expect(page.contains("href=\"/services/5/report\"") && page.contains("main-nav"))
    }

    @Test("A late change says so, in words")
    func late() {
        let service = Self.service(
            timing: .late(due: Sample.date(2026, 3, 23), published: Sample.date(2026, 3, 24)))
        #expect(Self.text(ServicePage(service: service), .service(service.id)).contains("变更迟公开（期限2026年3月23日）"))
    }

    @Test("A file leads to where the document carries it now, and is only named when it does not")
    func files() {
        var guide = Self.guide()
        guide.materials[0].files = [Self.file(.form, "旧登记表.pdf", "a"), Self.file(.sample, "示范.pdf", "b")]
        var service = Self.service(.guide(guide))
        service.fileNumbers = ["b": 3]
        let page = Self.text(ServicePage(service: service), .service(service.id))
        #expect(page.contains("href=\"/disclosures/9/files/3\"") && page.contains("旧登记表.pdf"))
        #expect(!page.contains("/disclosures/9/files/1") && !page.contains("/disclosures/9/files/2"))
    }

    private static func file(_ role: ServiceGuide.File.Role, _ name: String, _ digest: String) -> ServiceGuide.File {
        ServiceGuide.File(
            role: role, attachment: DraftAttachment(name: name, mediaType: "application/pdf", sizeInBytes: 1, digest: digest))
    }

    @Test("The page says that its document is the same only where it is")
    func document() {
        var service = Self.service()
        func page() -> String { Self.text(ServicePage(service: service), .service(service.id)) }
        #expect(page().contains("内容一致"))
        service.isInDocument = false
        #expect(!page().contains("内容一致") && page().contains("以公开文件为准"))
        service.coming = (number: 3, effective: Sample.date(2026, 4, 1))
        #expect(!page().contains("内容一致") && page().contains("已有修改，自2026年4月1日（周三）起实施，修改后的内容见公开文件"))
    }

    @Test("Scripts in every field stay text")
    func scripts() {
        var guide = Self.guide()
        let bad = "\"><script>alert(1)</script>"
        guide.name = bad
        (guide.agency, guide.place, guide.phone) = (bad, bad, bad)
        guide.conditions = [bad]
        guide.steps[0].name = bad
        guide.steps[0].question = bad
        guide.materials[0].name = bad
        guide.onlineAddress = "javascript:alert(1)"
        let service = Self.service(.guide(guide))
        for page in [
            Self.text(ServicePage(service: service), .service(service.id)),
            Self.text(ServiceSheetPage(service: service), .serviceSheet(service.id)),
            Self.text(ServiceScreenPage(service: service), .serviceScreen(service.id)),
        ] {
            #expect(!page.contains("<script>alert") && !page.contains("href=\"javascript:"))
        }
    }

    @Test("An expired policy is marked, one without an end is not")
    func expiry() {
        var policy = EnterprisePolicy(name: "补助", code: "ZC-1")
        policy.until = Sample.date(2026, 3, 25)
        let page = Self.text(ServicePage(service: Self.service(.policy(policy))), .policy(Identifier(5)))
        #expect(page.contains("已到期"))
        policy.until = nil
        #expect(!Self.text(ServicePage(service: Self.service(.policy(policy))), .policy(Identifier(5))).contains("已到期"))
    }
}
