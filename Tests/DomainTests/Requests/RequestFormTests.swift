import Testing

@testable import Domain

/// What a request must contain (条例 Art. 29), and what is said about the rest.
@Suite struct RequestFormTests {
    private let today = Day(serial: 20_532)

    private func person(_ change: (inout RequestForm) -> Void = { _ in }) -> RequestForm {
        var numbers = MadeUpNumbers()
        var form = RequestForm(
            applicant: Applicant(
                kind: .person, name: "陈示例", document: .identityCard, documentNumber: numbers.identity(), phone: "13800000000",
                email: "chen@example.org", address: "明川县示例路 1 号"),
            information: RequestedInformation(description: "2025年农村公路养护资金分配方案"), carrier: .electronic, delivery: .email)
        change(&form)
        return form
    }

    private func organisation(_ change: (inout RequestForm) -> Void = { _ in }) -> RequestForm {
        var numbers = MadeUpNumbers()
        var form = person()
        form.applicant = Applicant(
            kind: .welfare, name: "示例公益中心", document: .creditCode, documentNumber: numbers.creditCode(), representative: "周示例",
            contactPerson: "吴示例", email: "office@example.org")
        change(&form)
        return form
    }

    @Test("A complete request has no fault, a person's or an organisation's")
    func complete() {
        #expect(person().faults(on: today).isEmpty)
        #expect(organisation().faults(on: today).isEmpty)
    }

