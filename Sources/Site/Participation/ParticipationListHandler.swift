import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 公众参与事项清单 at the desk.
struct ParticipationListHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepParticipationList { KeepParticipationList(work.installation, county: work.county) }

    private func year() throws -> Int {
        guard let year = work.parameters["year"].flatMap({ Int($0) }), ParticipationList.years.contains(year) else {
            throw Refusal.notFound
        }
        return year
    }

    private func found() async throws -> (list: ParticipationList, isLocked: Bool) {
        let year = try year()
        return try await work.read { view in
            let list = try ParticipationListRegister(view.transaction, site: view.site).find(year: year) ?? ParticipationList(year: year)
            return (list, try view.consultations.isAlive(list.draft))
        }
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (list, isLocked) = try await found()
        return work.show(
            ParticipationListPage(list: list, isLocked: isLocked, problems: problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func file() async throws -> Answer {
        let list = try await found().list
        return try await work.download(list.title, as: .xlsx) { () throws(UnwritableFile) in try ParticipationListTable.xlsx(list) }
    }

    func importTable() async throws -> Answer {
        let (year, staff) = (try year(), try work.staff)
        guard let version = Int(work.query["version"] ?? "") else { throw Refusal.badRequest("地址缺少版本，请从清单页面重新上传。") }
        do {
            let bytes = try await work.uploadedTable()
            let lines = try await BlockingWork.run { () -> Result<[ParticipationList.Line], UnreadableFile> in
                do throws(UnreadableFile) { return .success(try ParticipationListTable.read(bytes)) } catch { return .failure(error) }
            }.get()
            try await keeping.save(lines, year: year, version: version, by: staff)
            return .redirect(to: WorkRoute.participationList.link(year, query: [("done", WorkNotice.imported.rawValue)]))
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown {
            return try await show(problems: refusal.problems)
        } catch is MultipartRefusal {
            return try await show(problems: [("file", WorkRequest.noTable)])
        } catch let error as UnreadableFile {
            return try await show(problems: [("file", error.reason)])
        }
    }

    func publish() async throws -> Answer {
        let (year, staff, version) = (try year(), try work.staff, try work.formVersion())
        do {
            let draft = try await keeping.publish(year: year, version: version, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }
}

extension WorkRequest {
    private static let largestTable = 8 * 1_048_576

    static var noTable: String { "请选择一个表格文件，不超过 \(largestTable / 1_048_576) MB" }

    /// A table that came with a form; its bytes stay nowhere, because people's names may stand in it.
    ///
    /// - Throws: `MultipartRefusal` when there is none.
    func uploadedTable() async throws -> [UInt8] {
        let store = try portal.fileStore()
        let form = try await MultipartForm.read(request, into: store, limits: MultipartLimits(fileInBytes: Self.largestTable))
        guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
        let bytes = try store.read(upload.stored.digest)
        for file in form.files { try await drop(file.stored.digest, store) }
        return bytes
    }
}
