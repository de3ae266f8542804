import Domain
import Files
import HTML
import HTTPTypes
import Hummingbird
import Interchange
import Operations
import Outbound
import Pages
import Persistence
import Registers

extension WorkRequest {
    // MARK: Attachments

    /// Takes files: from a form, or one at a time from the script, which shows how far it is.
    func addAttachment() async throws -> Answer {
        let (id, staff) = (try draftID, try staff)
        let store = try portal.fileStore()
        let limit = portal.settings.uploadLimitMegabytes * 1_048_576
        let isScript = request.headers[.contentType]?.hasPrefix("application/octet-stream") == true
        do {
            let uploads: [UploadedFile]
            if isScript {
                uploads = [try await RawUpload.read(request, into: store, limitInBytes: limit)]
            } else {
                let form = try await MultipartForm.read(
                    request, into: store, limits: MultipartLimits(totalInBytes: limit + (20 << 20), fileInBytes: limit))
                uploads = form.files.filter { $0.stored.sizeInBytes > 0 }
                if uploads.isEmpty { throw UploadRefusal(status: 400, sentence: "没有选择文件，请选好文件后再上传。") }
            }
            var attachments: [DraftAttachment] = []
            for upload in uploads { attachments.append(try await accept(upload, store)) }
            let saved = try await attach(attachments, to: id, by: staff)
            guard isScript, let file = attachments.first else {
                return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.attached.rawValue)]))
            }
            var json = JSONWriter()
            json.object { json in
                json.value("name", file.name)
                json.value("size", file.sizeInBytes)
                json.value("version", saved.version)
                json.value("previous", saved.version - 1)
            }
            return Answer(status: .created, mediaType: Answer.json, body: json.utf8)
        } catch let refusal as UploadRefusal {
            return try await refuse(refusal, id, isScript: isScript)
        } catch let refusal as MultipartRefusal {
            return try await refuse(UploadRefusal(status: refusal.status, sentence: refusal.sentence), id, isScript: isScript)
        } catch let error as FileStoreError {
            return try await refuse(UploadRefusal(status: 500, sentence: error.description), id, isScript: isScript)
        }
    }

    private func refuse(_ refusal: UploadRefusal, _ id: Draft.ID, isScript: Bool) async throws -> Answer {
        let status = HTTPResponse.Status(code: refusal.status)
        guard isScript else { return try await draft(problems: [("attachments", refusal.sentence)], status: status) }
        var json = JSONWriter()
        json.object { $0.value("error", refusal.sentence) }
        return Answer(status: status, mediaType: Answer.json, body: json.utf8)
    }

    /// What kind of file it is, told by its content, and whether the virus scanner lets it through. When the scanner is set up and does not
    /// answer, nothing gets in.
    private func accept(_ upload: UploadedFile, _ store: FileStore) async throws -> DraftAttachment {
        do {
            return try await judge(upload, store)
        } catch {
            // What is not taken is not kept, unless the same bytes belong to somebody already.
            try await drop(upload.stored.digest, store)
            throw error
        }
    }

    /// - Throws: `UploadRefusal` when it does not get in.
    func judge(_ upload: UploadedFile, _ store: FileStore) async throws -> DraftAttachment {
        let path = try store.path(of: upload.stored.digest)
        if let scanner = portal.tools.scanner {
            switch await scanner.scan(fileAt: path) {
            case .clean: break
            case .infected(let name):
                throw UploadRefusal(status: 422, sentence: "“\(upload.name)”带有病毒（\(name)），没有保存。请先在电脑上杀毒，再重新上传。")
            case .unavailable:
                throw UploadRefusal(status: 503, sentence: "病毒扫描服务现在没有响应，暂时不能上传附件，已写的内容不受影响。请稍后再试，或者联系系统管理员。")
            }
        }
        let name = upload.name
        let told = await BlockingWork.run { () -> Result<AttachmentKind, UnreadableFile> in
            do throws(UnreadableFile) { return .success(try AttachmentKind.tell(fileAt: path, name: name)) } catch {
                return .failure(error)
            }
        }
        switch told {
        case .success(let kind):
            return DraftAttachment(
                name: name, mediaType: kind.mediaType, sizeInBytes: upload.stored.sizeInBytes, digest: upload.stored.digest)
        case .failure(let error): throw UploadRefusal(status: 415, sentence: "“\(name)”没有保存：\(error.reason)")
        }
    }

    /// Adding a file never collides with what somebody writes meanwhile: it is tried again on the newest version.
    private func attach(_ attachments: [DraftAttachment], to id: Draft.ID, by staff: Staff) async throws -> SaveDraft.Saved {
        let quota = portal.settings.draftQuotaMegabytes * 1_048_576
        let site = county.id
        for _ in 0..<8 {
            let entry = try await installation.store.read { try DraftRegister($0, site: site).find(id) }
            guard let entry else { throw Refusal.notFound }
            let held = entry.draft.content.attachments.reduce(0) { $0 + $1.sizeInBytes }
            guard held + attachments.reduce(0, { $0 + $1.sizeInBytes }) <= quota, entry.draft.content.attachments.count < 100 else {
                throw UploadRefusal(
                    status: 413, sentence: "一份稿件的附件合计不能超过 \(portal.settings.draftQuotaMegabytes) MB、100 个，这次没有保存。请移除不需要的附件，或者压缩后再上传。")
            }
            do {
                return try await SaveDraft(installation, county: county).run(id, version: entry.draft.version, by: staff) { content in
                    content.attachments += attachments
                }
            } catch StoreError.stale {
                continue
            }
        }
        throw StoreError.stale(subject: "draft")
    }

    func removeAttachment() async throws -> Answer {
        let id = try draftID
        let number = try attachmentNumber
        _ = try await SaveDraft(installation, county: county).run(id, version: version, by: staff) { content in
            if content.attachments.indices.contains(number) { content.attachments.remove(at: number) }
        }
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.removed.rawValue)]))
    }

    private var attachmentNumber: Int {
        get throws {
            guard let number = parameters["number"].flatMap({ Int($0) }), number >= 1 else { throw Refusal.notFound }
            return number - 1
        }
    }

    /// - Parameter original: the sealed file behind a de-identified copy.
    func draftFile(original: Bool) async throws -> Answer {
        let (id, number, site) = (try draftID, try attachmentNumber, county.id)
        let content = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.content }
        guard let content, content.attachments.indices.contains(number) else { throw Refusal.notFound }
        let attachment = content.attachments[number]
        let digest = original ? attachment.original : attachment.digest
        guard let digest else { throw Refusal.notFound }
        return .download(try portal.fileStore().read(digest), mediaType: attachment.mediaType, name: attachment.name)
    }

    // MARK: Body

    /// The body out of a Word, web or text file.
    func importBody() async throws -> Answer {
        let (id, staff) = (try draftID, try staff)
        let store = try portal.fileStore()
        do {
            let form = try await MultipartForm.read(
                request, into: store, limits: MultipartLimits(totalInBytes: 40 << 20, fileInBytes: 32 << 20))
            guard let version = form["version"].flatMap({ Int($0) }), let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 })
            else { throw UploadRefusal(status: 400, sentence: "没有选择文件，请选好文件后再导入。") }
            _ = try await accept(upload, store)
            let bytes = try store.read(upload.stored.digest)
            let read = await BlockingWork.run { () -> Result<ImportedBody, UnreadableFile> in
                do throws(UnreadableFile) { return .success(try ImportedBody.read(bytes)) } catch { return .failure(error) }
            }
            let imported: ImportedBody
            switch read {
            case .success(let body): imported = body
            case .failure(let error): throw UploadRefusal(status: 415, sentence: "“\(upload.name)”不能作正文：\(error.reason)")
            }
            _ = try await SaveDraft(installation, county: county).run(id, version: version, by: staff) { content in
                content.body = imported.body
                if content.title.isEmpty, let title = imported.title { content.title = title }
            }
            // What could not be taken over is said at once: the clerk has the original at hand now.
            guard imported.notes.isEmpty else { return try await draft(notes: imported.notes) }
            return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.imported.rawValue)]))
        } catch let refusal as UploadRefusal {
            return try await draft(problems: [("body-file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let refusal as MultipartRefusal {
            return try await draft(problems: [("body-file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        }
    }

    // MARK: Masking

    /// 一键去标识化: the text and every file with personal data in it; the originals stay sealed for the unit.
    func maskDraft() async throws -> Answer {
        let (id, staff, site) = (try draftID, try staff, county.id)
        let store = try portal.fileStore()
        let entry = try await installation.store.read { try DraftRegister($0, site: site).find(id) }
        guard let entry, entry.draft.version == (try version) else { throw StoreError.stale(subject: "draft") }
        var problems: [(field: String, message: String)] = []
        var copies: [String: DraftAttachment] = [:]
        for attachment in entry.draft.content.attachments where attachment.original == nil {
            do {
                if let copy = try await maskedCopy(attachment, store) { copies[attachment.digest] = copy }
            } catch let error as UnreadableFile {
                problems.append(("attachments", "“\(attachment.name)”不能自动去标识化：\(error.reason)"))
            }
        }
        let masked = copies
        let scanner = PersonalDataScanner()
        _ = try await SaveDraft(installation, county: county).run(id, version: entry.draft.version, by: staff) { content in
            content.title = scanner.masked(content.title, least: Self.leastMasked).text
            content.body = DocumentBody(content.body.blocks.map { $0.masked(by: scanner, least: Self.leastMasked) })
            content.attachments = content.attachments.map { masked[$0.digest] ?? $0 }
        }
        try await DraftChecking(portal, county: county).run(id)
        guard problems.isEmpty else { return try await draft(problems: problems, status: .unprocessableContent) }
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.masked.rawValue)]))
    }

    /// What is only perhaps personal data is left to a person.
    private static let leastMasked = PersonalDataFinding.Confidence(0.5)

    /// - Returns: `nil` when there is nothing to hide in it.
    private func maskedCopy(_ attachment: DraftAttachment, _ store: FileStore) async throws -> DraftAttachment? {
        let bytes = try store.read(attachment.digest)
        let result = await BlockingWork.run { () -> Result<[UInt8]?, UnreadableFile> in
            do throws(UnreadableFile) {
                guard try PrivacyScan.findings(bytes).contains(where: { (found: FileFinding) in found.confidence.level != .low }) else {
                    return .success(nil)
                }
                return .success(try PrivacyMask.copy(of: bytes).bytes)
            } catch { return .failure(error) }
        }
        guard let copy = try result.get() else { return nil }
        let stored = try await store.write(copy)
        return DraftAttachment(
            name: attachment.name, mediaType: attachment.mediaType, sizeInBytes: stored.sizeInBytes, digest: stored.digest,
            original: attachment.digest)
    }
}

/// Why a file is not taken, in one sentence, with the status of the answer.
struct UploadRefusal: Error {
    let status: Int
    let sentence: String
}

extension DocumentBody.Block {
    /// The same block with personal data hidden. Lists and tables are read as a whole, because headings say what their cells are.
    fileprivate func masked(by scanner: PersonalDataScanner, least: PersonalDataFinding.Confidence) -> DocumentBody.Block {
        let text = scanner.masked(PersonalDataCheck.text(of: self).text, least: least).text
        switch self {
        case .paragraph: return .paragraph(text)
        case .heading(let level, _): return .heading(level: level, text)
        case .list(let ordered, let entries):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return .list(ordered: ordered, lines.count == entries.count ? lines : entries.map { scanner.masked($0, least: least).text })
        case .table(let hasHeader, let rows):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
            let isWhole = lines.count == rows.count && zip(lines, rows).allSatisfy { $0.count == $1.count }
            return .table(hasHeader: hasHeader, isWhole ? lines : rows.map { $0.map { scanner.masked($0, least: least).text } })
        }
    }
}
