import Files

/// Why an upload is not taken.
enum MultipartRefusal: Error, Equatable {
    case tooLarge(limitInBytes: Int)
    case tooManyParts(limit: Int)
    /// What is not as a form should be.
    case malformed(String)
    case notMultipart
    case store(FileStoreError)

    /// What happened, and how to put it right.
    var sentence: String {
        switch self {
        case .tooLarge(let limit), .store(.tooLarge(let limit)):
            "上传的文件超过 \(limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(max(1, limit >> 10)) KB")，没有保存。请压缩、拆分，或另存为较小的文件后再上传。"
        case .tooManyParts(let limit): "一次上传的文件和栏目超过 \(limit) 个，请分几次上传。"
        case .malformed(let what): "上传的内容不完整（\(what)），没有保存，请返回重新上传。"
        case .notMultipart: "没有收到文件，请返回选择文件后再上传。"
        case .store(let error): error.description
        }
    }

    /// As an HTTP status.
    var status: Int {
        switch self {
        case .tooLarge, .store(.tooLarge): 413
        case .tooManyParts, .malformed, .notMultipart: 400
        case .store(.noSpace): 507
        case .store: 500
        }
    }
}

/// A file that came with a request and now lies in the store.
struct UploadedFile: Sendable, Equatable {
    /// The field of the form.
    let field: String
    /// As the sender's computer names it, without folders; for showing only.
    let name: String
    let stored: StoredFile
}

/// A form with files: the fields as text, the files in the store.
struct MultipartForm: Sendable {
    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [UploadedFile] = []

    /// The first field with that name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Reads a form from the pieces of a request's body.
    ///
    /// - Parameters:
    ///   - length: what the request says about itself; a body that says it is too large is not read at all.
    ///   - accept: called once before the first byte of a file is written, with the fields that stood before it.
    /// - Throws: `MultipartRefusal`, what `accept` throws, or that the connection broke.
    static func read<Body: AsyncSequence>(
        _ body: Body, contentType: String?, length: Int?, into store: FileStore, limits: MultipartLimits = MultipartLimits(),
        accept: (MultipartForm) throws -> Void = { _ in }
    ) async throws -> MultipartForm where Body.Element: Collection<UInt8> {
        let boundary = try boundary(contentType)
        if let length, length > limits.totalInBytes { throw MultipartRefusal.tooLarge(limitInBytes: limits.totalInBytes) }
        var parser = MultipartParser(boundary: boundary, limits: limits)
        var collector = Collector(store: store, limits: limits)
        var isAccepted = false
        for try await chunk in body {
            try parser.take(chunk)
            while let event = try parser.next() {
                if case .part(let header) = event, header.fileName != nil, !isAccepted {
                    try accept(collector.form)
                    isAccepted = true
                }
                try await collector.take(event)
            }
        }
        try parser.finish()
        return collector.form
    }

    /// The boundary that the content type names (RFC 2046: at most 70 characters).
    static func boundary(_ contentType: String?) throws(MultipartRefusal) -> [UInt8] {
        guard let contentType, contentType.utf8.count <= 512 else { throw .notMultipart }
        let parameters: [(name: String, value: String)]
        do { parameters = try HeaderParameters.read(contentType.utf8, expecting: "multipart/form-data") } catch { throw .notMultipart }
        guard let boundary = parameters.first(where: { $0.name == "boundary" })?.value.utf8, (1...70).contains(boundary.count),
            boundary.allSatisfy({ $0 > 0x20 && $0 < 0x7F || $0 == 0x20 })
        else { throw .malformed("没有说明分隔标记") }
        return Array(boundary)
    }

