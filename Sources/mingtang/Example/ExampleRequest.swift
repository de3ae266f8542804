import Domain
import Foundation

/// The requests for disclosure of an example county, as their file has them.
struct ExampleRequests: Decodable {
    /// What letters say that no case says.
    struct Settings: Decodable {
        let superior: String
        let onlineReview: String
        let payment: String
        let petitionChannel: String
    }

    /// 机关代字 by code of the unit.
    let words: [String: String]
    let settings: Settings
    let requests: [ExampleRequest]
}

/// One request with what happens in it, in order.
struct ExampleRequest: Decodable {
    /// A person or body that does not exist.
    struct Person: Decodable {
        let kind: ApplicantKind
        let name: String
        /// `19880614`; the number of the document follows from it.
        let birth: String?
        let phone: String?
        let email: String?
        let address: String?
        let representative: String?
        let contactPerson: String?
    }

    /// What a fee is charged for.
    struct Fee: Decodable {
        let basis: RequestFees.Basis
        let count: Int
    }

    /// One thing that happens; exactly one of the first ten says what.
    struct Step: Decodable {
        let letter: String?
        let serve: RequestLetter.Service.Way?
        let search: String?
        let reply: RequestOutcome?
        let fact: RequestFact.Kind?
        let transfer: String?
        /// Working days of a longer period that is asked for.
        let wish: Int?
        let dispute: RequestDispute.Kind?
        let archive: Bool?

        let daysAgo: Int?
        let days: Int?
        let texts: [String: String]?
        let fee: Fee?
        let proof: String?
        let words: String?
        let found: Int?
        let note: String?
        let reason: String?
        let until: Until?
        let ground: Int?
        let reasons: String?
        let released: String?
        let parts: [ReplyProposal.Part]?
        let office: String?
        let contact: String?
        let isHard: Bool?
        let authority: String?
        let caseNumber: String?
        let materialInDays: Int?
    }

    /// How far a reply has come.
    enum Until: String, Decodable { case drafting, inReview, approved }

    /// Code of the unit.
    let unit: String
    let channel: RequestChannel
    /// How long ago it was received.
    let daysAgo: Int
    let isOral: Bool?
    /// Nobody has confirmed it with the applicant yet.
    let isUnconfirmed: Bool?
    let applicant: Person
    let content: String
    let carrier: Carrier
    let delivery: DeliveryWay
    let steps: [Step]
}

extension ExampleRequest {
    /// The form with a number that belongs to nobody: of an area that does not exist, right in its check character.
    ///
    /// - Parameter serial: tells apart numbers of the same day.
    /// - Throws: `Failure` when no number fits.
    func form(serial: Int, on today: Day) throws -> RequestForm {
        let person = applicant
        let place = serial < 10 ? "00\(serial)" : "0\(serial)"
        let head = person.kind.isOrganisation ? "91539901MA0000\(place)" : "539901\(person.birth ?? "19700101")\(place)"
        for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            let form = RequestForm(
                applicant: Applicant(
                    kind: person.kind, name: person.name, document: person.kind.isOrganisation ? .creditCode : .identityCard,
                    documentNumber: head + String(last), representative: person.representative ?? "",
                    contactPerson: person.contactPerson ?? "", phone: person.phone ?? "", email: person.email ?? "",
                    address: person.address ?? ""), unit: unit, information: RequestedInformation(description: content),
                carrier: carrier, delivery: delivery)
            if !form.faults(on: today).contains(where: { $0.field == .documentNumber }) { return form }
        }
        throw Failure(.content, "requests.json 中的申请“\(content)”：申请人的出生日期不对，编不出证件号码。")
    }
}
