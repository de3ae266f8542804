import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let evaluationEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.evaluation) { try await RoundHandler($0).list() },
        WorkEndpoint(.schemes) { try await SchemeHandler($0).list() },
        WorkEndpoint(.importScheme, formLimit: nil) { try await SchemeHandler($0).bringIn() },
        WorkEndpoint(.scheme) { try await SchemeHandler($0).show() },
        WorkEndpoint(.schemeFile) { try await SchemeHandler($0).file() },
        WorkEndpoint(.copyScheme) { try await SchemeHandler($0).copy() },
        WorkEndpoint(.gradeScheme) { try await SchemeHandler($0).grade() },
        WorkEndpoint(.createRound) { try await SchemeHandler($0).createRound() },
        WorkEndpoint(.round) { try await RoundHandler($0).show() },
        WorkEndpoint(.arrangeRound) { try await RoundHandler($0).arrange() },
        WorkEndpoint(.extendRound) { try await RoundHandler($0).extend() },
        WorkEndpoint(.drawSample) { try await RoundHandler($0).draw() },
        WorkEndpoint(.moveRound) { try await RoundHandler($0).move() },
        WorkEndpoint(.computeRound) { try await RoundHandler($0).compute() },
        WorkEndpoint(.answerAppeal) { try await RoundHandler($0).answerAppeal() },
        WorkEndpoint(.orderRectification) { try await RoundHandler($0).order() },
        WorkEndpoint(.sheet) { try await SheetHandler($0).show() },
        WorkEndpoint(.saveSheet) { try await SheetHandler($0).save() },
        WorkEndpoint(.recallSheet) { try await SheetHandler($0).recall() },
        WorkEndpoint(.addSheetFile, formLimit: nil) { try await SheetHandler($0).addFile() },
        WorkEndpoint(.roundFile) { try await SheetHandler($0).file() },
        WorkEndpoint(.citedDocument) { try await SheetHandler($0).citedDocument() },
        WorkEndpoint(.results) { try await ResultHandler($0).list() },
        WorkEndpoint(.unitResult) { try await ResultHandler($0).show() },
        WorkEndpoint(.resultFile) { try await ResultHandler($0).file() },
        WorkEndpoint(.moderateScore) { try await ResultHandler($0).moderate() },
        WorkEndpoint(.appealScore) { try await ResultHandler($0).appeal() },
        WorkEndpoint(.draftBulletin) { try await ResultHandler($0).draft() },
        WorkEndpoint(.rectifications) { try await OrderHandler($0).list() },
        WorkEndpoint(.rectification) { try await OrderHandler($0).show() },
        WorkEndpoint(.rectificationFile) { try await OrderHandler($0).file() },
        WorkEndpoint(.answerOrder) { try await OrderHandler($0).respond() },
        WorkEndpoint(.addOrderFile, formLimit: nil) { try await OrderHandler($0).addFile() },
        WorkEndpoint(.recheckOrder) { try await OrderHandler($0).recheck() },
    ]
}

/// What is wrong, each with the field that puts it right.
typealias FieldProblems = [(field: String, message: String)]

extension RoundRefusal {
    /// There is no such thing, or not for them.
    var isUnknown: Bool {
        reasons.contains { reason in
            switch reason {
            case .noSuchScheme, .noSuchRound, .noSuchUnit, .noSuchAssessor, .noSuchAppeal, .noSuchOrder: true
            default: false
            }
        }
    }

    /// Everything at one field, but what another puts right at that one.
    ///
    /// - Parameter entry: where a score is entered, when that is another field.
    func problems(at field: String, entry: String? = nil, _ others: [RoundReason: String] = [:]) -> FieldProblems {
        reasons.flatMap { reason in
            let place = others[reason] ?? reason.page ?? (reason.isAboutEntry ? entry : nil) ?? field
            return reason.sentences.map { (place, $0) }
        }
    }
}

extension RoundReason {
    /// The page as a whole, where no field is left that could put it right.
    var page: String? {
        switch self {
        case .notAllowed, .alreadySubmitted, .notSubmitted, .deadlinePassed, .alreadyAnswered, .notNow, .needsEditor: "content"
        default: nil
        }
    }

    fileprivate var isAboutEntry: Bool { if case .badEntries = self { true } else { false } }
}

extension WorkRequest {
    /// The round of the address, for who has to do with it; to others it does not exist.
    func evaluationRound() async throws -> EvaluationRound {
        let (id, staff) = (try identifier("round", EvaluationRound.self), try staff)
        let round = try await read { try RoundRegister($0.transaction, site: $0.site).find(id) }
        guard let round, !round.roles(of: staff).isEmpty else { throw Refusal.notFound }
        return round
    }

    /// 整改情况报告 of those orders of a round.
    func rectificationReport(_ round: EvaluationRound, _ orders: [RectificationOrder]) async throws -> Answer {
        let today = now.day
        let report = try await read { view -> RectificationReport in
            let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            var files: [RectificationOrder.ID: [String]] = [:]
            for file in try SheetRegister(view.transaction).files(of: round.id) {
                if let order = file.order { files[order, default: []].append(file.name) }
            }
            return RectificationReport(round, orders, names: names, files: files, on: today)
        }
        return try await download(report.title, as: .docx) { () throws(UnwritableFile) in try RectificationDocument.docx(report) }
    }

    /// A day of the form.
    func day(_ field: String, _ problems: inout FieldProblems) -> Day? {
        if let day = Day(text: Folding.fold(form.text(field))) { return day }
        problems.append((field, "日期应当写成“\(now.day)”的样子。"))
        return nil
    }

    /// A whole number of the form, typed in digits of either width.
    func number(_ field: String) -> Int? { Int(Folding.fold(form.text(field))) }

    /// What was typed, for the form that comes back.
    var typed: [String: String] { Dictionary(form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }) }

    /// Files of a form that came with a request, judged and in the store; none of them stays when the act is refused.
    func takeFiles(_ act: (MultipartForm, DraftAttachment) async throws -> Void) async throws -> FieldProblems {
        let store = try portal.fileStore()
        let limit = portal.settings.uploadLimitMegabytes * 1_048_576
        do {
            let form = try await MultipartForm.read(
                request, into: store, limits: MultipartLimits(totalInBytes: limit + (20 << 20), fileInBytes: limit))
            let uploads = form.files.filter { $0.stored.sizeInBytes > 0 }
            guard !uploads.isEmpty else { return [("file", "没有选择文件，或者文件是空的，请选好文件后再上传。")] }
            do {
                for upload in uploads { try await act(form, try await judge(upload, store)) }
            } catch {
                for upload in uploads { try await drop(upload.stored.digest, store) }
                throw error
            }
            return []
        } catch let refusal as UploadRefusal {
            return [("file", refusal.sentence)]
        } catch let refusal as MultipartRefusal {
            return [("file", refusal.sentence)]
        } catch let refusal as RoundRefusal where !refusal.isUnknown {
            return refusal.problems(at: "file")
        }
    }
}
