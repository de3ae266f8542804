import Domain
import Operations
import TestSupport
import Testing

@Suite("Several third parties are consulted in one request", .serialized) struct RequestConsultationTests {
    @Test("The second letter gives its own last day, not that of the first one", arguments: Engine.available)
    func secondLetter(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            var template = LetterTemplate.released(.thirdPartyConsultation)
            template.body += "\n请在{{截止日期}}前答复。"
            try await SetRequests(place.installation, county: place.county).template(template, unit: nil, version: 0, by: place.office)
            let id = try await place.file()
            let letters = IssueLetter(place.installation, county: place.county)
            for (name, day, last) in [("明川县某公司", "2026-03-20", "2026年4月13日"), ("明川县某厂", "2026-03-23", "2026年4月14日")] {
                try place.move(to: day)
                let order = IssueLetter.Order(kind: .thirdPartyConsultation, texts: [.thirdParty: name])
                let words = try await letters.letter(try await letters.run(id, version: nil, order, by: place.editor), of: id)
                #expect(words.paragraphs.contains { $0.text == "请在\(last)前答复。" }, "\(words.paragraphs.map(\.text))")
            }
            #expect(try await place.standing(id).openConsultations.map(\.number) == [1, 2])
            try await place.record(id, .thirdPartyAnswered)
            #expect(try await place.standing(id).state == .thirdPartyConsulted)
            try await place.record(id, .thirdPartyAnswered)
            #expect(try await place.standing(id).state == .inHand)
        }
    }
}
