/// The names of a result's columns, shared by its rows.
package final class ColumnNames: Sendable {
    package let names: [String]
    package init(_ names: [String]) { self.names = names }
}

/// One row of a result. Columns are read by name, into the type the caller states.
package struct ResultRow: Sendable {
    private let columns: ColumnNames
    private let values: [Value]

    package init(columns: ColumnNames, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The column's value as the type the caller expects.
    /// - Throws: `StoreError.unexpectedValue` when the column is missing or holds another type: a fault of the program, never of the input.
    package subscript<Result: Storable>(name: String) -> Result {
        get throws(StoreError) {
            guard let index = columns.names.firstIndex(of: name), let result = Result(stored: values[index]) else {
                throw .unexpectedValue(column: name)
            }
            return result
        }
    }
}
