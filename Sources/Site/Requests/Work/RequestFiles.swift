import Domain
import Files
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

// Papers of a case: what shows who the applicant is lies sealed in the store.

extension WorkRequest {
    func addRequestFile() async throws -> Answer {
        let (id, staff) = (try requestID, try staff)
        let store = try portal.fileStore()
        let limit = portal.settings.uploadLimitMegabytes * 1_048_576
        do {
            let form = try await MultipartForm.read(
                request, into: store, limits: MultipartLimits(totalInBytes: limit + (20 << 20), fileInBytes: limit))
            let uploads = form.files.filter { $0.stored.sizeInBytes > 0 }
            do {
                guard let purpose = RequestFile.Purpose(rawValue: form["file-purpose"] ?? "") else {
                    throw UploadRefusal(status: 422, sentence: "请选择材料是什么，再上传。")
                }
                guard !uploads.isEmpty else { throw UploadRefusal(status: 400, sentence: "没有选择文件，请选好文件后再上传。") }
                for upload in uploads { try await keep(upload, purpose, of: id, by: staff, store) }
            } catch {
                for upload in uploads { try await drop(upload.stored.digest, store) }
                throw error
            }
        } catch let refusal as UploadRefusal {
            return try await requestPage(problems: [("file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let refusal as MultipartRefusal {
            return try await requestPage(problems: [("file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let refusal as RequestRefusal where !refusal.needsRole {
            return try await requestPage(problems: refusal.reasons.map { ("file", $0.sentence) }, status: .unprocessableContent)
        }
        return .redirect(to: WorkRoute.request.link(id, query: [("done", WorkNotice.attached.rawValue)]))
    }

    /// Judges an upload, puts its bytes where they belong and writes it down; the clear bytes of a sealed one do not stay.
    private func keep(
        _ upload: UploadedFile, _ purpose: RequestFile.Purpose, of id: DisclosureRequest.ID, by staff: Staff, _ store: FileStore
    ) async throws {
        let judged = try await judge(upload, store)
        let closing = CloseRequest(installation, county: county)
        let key = installation.identifiers.next(RequestFile.self)
        var stored = judged.digest
        if purpose.isSealed {
            let sealed = try closing.sealed(try store.read(judged.digest), file: key)
            stored = try await store.write(sealed).digest
        }
        do {
            try await closing.add(
                RequestFile(
                    id: key, purpose: purpose, name: judged.name, mediaType: judged.mediaType, sizeInBytes: judged.sizeInBytes,
                    digest: judged.digest, stored: stored, isSealed: purpose.isSealed, added: now, signature: ""), to: id, by: staff)
        } catch {
            try await drop(stored, store)
            throw error
        }
        if purpose.isSealed { try await drop(judged.digest, store) }
    }

    /// Takes bytes out of the store again, unless the same bytes belong to somebody.
    func drop(_ digest: String, _ store: FileStore) async throws {
        let site = county.id
        let isKept = try await installation.store.read { transaction in
            try DraftRegister(transaction, site: site).refers(toFile: digest)
                || LetterRegister(transaction, site: site).isUsed(stored: digest)
        }
        if !isKept { try store.remove(digest) }
    }

    func requestFile() async throws -> Answer {
        let (id, site) = (try requestID, county.id)
        guard let key = parameters["file"].flatMap({ RequestFile.ID(text: $0) }) else { throw Refusal.notFound }
        let (found, unit) = try await installation.store.read { transaction in
            (
                try LetterRegister(transaction, site: site).files(of: id).first { $0.id == key },
                try RequestRegister(transaction, site: site).find(id)?.unit
            )
        }
        guard let file = found else { throw Refusal.notFound }
        // A sealed paper shows who asks: the look is in the log.
        if file.isSealed {
            if let refusal = WorkRoute.viewIdentity.permission.refusal(for: try staff, unit: unit) { throw refusal }
            _ = try await RequestIdentity(installation, county: county).view(id, reason: "材料：\(file.purpose.name)", by: try staff)
        }
        let bytes = try CloseRequest(installation, county: county).opened(try portal.fileStore().read(file.stored), file)
        return .download(bytes, mediaType: file.mediaType, name: file.name)
    }
}
