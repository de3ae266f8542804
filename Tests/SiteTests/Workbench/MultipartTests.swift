import Files
import Foundation
import Testing

@testable import Site

@Suite("Forms with files") struct MultipartTests {
    /// A store in a folder that goes with the test.
    final class Place {
        let path = NSTemporaryDirectory() + "mingtang-upload-\(UInt64.random(in: 0 ... .max))"
        let store: FileStore
        init() throws { store = try FileStore(folder: path) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func unfinished() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: path + "/incoming").count }
    }

    struct Pieces: AsyncSequence {
        let pieces: [[UInt8]]
        struct AsyncIterator: AsyncIteratorProtocol {
            var rest: ArraySlice<[UInt8]>
            mutating func next() async throws -> [UInt8]? { rest.popFirst() }
        }
        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: pieces[...]) }
    }

    static let boundary = "----WebKitFormBoundaryAbC123"
    static let type = "multipart/form-data; boundary=\(boundary)"

    static func part(_ disposition: String, _ content: [UInt8], more: String = "") -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\(more)\r\n".utf8) + content + [13, 10]
    }

    static let end = Array("--\(boundary)--\r\n".utf8)

    static func read(
        _ body: [UInt8], _ place: Place, pieces: Int? = nil, limits: MultipartLimits = MultipartLimits(),
        accept: (MultipartForm) throws -> Void = { _ in }
    ) async throws -> MultipartForm {
        let size = pieces ?? max(1, body.count)
        let cut = stride(from: 0, to: body.count, by: size).map { Array(body[$0..<min($0 + size, body.count)]) }
        return try await MultipartForm.read(
            Pieces(pieces: cut), contentType: type, length: nil, into: place.store, limits: limits, accept: accept)
    }

    static let picture: [UInt8] = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) } + Array("\r\n--\(boundary.dropLast())\r\n--".utf8)

    static var sample: [UInt8] {
        part("name=\"csrf\"", Array("令牌".utf8)) + part("name=\"note\"", [])
            + part("name=\"file\"; filename=\"补偿标准.docx\"", picture, more: "Content-Type: application/octet-stream\r\n")
            + part("name=\"file\"; filename=\"\"", [])
            + part("name=\"file\"; filename*=UTF-8''%E5%90%8D%E5%8D%95.xlsx; filename=\"x.xlsx\"", []) + end
    }

    @Test("Fields come as text, files into the store under their own names", arguments: [1, 2, 3, 7, 61, 1024, 100_000])
    func pieces(_ size: Int) async throws {
        let place = try Place()
        let form = try await Self.read(Self.sample, place, pieces: size)
        #expect(form["csrf"] == "令牌")
        #expect(form["note"] == "")
        #expect(form.files.map(\.name) == ["补偿标准.docx", "名单.xlsx"])
        #expect(form.files.map(\.stored.sizeInBytes) == [Self.picture.count, 0])
        let stored = try place.store.read(try #require(form.files.first).stored.digest)
        #expect(stored == Self.picture)
        #expect(try place.unfinished() == 0)
    }

    @Test("However the bytes are cut, the form is the same")
    func randomPieces() async throws {
        let place = try Place()
        let body = Self.sample
        let whole = try await Self.read(body, place)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            var pieces: [[UInt8]] = []
            var rest = body[...]
            while !rest.isEmpty {
                let count = Int.random(in: 0...(Bool.random(using: &generator) ? 5 : 2000), using: &generator)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let form = try await MultipartForm.read(Pieces(pieces: pieces), contentType: Self.type, length: nil, into: place.store)
            #expect(form.files == whole.files)
            #expect(form.fields.map(\.value) == whole.fields.map(\.value))
        }
    }

    @Test("A form cut off anywhere is refused, and leaves no file behind")
    func truncated() async throws {
        let place = try Place()
        let body = Self.sample
        for length in stride(from: 0, to: body.count - 4, by: 97) {
            await #expect(throws: MultipartRefusal.self) { _ = try await Self.read(Array(body.prefix(length)), place, pieces: 512) }
        }
        #expect(try place.unfinished() == 0)
    }

    @Test("Random damage ends in a form or a refusal, never in a crash", .timeLimit(.minutes(10)))
    func damage() async throws {
        let place = try Place()
        var refused = 0
        for _ in 0..<300 {
            var body = Self.sample
            for _ in 0..<Int.random(in: 1...6) {
                let index = Int.random(in: 0..<body.count)
                switch Int.random(in: 0..<3) {
                case 0: body[index] = UInt8.random(in: 0...255)
                case 1: body.remove(at: index)
                default: body.insert(contentsOf: [13, 10, 45, 45].prefix(Int.random(in: 1...4)), at: index)
                }
            }
            do { _ = try await Self.read(body, place, pieces: Int.random(in: 1...700)) } catch is MultipartRefusal { refused += 1 }
        }
        #expect(refused > 20)
        #expect(try place.unfinished() == 0)
    }

    @Test("One gigabyte is refused by what it says of itself, before a byte is read")
    func announcedSize() async throws {
        let place = try Place()
        struct Unreadable: AsyncSequence {
            struct AsyncIterator: AsyncIteratorProtocol {
                mutating func next() async throws -> [UInt8]? {
                    Issue.record("the body was read")
                    return nil
                }
            }
            func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
        }
        let limit = MultipartLimits().totalInBytes
        await #expect(throws: MultipartRefusal.tooLarge(limitInBytes: limit)) {
            _ = try await MultipartForm.read(Unreadable(), contentType: Self.type, length: 1 << 30, into: place.store)
        }
        await #expect(throws: MultipartRefusal.tooLarge(limitInBytes: 100)) {
            _ = try await RawUpload.read(Unreadable(), name: "a.pdf", length: 1 << 30, into: place.store, limitInBytes: 100)
        }
        #expect(MultipartRefusal.tooLarge(limitInBytes: limit).status == 413)
        #expect(MultipartRefusal.tooLarge(limitInBytes: limit).sentence.contains("220 MB"))
    }

    @Test("What does not say its size is stopped while it comes, and its bytes go")
    func unannouncedSize() async throws {
        let place = try Place()
        struct Endless: AsyncSequence {
            struct AsyncIterator: AsyncIteratorProtocol {
                var count = 0
                mutating func next() async throws -> [UInt8]? {
                    count += 1
                    if count == 1 { return MultipartTests.part("name=\"file\"; filename=\"a.zip\"", []).dropLast(2) }
                    if count > 4000 { Issue.record("it went on reading") }
                    return count > 4000 ? nil : [UInt8](repeating: 65, count: 64 << 10)
                }
            }
            func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
        }
        var limits = MultipartLimits()
        limits.fileInBytes = 3 << 20
        await #expect(throws: MultipartRefusal.store(.tooLarge(limitInBytes: 3 << 20))) {
            _ = try await MultipartForm.read(Endless(), contentType: Self.type, length: nil, into: place.store, limits: limits)
        }
        limits = MultipartLimits()
        limits.totalInBytes = 2 << 20
        await #expect(throws: MultipartRefusal.tooLarge(limitInBytes: 2 << 20)) {
            _ = try await MultipartForm.read(Endless(), contentType: Self.type, length: nil, into: place.store, limits: limits)
        }
        await #expect(throws: MultipartRefusal.store(.tooLarge(limitInBytes: 1 << 20))) {
            _ = try await RawUpload.read(Endless(), name: "a.zip", length: nil, into: place.store, limitInBytes: 1 << 20)
        }
        #expect(try place.unfinished() == 0)
        #expect(try place.store.digests() == [])
    }

    @Test("Fields, parts and headers have their limits")
    func limits() async throws {
        let place = try Place()
        var limits = MultipartLimits()
        limits.fieldInBytes = 10
        limits.parts = 3
        limits.headerInBytes = 200
        let long = Self.part("name=\"body\"", [UInt8](repeating: 65, count: 11)) + Self.end
        await #expect(throws: MultipartRefusal.tooLarge(limitInBytes: 10)) { _ = try await Self.read(long, place, limits: limits) }
        let many = (0..<4).flatMap { Self.part("name=\"n\($0)\"", []) } + Self.end
        await #expect(throws: MultipartRefusal.tooManyParts(limit: 3)) { _ = try await Self.read(many, place, limits: limits) }
        let header = Self.part("name=\"\(String(repeating: "长", count: 100))\"", []) + Self.end
        await #expect(throws: MultipartRefusal.malformed("一个部分的说明过长")) { _ = try await Self.read(header, place, limits: limits) }
        await #expect(throws: MultipartRefusal.malformed("一个部分的说明过长")) {
            _ = try await Self.read(header, place, pieces: 50, limits: limits)
        }
    }

    @Test("Nothing is written before the fields in front of the file are accepted")
    func acceptance() async throws {
        struct Stop: Error {}
        let place = try Place()
        var seen: [String?] = []
        await #expect(throws: Stop.self) {
            _ = try await Self.read(Self.sample, place, pieces: 16) { form in
                seen.append(form["csrf"])
                throw Stop()
            }
        }
        #expect(seen == ["令牌"])
        #expect(try place.store.digests() == [] && place.unfinished() == 0)
    }

    @Test(
        "A content type that is no form with files is refused",
        arguments: [
            (nil, MultipartRefusal.notMultipart), ("text/plain", .notMultipart), ("multipart/form-data", .malformed("没有说明分隔标记")),
            ("multipart/form-data; boundary=", .malformed("没有说明分隔标记")),
            ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", .malformed("没有说明分隔标记")),
            ("multipart/form-data; boundary=\"a", .notMultipart),
        ] as [(String?, MultipartRefusal)])
    func contentTypes(_ type: String?, _ refusal: MultipartRefusal) {
        #expect(throws: refusal) { _ = try MultipartForm.boundary(type) }
    }

    @Test("Boundaries may be quoted and stand among other parameters")
    func quotedBoundary() throws {
        #expect(try MultipartForm.boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\"") == Array("a b:c".utf8))
    }

    @Test(
        "Parts that do not say what they are, are refused",
        arguments: [
            "Content-Type: text/plain\r\n\r\n", "Content-Disposition: form-data\r\n\r\n",
            "Content-Disposition: attachment; name=\"a\"\r\n\r\n",
            "Content-Disposition: form-data; name=\"a\r\n\r\n", "Content-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n", "\r\n",
            "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n",
        ])
    func badParts(_ header: String) async throws {
        let place = try Place()
        let body = Array("--\(Self.boundary)\r\n\(header)x\r\n".utf8) + Self.end
        for size in [1, 5, 1000] {
            await #expect(throws: MultipartRefusal.self) { _ = try await Self.read(body, place, pieces: size) }
        }
    }

    @Test(
        "A file's name is a name and nothing more",
        arguments: [
            ("C:\\Users\\王\\报告.docx", "报告.docx"), ("../../etc/passwd", "passwd"), ("a/b/", "b"), ("\u{202E}gpj.exe", "gpj.exe"),
            ("a\u{0}\nb", "ab"),
            (String(repeating: "长", count: 100), String(repeating: "长", count: 66)), ("", ""), ("..", ".."),
        ])
    func fileNames(_ name: String, _ plain: String) { #expect(MultipartForm.plainName(name) == plain) }

    @Test("A quotation mark in a name survives both ways of writing it")
    func quotes() async throws {
        let place = try Place()
        let body =
            Self.part("name=\"a\"; filename=\"%22甲%22.txt\"", [65]) + Self.part("name=\"b\"; filename=\"\\\"乙\\\".txt\"", [66]) + Self.end
        let form = try await Self.read(body, place)
        #expect(form.files.map(\.name) == ["\"甲\".txt", "\"乙\".txt"])
    }

    @Test("An upload by the script is one file, named in the header")
    func raw() async throws {
        let place = try Place()
        let file = try await RawUpload.read(
            Pieces(pieces: [[1, 2], [], [3]]), name: "%E6%8A%A5%E5%91%8A.pdf", length: 3, into: place.store, limitInBytes: 3)
        #expect(file.name == "报告.pdf")
        #expect(file.stored.sizeInBytes == 3)
        for name in [nil, "", "%", "%ff", "%2F"] as [String?] {
            await #expect(throws: MultipartRefusal.malformed("没有文件名")) {
                _ = try await RawUpload.read(Pieces(pieces: [[1]]), name: name, length: nil, into: place.store, limitInBytes: 3)
            }
        }
    }

    @Test("What stands after the end is ignored, as the standard asks")
    func epilogue() async throws {
        let place = try Place()
        let form = try await Self.read(
            Array("前言\r\n".utf8) + Self.part("name=\"a\"", [65]) + Self.end + Array("尾声\r\n--\(Self.boundary)\r\n".utf8), place)
        #expect(form.fields.map(\.value) == ["A"])
    }
}
