import Foundation
import GRDB
import Persistence

/// A transaction on one SQLite connection. Statements are prepared once for a connection and kept.
final class SQLiteTransaction: Transaction {
    private let database: GRDB.Database
    var dialect: Dialect { .sqlite }

    init(_ database: GRDB.Database) { self.database = database }

    func execute(_ query: Query) throws(StoreError) -> Int {
        do {
            try database.cachedStatement(sql: query.text).execute(arguments: arguments(query))
            return database.changesCount
        } catch let error as DatabaseError {
            throw StoreError(error)
        } catch {
            throw .failed(state: "", reason: "\(type(of: error))")
        }
    }

    func forEach(_ query: Query, _ body: (ResultRow) throws -> Void) throws {
        do {
            let statement = try database.cachedStatement(sql: query.text)
            let columns = ColumnNames(statement.columnNames)
            let cursor = try Row.fetchCursor(statement, arguments: arguments(query))
            while let row = try cursor.next() {
                try body(ResultRow(columns: columns, values: (0..<columns.names.count).map { value(row, $0) }))
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    func execute(script: String) throws(StoreError) {
        do {
            try database.execute(sql: script)
        } catch let error as DatabaseError {
            throw StoreError(error)
        } catch {
            throw .failed(state: "", reason: "\(type(of: error))")
        }
    }

    private func arguments(_ query: Query) -> StatementArguments {
        StatementArguments(
            query.values.map { value -> (any DatabaseValueConvertible)? in
                switch value {
                case .null: nil
                case .integer(let number): number
                case .real(let number): number
                case .text(let text): text
                case .bytes(let bytes): bytes.databaseValue
                }
            })
    }

    private func value(_ row: Row, _ index: Int) -> Value {
        switch (row[index] as DatabaseValue).storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes([UInt8](data))
        }
    }
}

extension [UInt8] {
    fileprivate var databaseValue: DatabaseValue { withUnsafeBytes { Data($0) }.databaseValue }
}
