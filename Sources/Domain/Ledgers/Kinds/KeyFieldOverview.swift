/// What is public of the contents that are prescribed for a key field, and what is missing (重点领域公开情况).
package struct KeyFieldOverview: Sendable, Hashable {
    package struct Content: Sendable, Hashable {
        package let name: String
        /// To be published for a certain area or certain people (向特定区域特定群体公开), not for everybody.
        package let isForSome: Bool
        /// Matters with the document.
        package let published: [Entry]
        /// Matters that have none, with why.
        package let absent: [Entry]
        /// Matters that ought to have it and do not.
        package let missing: [String]
    }

    package struct Entry: Sendable, Hashable {
        package let matter: String
        package let document: Disclosure.ID?
        package let reason: String
    }

    package struct Field: Sendable, Hashable {
        package let name: String
        package let contents: [Content]

        /// How many places of the field are filled or explained, of how many.
        package var count: (done: Int, all: Int) {
            let done = contents.reduce(0) { $0 + $1.published.count + $1.absent.count }
            return (done, done + contents.reduce(0) { $0 + $1.missing.count })
        }
    }

    package let fields: [Field]

    /// - Parameters:
    ///   - rows: what is public of the register.
    ///   - isPublic: whether the public can read a document.
    package init(_ kind: LedgerKind, rows: [LedgerRow], isPublic: (Disclosure.ID) -> Bool) {
        let byField = Dictionary(grouping: rows) { $0.cells["field"] }
        fields = kind.keyFields.map { field in
            let own = byField[field.name] ?? []
            // A matter that has begun with a field has to have all of it.
            let matters = own.reduce(into: [String]()) { if !$0.contains($1.cells["matter"]) { $0.append($1.cells["matter"]) } }
            return Field(
                name: field.name,
                contents: field.contents.map { name in
                    let entries = own.filter { $0.cells["content"] == name }.map { row in
                        Entry(
                            matter: row.cells["matter"], document: row.cells.document("document").flatMap { isPublic($0) ? $0 : nil },
                            reason: row.cells["absent"])
                    }
                    let (published, rest) = (entries.filter { $0.document != nil }, entries.filter { $0.document == nil })
                    let settled = Set((published + rest.filter { !$0.reason.isEmpty }).map(\.matter))
                    let isForSome = field.forSome.contains(name)
                    return Content(
                        name: name, isForSome: isForSome, published: published, absent: rest.filter { !$0.reason.isEmpty },
                        missing: isForSome ? [] : matters.filter { !settled.contains($0) })
                })
        }
    }
}