    /// The name alone, without folders and signs that no name has, and not longer than a file system allows.
    static func plainName(_ name: String) -> String {
        let last = name.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last.map { String(Substring($0)) } ?? ""
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in last.unicodeScalars where !isHidden(scalar) {
            count += UTF8.width(scalar)
            if count > 200 { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// Control characters, and marks that turn the direction of writing: `gpj.exe` could be made to look like a picture.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private struct Collector {
        let store: FileStore
        let limits: MultipartLimits
        var form = MultipartForm()
        private var header: PartHeader?
        private var value: [UInt8] = []
        private var file: IncomingFile?
        private var fieldsInBytes = 0

        init(store: FileStore, limits: MultipartLimits) {
            self.store = store
            self.limits = limits
        }

        mutating func take(_ event: MultipartParser.Event) async throws(MultipartRefusal) {
            switch event {
            case .part(let header):
                self.header = header
                value = []
            case .content(let bytes): try take(bytes)
            case .endOfPart: try await endPart()
            case .end: break
            }
        }

        private mutating func take(_ bytes: [UInt8]) throws(MultipartRefusal) {
            if header?.fileName != nil {
                do throws(FileStoreError) {
                    let file = try openFile()
                    try bytes.withUnsafeBufferPointer { bytes throws(FileStoreError) in try file.append(UnsafeRawBufferPointer(bytes)) }
                } catch {
                    throw .store(error)
                }
            } else {
                fieldsInBytes += bytes.count
                guard value.count + bytes.count <= limits.fieldInBytes else { throw .tooLarge(limitInBytes: limits.fieldInBytes) }
                guard fieldsInBytes <= limits.fieldsInBytes else { throw .tooLarge(limitInBytes: limits.fieldsInBytes) }
                value += bytes
            }
        }

        /// The file that the present part goes into; made with the first byte, or for an empty file at its end.
        private mutating func openFile() throws(FileStoreError) -> IncomingFile {
            if let file { return file }
            let new = try store.newFile(limitInBytes: limits.fileInBytes)
            file = new
            return new
        }

        private mutating func endPart() async throws(MultipartRefusal) {
            guard let header else { return }
            self.header = nil
            guard let fileName = header.fileName else {
                guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else { throw .malformed("栏目不是 UTF-8 编码") }
                form.fields.append((header.name, text))
                return
            }
            let name = MultipartForm.plainName(fileName)
            // A file field that was left empty has neither name nor content.
            if name.isEmpty, file == nil { return }
            do throws(FileStoreError) {
                let file = try openFile()
                self.file = nil
                form.files.append(UploadedFile(field: header.name, name: name, stored: try await file.finish()))
            } catch {
                throw .store(error)
            }
        }
    }
}

/// A file sent by the script as the whole body of a request, so that it can show how far it has come.
enum RawUpload {
    /// - Parameters:
    ///   - name: as the header field gives it, percent-encoded.
    ///   - length: what the request says about itself.
    static func read<Body: AsyncSequence>(
        _ body: Body, name: String?, length: Int?, into store: FileStore, limitInBytes: Int
    ) async throws -> UploadedFile where Body.Element: Collection<UInt8> {
        guard let name, name.utf8.count <= 4096, let decoded = HeaderParameters.percentDecoded(name) else {
            throw MultipartRefusal.malformed("没有文件名")
        }
        let plain = MultipartForm.plainName(decoded)
        guard !plain.isEmpty else { throw MultipartRefusal.malformed("没有文件名") }
        if let length, length > limitInBytes { throw MultipartRefusal.tooLarge(limitInBytes: limitInBytes) }
        do {
            let file = try store.newFile(limitInBytes: limitInBytes)
            for try await chunk in body {
                // A buffer that is not in one piece does not exist here, but the protocol allows one.
                let done: Void? = try chunk.withContiguousStorageIfAvailable { try file.append(UnsafeRawBufferPointer($0)) }
                if done == nil { try Array(chunk).withUnsafeBytes { try file.append($0) } }
            }
            return UploadedFile(field: "file", name: plain, stored: try await file.finish())
        } catch let error as FileStoreError {
            throw MultipartRefusal.store(error)
        }
    }
}
