import Domain
import HTTPTypes
import Interchange

/// What a letter can be kept as (文书下载).
enum LetterFile: String {
    case docx, pdf

    private var mediaType: String {
        switch self {
        case .docx: AttachmentKind.docx.mediaType
        case .pdf: AttachmentKind.pdf.mediaType
        }
    }

    /// - Throws: `UnwritableFile`.
    func answer(_ letter: OfficialLetter, name: String) async throws -> Answer {
        try await answer(name: name) { () throws(UnwritableFile) in
            switch self {
            case .docx: try WordLetter.docx(letter)
            case .pdf: try LetterPDF.pdf(letter)
            }
        }
    }

    /// Of something else on paper: envelopes, many letters in one file.
    func answer(name: String, _ make: @escaping @Sendable () throws(UnwritableFile) -> [UInt8]) async throws -> Answer {
        let made = await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) { return .success(try make()) } catch { return .failure(error) }
        }
        return .download(try made.get(), mediaType: mediaType, name: "\(name).\(rawValue)")
    }
}

extension Answer {
    /// The same for one reader alone: kept by nobody on the way.
    var unkept: Answer {
        var answer = self
        answer.isCacheable = false
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}
