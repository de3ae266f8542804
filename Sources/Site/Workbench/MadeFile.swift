import Interchange

extension WorkRequest {
    /// A file that is made away from the threads that serve; why it could not be made is said on a page.
    ///
    /// - Parameter title: its name, without the ending.
    func download(
        _ title: String, as kind: AttachmentKind, _ make: @escaping @Sendable () throws(UnwritableFile) -> [UInt8]
    ) async throws -> Answer {
        let made = await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) { return .success(try make()) } catch { return .failure(error) }
        }
        switch made {
        case .success(let bytes): return .download(bytes, mediaType: kind.mediaType, name: "\(title).\(kind.rawValue)")
        case .failure(let error): return unwritable(error)
        }
    }
}
