import Foundation
import GRDB
import GRDBSQLite
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
            let count = Int32(columns.names.count)
            let cursor = try Row.fetchCursor(statement, arguments: arguments(query))
            while try cursor.next() != nil {
                // Straight from SQLite: a row of the library's own costs several times as much.
                try body(ResultRow(columns: columns, values: (0..<count).map { value(statement.sqliteStatement, $0) }))
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

    private func value(_ statement: SQLiteStatement, _ column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            // The text first: asking for it may change how many bytes there are.
            let text = sqlite3_column_text(statement, column)
            let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(statement, column)
            return .bytes([UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column)))))
        default: return .null
        }
    }
}

extension [UInt8] {
    fileprivate var databaseValue: DatabaseValue { withUnsafeBytes { Data($0) }.databaseValue }
}
