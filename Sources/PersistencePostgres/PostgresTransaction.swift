import CLibPQ
import Persistence

/// A transaction on one PostgreSQL connection.
final class PostgresTransaction: Transaction {
    private let connection: PostgresConnection
    var dialect: Dialect { .postgresql }

    init(_ connection: PostgresConnection) { self.connection = connection }

    func execute(_ query: Query) throws(StoreError) -> Int {
        let result = try connection.result(of: query)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func forEach(_ query: Query, _ body: (ResultRow) throws -> Void) throws {
        let result = try connection.result(of: query)
        defer { PQclear(result) }
        let width = PQnfields(result)
        let columns = ColumnNames((0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        let types = (0..<width).map { PQftype(result, $0) }
        for row in 0..<PQntuples(result) {
            let values = try (0..<width).map { try value(result, row, $0, types[Int($0)], columns) }
            try body(ResultRow(columns: columns, values: values))
        }
    }

    func execute(script: String) throws(StoreError) { try connection.run(script) }

    private func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: Oid, _ columns: ColumnNames) throws(StoreError)
        -> Value
    {
        guard PQgetisnull(result, row, column) == 0, let cell = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeBufferPointer(start: cell, count: Int(PQgetlength(result, row, column)))
        let text = bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
        switch type {
        case 16: return .integer(text == "t" ? 1 : 0)
        case 20, 21, 23, 26:
            guard let number = Int64(text) else { throw .unexpectedValue(column: columns.names[Int(column)]) }
            return .integer(number)
        case 1700:
            // SUM of a bigint is numeric; a fraction would have to be asked for.
            guard let number = Int64(text) else { throw .unexpectedValue(column: columns.names[Int(column)]) }
            return .integer(number)
        case 700, 701:
            guard let number = Double(text) else { throw .unexpectedValue(column: columns.names[Int(column)]) }
            return .real(number)
        case 17:
            return .bytes(fromHexadecimal(text.utf8.dropFirst(2)))
        default: return .text(text)
        }
    }

    private func fromHexadecimal(_ digits: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value = digit <= UInt8(ascii: "9") ? digit &- UInt8(ascii: "0") : digit &- UInt8(ascii: "a") &+ 10
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}
