import CLibPQ
import Dispatch
import Persistence

/// One connection to PostgreSQL and the queue on which alone it is touched.
///
/// `@unchecked Sendable`: `handle` and `prepared` are used only inside `perform`, on `queue`, one block at a time.
final class PostgresConnection: @unchecked Sendable {
    private static let mostPrepared = 400
    private let address: String
    private let queue: DispatchQueue
    private var handle: OpaquePointer?
    private var prepared: [String: String] = [:]

    init(address: String, number: Int) {
        self.address = address
        queue = DispatchQueue(label: "postgres-\(number)")
    }

    deinit { if let handle { PQfinish(handle) } }

    func perform<Result: Sendable>(_ work: @escaping @Sendable (PostgresConnection) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work(self) }) }
        }
    }

    func disconnect() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
    }

    /// Runs the body between BEGIN and COMMIT. A connection that was lost while idle is opened again first;
    /// one that is lost during the transaction fails it, because nobody can know what was committed.
    func transaction<Result>(_ begin: String, _ body: (any Transaction) throws -> Result) throws -> Result {
        do {
            try run(begin)
        } catch StoreError.unavailable {
            disconnect()
            try run(begin)
        }
        do {
            let result = try body(PostgresTransaction(self))
            try run("COMMIT")
            return result
        } catch {
            // The transaction has failed already; if the connection is gone too, the server has rolled it back.
            if (try? run("ROLLBACK")) == nil { disconnect() }
            // Another node has changed the schema under the prepared statements (cached plan must not change result type).
            if case StoreError.failed(state: "0A000", _) = error { disconnect() }
            throw error
        }
    }

    /// Runs SQL without values.
    func run(_ script: String) throws(StoreError) {
        let connection = try connected()
        guard let result = PQexec(connection, script) else { throw lost(connection) }
        defer { PQclear(result) }
        try check(result, connection)
    }

    /// Runs a statement with its values; the caller clears the result.
    func result(of query: Query) throws(StoreError) -> OpaquePointer {
        let connection = try connected()
        let name = try statement(query, connection)
        let texts = query.values.map(wireText)
        let result = withPointers(texts) { PQexecPrepared(connection, name, Int32(texts.count), $0, nil, nil, 0) }
        guard let result else { throw lost(connection) }
        do {
            try check(result, connection)
            return result
        } catch {
            PQclear(result)
            throw error
        }
    }

    private func statement(_ query: Query, _ connection: OpaquePointer) throws(StoreError) -> String {
        // A statement prepared with a NULL has no type in that place: the same text with a number there is another statement.
        let key = query.text + String(query.values.map { $0 == .null ? "0" : "1" })
        if let name = prepared[key] { return name }
        if prepared.count >= Self.mostPrepared {
            try run("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        // The types are stated where the value has one: an untyped NULL or number in a SELECT list would come back as text.
        let types: [Oid] = query.values.map { value in
            switch value {
            case .null, .text: 0
            case .integer: 20
            case .real: 701
            case .bytes: 17
            }
        }
        guard let result = PQprepare(connection, name, query.text, Int32(types.count), types) else { throw lost(connection) }
        defer { PQclear(result) }
        try check(result, connection)
        prepared[key] = name
        return name
    }

    private func connected() throws(StoreError) -> OpaquePointer {
        if let handle { return handle }
        // Before the address, so that what it says itself counts. Without them a dead network holds a caller for minutes.
        let options = [("connect_timeout", "5"), ("tcp_user_timeout", "15000"), ("dbname", address)]
        let handle = withPointers(options.map(\.0) + [nil]) { names in
            withPointers(options.map(\.1) + [nil]) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let connection = handle else { throw .unavailable(reason: "内存不足") }
        guard PQstatus(connection) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(connection))
            PQfinish(connection)
            throw .unavailable(reason: "无法连接 PostgreSQL：\(reason.split(separator: "\n").first ?? "")")
        }
        PQsetClientEncoding(connection, "UTF8")
        // A notice would go to standard error with words of the schema.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        self.handle = connection
        try run("SET bytea_output = 'hex'")
        return connection
    }

    private func lost(_ connection: OpaquePointer) -> StoreError {
        let reason = String(cString: PQerrorMessage(connection)).split(separator: "\n").first ?? ""
        return .unavailable(reason: "与 PostgreSQL 的连接中断：\(reason)")
    }

    /// Only the primary message and the constraint's name are kept: DETAIL holds the row.
    private func check(_ result: OpaquePointer, _ connection: OpaquePointer) throws(StoreError) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return
        default:
            if PQstatus(connection) == CONNECTION_BAD { throw lost(connection) }
            let state = field(result, .state)
            let constraint = field(result, .constraint)
            switch state {
            case "23505": throw .duplicate(constraint: constraint)
            case _ where state.hasPrefix("23"): throw .refused(constraint: constraint.isEmpty ? field(result, .column) : constraint)
            case _ where state.hasPrefix("53") || state.hasPrefix("57") || state.hasPrefix("08"):
                throw .unavailable(reason: field(result, .message))
            default: throw .failed(state: state, reason: field(result, .message))
            }
        }
    }

    /// The fields of an error that hold no data; libpq's codes for them are C character literals, which Swift does not import.
    private enum ErrorField: Unicode.Scalar {
        case state = "C"
        case message = "M"
        case constraint = "n"
        case column = "c"
    }

    private func field(_ result: OpaquePointer, _ field: ErrorField) -> String {
        PQresultErrorField(result, Int32(field.rawValue.value)).map { String(cString: $0) } ?? ""
    }

    /// PostgreSQL's text form of a value; `nil` for NULL.
    private func wireText(_ value: Value) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .text(let text): text
        case .bytes(let bytes): hexadecimal(bytes)
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "x")]
        text.reserveCapacity(2 + bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Null-terminated texts side by side in one buffer, and a pointer to each.
    private func withPointers<Result>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        var buffer: [CChar] = []
        var starts: [Int?] = []
        for text in texts {
            starts.append(text == nil ? nil : buffer.count)
            if let text {
                text.utf8.withContiguousStorageIfAvailable { bytes in buffer.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) }) }
                    ?? buffer.append(contentsOf: text.utf8.map { CChar(bitPattern: $0) })
                buffer.append(0)
            }
        }
        return buffer.withUnsafeBufferPointer { whole in
            body(starts.map { start in start.flatMap { whole.baseAddress?.advanced(by: $0) } })
        }
    }
}
