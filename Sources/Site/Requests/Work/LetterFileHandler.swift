import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// Letters as files: Word, PDF, envelope, delivery receipt, and many printed at once.
struct LetterFileHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    /// What a letter can be had as.
    private enum Format: String { case docx, pdf, envelope, receipt }

    func file() async throws -> Answer {
        guard let format = work.parameters["format"].flatMap(Format.init(rawValue:)) else { throw Refusal.notFound }
        let shown = try await work.requestCase()
        let id = try work.identifier("letter", RequestLetter.self)
        guard let letter = shown.letters.first(where: { $0.id == id }), let kind = LetterKind(rawValue: letter.kind) else {
            throw Refusal.notFound
        }
        let words = try await IssueLetter(work.installation, county: work.county).letter(id, of: shown.request.id)
        let name = "\(letter.number.isEmpty ? shown.request.number : letter.number) \(words.title)"
        // A letter to the applicant says who that is: the look is in the log, and is refused to those who may not.
        var applicant: Applicant?
        if kind.addressee == .applicant {
            applicant = try await RequestIdentity(work.installation, county: work.county).view(
                shown.request.id, reason: "文书：\(kind.name)", by: try work.staff)
        }
        switch format {
        case .docx: return try await written { try await LetterFile.docx.answer(words, name: name) }
        case .pdf: return try await written { try await LetterFile.pdf.answer(words, name: name) }
        case .envelope:
            guard let applicant else { throw Refusal.notFound }
            let envelope = Self.envelope(applicant, shown, letter)
            return try await pdf("\(name) 信封") { () throws(UnwritableFile) in try LetterPDF.envelopes([envelope]) }
        case .receipt:
            let receipt = LetterPDF.DeliveryReceipt(
                office: shown.unit.name, requestNumber: shown.request.number,
                documents: [words.title + (letter.number.isEmpty ? "" : "（\(letter.number)）")],
                recipient: applicant?.name ?? words.recipient, place: applicant?.address ?? "", way: letter.service?.way.name ?? "")
            return try await pdf("\(name) 送达回证") { () throws(UnwritableFile) in try LetterPDF.deliveryReceipts([receipt]) }
        }
    }

    private static func envelope(_ applicant: Applicant, _ shown: RequestCase, _ letter: RequestLetter) -> LetterPDF.Envelope {
        LetterPDF.Envelope(
            postcode: applicant.postcode, address: applicant.address,
            name: applicant.contactPerson.isEmpty ? applicant.name : "\(applicant.name) \(applicant.contactPerson)",
            senderName: shown.unit.name, senderAddress: shown.unit.contact.address, senderPostcode: "",
            reference: letter.number.isEmpty ? shown.request.number : letter.number)
    }

    private func pdf(_ name: String, _ make: @escaping @Sendable () throws(UnwritableFile) -> [UInt8]) async throws -> Answer {
        try await written { try await LetterFile.pdf.answer(name: name, make) }
    }

    private func written(_ file: () async throws -> Answer) async throws -> Answer {
        do { return try await file() } catch let error as UnwritableFile { return work.unwritable(error) }
    }

    // MARK: Many at once

    /// 批量打印: the newest letter of each chosen case, in one file.
    func newestLetters() async throws -> Answer {
        var chosen: [DisclosureRequest.ID] = []
        for text in work.form.all("request").prefix(LetterPDF.most + 1) {
            // A list sends the version beside the key; it does not matter here.
            let key = text.utf8.prefix { $0 != UInt8(ascii: ":") }
            if let id = DisclosureRequest.ID(text: String(decoding: key, as: UTF8.self)), !chosen.contains(id) { chosen.append(id) }
        }
        guard !chosen.isEmpty else { throw Refusal.badRequest("没有选中申请，请先勾选要打印文书的申请。") }
        guard chosen.count <= LetterPDF.most else { throw Refusal.badRequest("一次最多打印 \(LetterPDF.most) 份，请分批选择。") }
        let (site, staff) = (work.county.id, try work.staff)
        let ids = chosen
        let found = try await work.installation.store.read { transaction in
            let register = RequestRegister(transaction, site: site)
            let letters = LetterRegister(transaction, site: site)
            return try ids.compactMap { id -> (DisclosureRequest.ID, RequestLetter, LetterKind)? in
                guard let request = try register.find(id), request.destroyed == nil, staff.handlesRequests(of: request.unit),
                    let letter = try letters.letters(of: id).last, let kind = LetterKind(rawValue: letter.kind)
                else { return nil }
                return (id, letter, kind)
            }
        }
        guard !found.isEmpty else { throw Refusal.badRequest("选中的申请里没有您可以打印的文书。") }
        var all: [OfficialLetter] = []
        for (id, letter, kind) in found {
            all.append(try await IssueLetter(work.installation, county: work.county).letter(letter.id, of: id))
            guard kind.addressee == .applicant else { continue }
            _ = try await RequestIdentity(work.installation, county: work.county).view(id, reason: "批量打印：\(kind.name)", by: staff)
        }
        let letters = all
        return try await pdf("文书 \(work.now.day)（\(letters.count) 份）") { () throws(UnwritableFile) in try LetterPDF.pdf(letters) }
    }
}

extension WorkRequest {
    /// Why a file could not be made, on a page.
    func unwritable(_ error: UnwritableFile) -> Answer {
        show(WorkErrorPage(kind: .refused([error.reason])), status: .unprocessableContent)
    }
}
