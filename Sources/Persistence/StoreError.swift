/// What can go wrong in a database, without any of the values that went through it.
package enum StoreError: Error, Sendable, Hashable {
    /// A row with that key is there already.
    case duplicate(constraint: String)
    /// A CHECK, NOT NULL or foreign key refused the row.
    case refused(constraint: String)
    /// The row changed since it was read (409).
    case stale(subject: String)
    /// The database cannot be reached, is full, or answers that it has no room for another caller.
    case unavailable(reason: String)
    /// The statement itself is wrong; `state` is the database's own code.
    case failed(state: String, reason: String)
    /// A column is missing or of another type than the program expects.
    case unexpectedValue(column: String)
    /// The file or server holds something that is not this program's database, or a newer one.
    case migration(reason: String)
}
