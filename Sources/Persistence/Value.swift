/// A value as both databases can hold it.
package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

/// A Swift type with one fixed form in the database.
package protocol Storable: Sendable {
    var storedValue: Value { get }
    /// `nil` when the value is not of this type's form.
    init?(stored value: Value)
}

extension Int64: Storable {
    package var storedValue: Value { .integer(self) }
    package init?(stored value: Value) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
}

extension Int: Storable {
    package var storedValue: Value { .integer(Int64(self)) }
    package init?(stored value: Value) {
        guard case .integer(let number) = value else { return nil }
        self.init(exactly: number)
    }
}

extension Double: Storable {
    package var storedValue: Value { .real(self) }
    package init?(stored value: Value) {
        switch value {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        case .null, .text, .bytes: return nil
        }
    }
}

/// 0 or 1: PostgreSQL's boolean has no counterpart in SQLite's strict tables.
extension Bool: Storable {
    package var storedValue: Value { .integer(self ? 1 : 0) }
    package init?(stored value: Value) {
        guard case .integer(let number) = value, number == 0 || number == 1 else { return nil }
        self = number == 1
    }
}

extension String: Storable {
    /// PostgreSQL cannot hold U+0000 in text and SQLite's own functions stop at it: it is taken out here, for both.
    package var storedValue: Value {
        .text(utf8.contains(0) ? String(unicodeScalars.lazy.filter { $0 != "\0" }.map(Character.init)) : self)
    }
    package init?(stored value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension [UInt8]: Storable {
    package var storedValue: Value { .bytes(self) }
    package init?(stored value: Value) {
        guard case .bytes(let bytes) = value else { return nil }
        self = bytes
    }
}

extension Optional: Storable where Wrapped: Storable {
    package var storedValue: Value { self?.storedValue ?? .null }
    package init?(stored value: Value) {
        if case .null = value {
            self = .none
        } else if let wrapped = Wrapped(stored: value) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}