    @Test("An empty form names every required field, once, in the order of the fields")
    func empty() {
        let person = RequestForm(applicant: Applicant(kind: .person), information: RequestedInformation(description: " \u{3000}\n"))
        #expect(person.faults(on: today).map(\.field) == [.name, .document, .phone, .description, .carrier, .delivery])
        let organisation = RequestForm(applicant: Applicant(kind: .business), information: RequestedInformation(description: ""))
        #expect(
            organisation.faults(on: today).map(\.field) == [
                .name, .document, .representative, .contactPerson, .phone, .description, .carrier, .delivery,
            ])
        #expect(!organisation.faults(on: today).contains { !$0.canBeClarified })
    }

    @Test("Every way to be reached is enough, and every way to describe the information")
    func enough() {
        for contact in [\Applicant.phone, \.email, \.address] {
            var form = person {
                $0.carrier = .paper
                $0.delivery = .pickUp
            }
            for other in [\Applicant.phone, \.email, \.address] where other != contact { form.applicant[keyPath: other] = "" }
            #expect(form.faults(on: today).isEmpty)
        }
        #expect(person { $0.information = RequestedInformation(description: "", number: "明政办发〔2025〕3号") }.faults(on: today).isEmpty)
        #expect(person { $0.information = RequestedInformation(description: "", features: "去年那份关于水库的") }.faults(on: today).isEmpty)
    }

    @Test("The way of delivery wants the address it needs, and must suit the carrier")
    func delivery() {
        let byMail = person { $0.applicant.email = "" }
        #expect(byMail.faults(on: today) == [RequestFormFault(.email, .neededFor(.email))])
        let byPost = person {
            $0.applicant.address = ""
            $0.carrier = .paper
            $0.delivery = .post
        }
        #expect(byPost.faults(on: today) == [RequestFormFault(.address, .neededFor(.post))])
        for carrier in Carrier.allCases {
            for delivery in DeliveryWay.allCases {
                let form = person {
                    $0.carrier = carrier
                    $0.delivery = delivery
                }
                let isPossible = carrier.deliveries.contains(delivery)
                #expect(form.faults(on: today) == (isPossible ? [] : [RequestFormFault(.delivery, .impossible(carrier))]))
            }
        }
    }

    @Test(
        "Numbers of documents",
        arguments: [
            (IdentityDocument.identityCard, "11010519491231002X", nil), (.identityCard, "１１０１０５ 19491231 002x", nil),
            (.identityCard, "110105194912310021", .wrongCheckCharacter), (.identityCard, "110105491231002", .outdated),
            (.identityCard, "1101051949123100", .malformed), (.identityCard, "991010194912310026", .wrongCheckCharacter),
            (.identityCard, "", .missing), (.passport, "e12345678", nil), (.passport, "E1", .malformed), (.passport, "护照12345", .malformed),
            (.hongKongMacaoPermit, "H12345678", nil), (.hongKongMacaoPermit, "m1234567801", nil),
            (.hongKongMacaoPermit, "A12345678", .malformed),
            (.hongKongMacaoPermit, "H1234567X", .malformed), (.taiwanPermit, "12345678", nil), (.taiwanPermit, "1234", .malformed),
            (.foreignerPermit, "CAN110080100157", nil), (.foreignerPermit, "CAN1", .malformed), (.other, "军字第 0001 号", nil),
            (.other, "1", .malformed), (.creditCode, "11441700007280420Y", .unsuitable),
        ] as [(IdentityDocument, String, RequestFormFault.Reason?)])
    func documents(_ document: IdentityDocument, _ number: String, _ reason: RequestFormFault.Reason?) {
        let form = person {
            $0.applicant.document = document
            $0.applicant.documentNumber = number
        }
        #expect(form.faults(on: today).map(\.reason) == (reason.map { [$0] } ?? []))
    }

    @Test("A residence permit is numbered like an identity card; nobody is born tomorrow")
    func identityNumbers() {
        var numbers = MadeUpNumbers()
        let permit = person {
            $0.applicant.document = .residencePermit
            $0.applicant.documentNumber = numbers.identity(area: "810000")
        }
        #expect(permit.faults(on: today).isEmpty)
        let unborn = person { $0.applicant.documentNumber = numbers.identity(year: 2_090) }
        #expect(unborn.faults(on: today) == [RequestFormFault(.documentNumber, .malformed)])
        let nowhere = person { $0.applicant.documentNumber = numbers.identity(area: "990000") }
        #expect(nowhere.faults(on: today) == [RequestFormFault(.documentNumber, .malformed)])
    }

    @Test(
        "Unified social credit codes (GB 32100)",
        arguments: [
            ("11441700007280420Y", nil), ("113708280043326001", nil), ("11370322004222241n", nil), ("11341702486344515H", nil),
            ("11620622013933539B", nil), ("11441700007280420A", .wrongCheckCharacter), ("11441700007280420", .malformed),
            ("1144170000728042OY", .wrongCheckCharacter), ("统一社会信用代码一二三四五六七八九十", .malformed),
        ] as [(String, RequestFormFault.Reason?)])
    func creditCodes(_ code: String, _ reason: RequestFormFault.Reason?) {
        let form = organisation { $0.applicant.documentNumber = code }
        #expect(form.faults(on: today).map(\.reason) == (reason.map { [$0] } ?? []))
    }

    @Test("An organisation without a code shows another certificate, not somebody's identity card")
    func certificates() {
        #expect(
            organisation {
                $0.applicant.document = .other
                $0.applicant.documentNumber = "登记证第 12 号"
            }.faults(on: today).isEmpty)
        let card = organisation { $0.applicant.document = .identityCard }
        #expect(card.faults(on: today) == [RequestFormFault(.document, .unsuitable)])
    }

    @Test(
        "Ways to be reached",
        arguments: [
            (RequestField.phone, "0716-8888888 转 12", true), (.phone, "＋８５２ 2345 6789", true), (.phone, "12345", false),
            (.phone, "打给我", false), (.phone, "1380000000<script>", false), (.email, "a@b.cn", true), (.email, "a@b", false),
            (.email, "a@@b.cn", false), (.email, "\"><a@b.cn", false), (.email, "a b@c.cn", false), (.email, "a@.cn", false),
            (.email, "某人@例子.中国", false), (.postcode, "４３４０００", true), (.postcode, "43400", false),
        ] as [(RequestField, String, Bool)])
    func contacts(_ field: RequestField, _ text: String, _ isTaken: Bool) {
        let form = person {
            switch field {
            case .phone: $0.applicant.phone = text
            case .email: $0.applicant.email = text
            default: $0.applicant.postcode = text
            }
            $0.carrier = .paper
            $0.delivery = .pickUp
        }
        #expect(form.faults(on: today).map(\.reason) == (isTaken ? [] : [.malformed]))
    }

    @Test("Every field has its limit; control characters are not taken, line breaks only where texts have lines")
    func limits() {
        let long = person { $0.information.description = String(repeating: "字", count: 2001) }
        #expect(long.faults(on: today) == [RequestFormFault(.description, .tooLong(limit: 2000, count: 2001))])
        #expect(person { $0.information.description = "第一行\r\n第二行" }.faults(on: today).isEmpty)
        #expect(person { $0.applicant.name = "陈\n示例" }.faults(on: today) == [RequestFormFault(.name, .unprintable)])
        #expect(person { $0.information.number = "a\u{0}b" }.faults(on: today) == [RequestFormFault(.number, .unprintable)])
        #expect(person { $0.applicant.name = "陈\u{202E}示例" }.faults(on: today) == [RequestFormFault(.name, .unprintable)])
    }

    @Test("Tidying leaves out what does not belong to the applicant")
    func tidied() {
        let form = person {
            $0.applicant.representative = "周示例"
            $0.applicant.documentNumber = " 110105 1949-1231 002ｘ "
            $0.applicant.name = "\u{3000}陈示例 "
        }.tidied
        #expect(form.applicant.representative.isEmpty)
        #expect(form.applicant.documentNumber == "11010519491231002X")
        #expect(form.applicant.name == "陈示例")
        #expect(form.tidied == form)
    }

    @Test("No fault is without words, and nothing personal is in a description")
    func words() {
        let form = person()
        let reasons: [RequestFormFault.Reason] = [
            .missing, .tooLong(limit: 1, count: 2), .unprintable, .malformed, .wrongCheckCharacter, .outdated, .unsuitable, .noContact,
            .neededFor(.post), .impossible(.paper),
        ]
        for field in RequestField.allCases {
            for reason in reasons { #expect(!RequestFormFault(field, reason).sentence(in: form).isEmpty) }
        }
        #expect(!"\(form)".contains("示例路") && !"\(form)".contains("13800000000") && !String(reflecting: form).contains("陈"))
    }
}

/// What is searched for in a request's own words.
@Suite struct SuggestionTermTests {
    @Test("Words of the asking are left out, the rest is cut into overlapping pieces")
    func pieces() {
        #expect(SuggestionTerms.pieces(of: "我想了解农村公路养护资金的情况。") == ["农村公路", "公路养护", "养护资金", "护资金的"])
        #expect(SuggestionTerms.pieces(of: "低保，标准") == ["低保", "标准"])
        #expect(SuggestionTerms.pieces(of: "  ！我 ").isEmpty)
    }

    @Test("However long the text, the searches are few")
    func bounded() {
        let text = String(String.UnicodeScalarView((0..<50_000).compactMap { Unicode.Scalar(0x4E00 + UInt32($0 % 9_000)) }))
        #expect(SuggestionTerms.pieces(of: text).count == SuggestionTerms.most)
    }
}
